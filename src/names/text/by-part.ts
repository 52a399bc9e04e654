import type { SubjectId } from '../../corpus/ids.ts';
import type { NameHit } from '../../corpus/name-table.ts';
import { skeleton } from '../../kernel/skeleton.ts';
import { unique } from '../hits.ts';
import { isEveryday, isNoName } from './common-words.ts';
import type { Mention } from './mention.ts';
import type { RunningText, TextWord } from './running-text.ts';
import type { Scan } from './scan.ts';
import type { Sources } from './sources.ts';

const SHORTEST_SURNAME = 4;
const SHORTEST_VARIANT = 5;
const BEARERS = 8;
const SPELLINGS = 6;
/** A bearer stands out when it has so many times the briefs of the next one. */
const DOMINANT = 3;

/** A person by the last word of a name, as it is or in another spelling of the same sound. */
export function byPart(sources: Sources, running: RunningText, scan: Scan, at: number): Mention | undefined {
  const word = running.words[at];
  if (!word || !mayBeSurname(running, word)) return undefined;
  // Where a capital says nothing, any word may stand there.
  const isPlain = !word.opens && running.sentences[word.sentence]?.titled !== true;
  const ways = scan.waysOf(word).filter(({ strict }) => !strict);
  const mention = (hits: readonly NameHit[], how: Mention['how']): Mention | undefined => {
    const ids = meant(hits);
    if (ids.length === 0) return undefined;
    return { ids, sure: ids.length === 1 && isPlain, how, common: false, first: at, end: at + 1 };
  };
  for (const { folded } of ways) {
    const found = mention(bearers(sources, folded), 'part');
    if (found) return found;
  }
  if (ways.length > 0 || word.folded.length < SHORTEST_VARIANT || !word.cased) return undefined;
  const spelt = sources.names.tokensSpelt(skeleton(word.folded), SPELLINGS);
  return mention(unique(spelt.flatMap((token) => bearers(sources, token))), 'variant');
}

function mayBeSurname(running: RunningText, word: TextWord): boolean {
  if (word.folded.length < SHORTEST_SURNAME || word.folded.includes(' ')) return false;
  if (isNoName(word.text) || (word.opens && isEveryday(word.folded))) return false;
  return word.capital && running.capitalsTell;
}

function bearers({ names }: Sources, token: string): readonly NameHit[] {
  return names
    .withTokens([token], BEARERS, { kinds: ['actor'] })
    .filter(({ id, person }) => person === true && names.namesOf(id).some((name) => lastWord(name) === token));
}

const lastWord = (name: string): string => name.slice(name.lastIndexOf(' ') + 1);

function meant(hits: readonly NameHit[]): readonly SubjectId[] {
  const [first, next] = hits.toSorted((left, right) => right.briefs - left.briefs);
  if (!first) return [];
  const standsOut = !next || (first.briefs > 0 && first.briefs >= DOMINANT * next.briefs);
  return standsOut ? [first.id] : hits.map(({ id }) => id);
}
