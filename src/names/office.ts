import type { SubjectId } from '../corpus/ids.ts';
import type { NameTable, RoleHit } from '../corpus/name-table.ts';
import { titleWords } from '../corpus/name-words.ts';
import { foldedTokens } from '../kernel/fold.ts';
import { parsePartialDate, spanOf, type Day } from '../kernel/partial-date.ts';

/** An office has few bodies of one name, and a body few words. */
const BODIES = 8;
const BODY_WORDS = 5;
const HOLDERS = 50;
const OFFICE_WORDS = 12;

/**
 * Who holds the office that the words name: "foreign minister of russia", "russian foreign minister", "foreign
 * minister". On the day, ever, or the latest holders. An office that is called exactly so comes before one that only has
 * these words in its title.
 */
export function holdersOf(
  table: NameTable,
  tokens: readonly string[],
  asOf: Day | 'ever' | undefined,
): readonly RoleHit[] {
  if (tokens.length > OFFICE_WORDS) return [];
  const hits = officesIn(table, tokens).flatMap(({ title, of }) => {
    const named = table.withRole(title, of, HOLDERS);
    // Told apart before the day is looked at: a president-elect is no president, also where no president is in office.
    const exact = named.filter((hit) => wordsOf(hit.title).length === title.length);
    return inOffice(exact.length > 0 ? exact : named, asOf);
  });
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()];
}

interface Office {
  readonly title: readonly string[];
  readonly of: SubjectId | undefined;
}

/** Each way to part the words into a title and the body that the office belongs to, if any. */
function officesIn(table: NameTable, tokens: readonly string[]): readonly Office[] {
  const offices: Office[] = [];
  const add = (title: readonly string[], body: readonly string[]): void => {
    const words = titleWords(title);
    if (words.length === 0) return;
    const name = body[0] === 'the' && body.length > 1 ? body.slice(1) : body;
    for (const { id } of table.named(name.join(' '), BODIES)) offices.push({ title: words, of: id });
  };
  for (let cut = 1; cut <= Math.min(BODY_WORDS, tokens.length - 1); cut++) add(tokens.slice(cut), tokens.slice(0, cut));
  tokens.forEach((token, at) => {
    if (token === 'of') add(tokens.slice(0, at), tokens.slice(at + 1));
  });
  const words = titleWords(tokens);
  if (offices.length === 0 && words.length > 0) offices.push({ title: words, of: undefined });
  return offices;
}

const wordsOf = (title: string): readonly string[] => titleWords(foldedTokens(title));

function inOffice(hits: readonly RoleHit[], asOf: Day | 'ever' | undefined): readonly RoleHit[] {
  if (asOf === 'ever') return hits;
  if (asOf) return hits.filter((hit) => began(hit) <= asOf && asOf <= ended(hit));
  const latest = new Map<SubjectId | undefined, string>();
  for (const hit of hits) {
    const known = latest.get(hit.of);
    if (known === undefined || known < ended(hit)) latest.set(hit.of, ended(hit));
  }
  return hits.filter((hit) => latest.get(hit.of) === ended(hit));
}

/** The first day on which the role may have been held; before any day where that is not known. */
function began(hit: RoleHit): string {
  const date = hit.from === undefined ? undefined : parsePartialDate(hit.from);
  return date === undefined ? '' : spanOf(date).from;
}

/** The last such day; after any day where the role lasts. */
function ended(hit: RoleHit): string {
  const date = hit.until === undefined ? undefined : parsePartialDate(hit.until);
  return date === undefined ? '9999-12-31' : spanOf(date).to;
}
