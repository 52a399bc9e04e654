import { anchored } from './anchors.ts';
import { withOffices } from './by-office.ts';
import { byPart } from './by-part.ts';
import { judged } from './judge.ts';
import { byWord, type Mention } from './mention.ts';
import { readText, type RunningText } from './running-text.ts';
import { createScan, type NameSpan } from './scan.ts';
import { sourcesFor, type TextNames } from './sources.ts';
import { strangersIn, type Stranger } from './strangers.ts';

export interface NamesInText {
  readonly text: RunningText;
  /** In the order of the text. No two share a word. */
  readonly mentions: readonly Mention[];
  readonly strangers: readonly Stranger[];
}

/**
 * Which subjects a running text names. Far stricter than a look-up of what a reader typed as a name: no beginning of a
 * name and no slip counts, a capital is wanted where the script has any, and what may mean another is a question. Looks
 * up each word and each run of words that names have, so that the cost grows with the text and not with the corpus.
 */
export function namesInText(given: TextNames, text: string): NamesInText {
  const sources = sourcesFor(given);
  const running = readText(text);
  const scan = createScan(sources);
  const whole = scan.spansIn(running).map(mentionOf);
  const taken = byWord(whole);
  const parts = running.words.flatMap((_, at) => (taken.has(at) ? [] : (byPart(sources, running, scan, at) ?? [])));
  const inOrder = [...whole, ...parts].toSorted((left, right) => left.first - right.first);
  const mentions = anchored(sources, running, scan, withOffices(sources, running, judged(sources, running, inOrder)));
  return { text: running, mentions, strangers: strangersIn(sources, running, mentions) };
}

function mentionOf({ first, end, ids, as }: NameSpan): Mention {
  return { ids, sure: as !== 'unsure' && ids.length === 1, how: 'name', common: as === 'common', first, end };
}
