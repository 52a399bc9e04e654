import { titleWords } from '../../corpus/name-words.ts';
import { foldedTokens } from '../../kernel/fold.ts';
import { holdersOf } from '../office.ts';
import { isNoName } from './common-words.ts';
import { byWord, type Mention } from './mention.ts';
import type { RunningText } from './running-text.ts';
import type { Sources } from './sources.ts';

/** The word that an office is called by. */
const OFFICE = new Set(
  (
    'minister president secretary chancellor ambassador envoy spokesman spokeswoman spokesperson leader chief chairman ' +
    'chairwoman king queen emir governor mayor commander aide adviser advisor director head speaker premier general deputy'
  ).split(' '),
);
const PAST = new Set('former ex then late previous outgoing future next'.split(' '));
/** "deputy prime minister for foreign affairs" */
const TITLE_WORDS = 6;

/**
 * Adds who is named by an office alone: "the Russian foreign minister". Not where a name follows or goes before ("Russian
 * foreign minister Lavrov"), as it tells who is meant, nor where the office is a former one.
 */
export function withOffices(sources: Sources, running: RunningText, found: readonly Mention[]): readonly Mention[] {
  const taken = byWord(found);
  const offices = found.flatMap((mention) => officeOf(sources, running, taken, mention) ?? []);
  return [...found, ...offices].toSorted((left, right) => left.first - right.first);
}

function officeOf(
  sources: Sources,
  running: RunningText,
  taken: ReadonlyMap<number, Mention>,
  body: Mention,
): Mention | undefined {
  const [id] = body.ids;
  if (!body.sure || id === undefined || sources.isPerson(id)) return undefined;
  const { words } = running;
  const longest = titleAfter(running, taken, body.end);
  for (let end = body.end + longest; end > body.end; end -= 1) {
    const office = words.slice(body.end, end).map(({ folded }) => folded);
    if (!office.some((word) => OFFICE.has(word))) break;
    const names = sources.names.namesOf(id);
    const ids = names
      .slice(0, 1)
      .flatMap((name) => holdersOf(sources.names, [...name.split(' '), ...office], sources.asOf))
      .filter(({ title }) => isTitle(title, office));
    if (ids.length > 0 && isNamed(running, taken, body.first, end)) return undefined;
    if (ids.length > 0) {
      return {
        ids: ids.map((hit) => hit.id),
        sure: ids.length === 1,
        how: 'office',
        common: false,
        first: body.end,
        end,
      };
    }
  }
  return undefined;
}

/** All of the title, as "secretary" alone is no secretary of state. */
function isTitle(title: string, office: readonly string[]): boolean {
  return titleWords(foldedTokens(title)).length === titleWords(office).length;
}

/** How many words from there on may belong to the title of an office. */
function titleAfter({ words }: RunningText, taken: ReadonlyMap<number, Mention>, from: number): number {
  let count = 0;
  while (count < TITLE_WORDS) {
    const before = words[from + count - 1];
    const word = words[from + count];
    if (!before || !word || before.gap !== ' ' || taken.has(from + count) || PAST.has(word.folded)) break;
    count += 1;
  }
  return count;
}

/** Whether somebody's name stands beside the office, with a comma or without. */
function isNamed({ words }: RunningText, taken: ReadonlyMap<number, Mention>, first: number, end: number): boolean {
  const last = words[end - 1];
  const next = words[end];
  const isName = (at: number) => {
    const word = words[at];
    return word !== undefined && ((word.capital && !isNoName(word.text)) || taken.get(at)?.common === false);
  };
  if (last && next && /^,?\s$/.test(last.gap) && isName(end)) return true;
  // "Blinken, the US secretary of state"; "former Russian foreign minister"
  const before = words[first - 1];
  const at = before && /^(?:the|a|an)$/i.test(before.text) ? first - 2 : first - 1;
  const word = words[at];
  if (word && PAST.has(word.folded)) return true;
  return word !== undefined && word.gap === ', ' && isName(at);
}
