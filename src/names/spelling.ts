import type { Among, NameHit, NameTable } from '../corpus/name-table.ts';
import { editDistance, slipsAllowed } from '../kernel/edit-distance.ts';
import { skeleton } from '../kernel/skeleton.ts';
import { unique } from './hits.ts';
import { MOST_WORDS } from './reading.ts';

/** A token of some name that a token of the text may stand for. `cost`: how far apart they are. */
interface Alternative {
  readonly token: string;
  readonly cost: number;
}

/** So many tokens are tried for one token of the text, and so many ways to put them together. */
const ALTERNATIVES = 8;
const COMBINATIONS = 48;
const OPEN_COMBINATIONS = 4;
/** Fewer letters than this begin too many sounds. */
const SHORTEST_OPEN = 4;

/** Names that have every token, each perhaps in another spelling of the same sound. */
export function bySpelling(
  table: NameTable,
  tokens: readonly string[],
  limit: number,
  among: Among,
): readonly NameHit[] {
  if (tokens.length > MOST_WORDS) return [];
  const choices = tokens.map((token) => [{ token, cost: 0 }, ...spelt(table, token, false)]);
  return byChoices(table, choices, limit, among);
}

/** The same where the last token is still being typed. */
export function byOpenSpelling(
  table: NameTable,
  tokens: readonly string[],
  limit: number,
  among: Among,
): readonly NameHit[] {
  if (tokens.length > MOST_WORDS) return [];
  const last = tokens.at(-1) ?? '';
  const choices = tokens.slice(0, -1).map((token) => [{ token, cost: 0 }, ...spelt(table, token, false)]);
  const earlier = combinations(choices.map((some) => known(table, some))).slice(0, OPEN_COMBINATIONS);
  const ends = last.length < SHORTEST_OPEN ? [] : spelt(table, last, true);
  return earlier.flatMap(({ tokens: words, cost }) => [
    ...(cost === 0 ? [] : table.withPrefix(words, last, limit, among)),
    ...ends.flatMap(({ token }) => table.withTokens([...words, token], limit, among)),
  ]);
}

/** Names that have every token, some of them mistyped. Those with the fewest slips only. */
export function bySlips(table: NameTable, tokens: readonly string[], limit: number, among: Among): readonly NameHit[] {
  if (tokens.length > MOST_WORDS) return [];
  const choices = tokens.map((token) => {
    const allowed = slipsAllowed(token.length);
    const mistyped = table.tokensLike(token, ALTERNATIVES).map((word) => ({
      token: word,
      cost: 2 * editDistance(token, word, allowed),
    }));
    // Of a word that needs no slip, its spelling variants are worth less than itself and more than a slip.
    return [{ token, cost: 0 }, ...spelt(table, token, false), ...mistyped];
  });
  return byChoices(table, choices, limit, among);
}

function spelt(table: NameTable, token: string, open: boolean): readonly Alternative[] {
  return table.tokensSpelt(skeleton(token), ALTERNATIVES, open).map((word) => ({ token: word, cost: 1 }));
}

/** What the cheapest combinations that find anything find. */
function byChoices(
  table: NameTable,
  choices: readonly (readonly Alternative[])[],
  limit: number,
  among: Among,
): readonly NameHit[] {
  const found: NameHit[] = [];
  let foundAt = Number.POSITIVE_INFINITY;
  for (const { tokens, cost } of combinations(choices.map((some) => known(table, some)))) {
    if (cost > foundAt) break;
    const hits = table.withTokens(tokens, limit, among);
    found.push(...hits);
    if (hits.length > 0) foundAt = cost;
  }
  return unique(found);
}

/** Only tokens that some name has, each at its least cost. */
function known(table: NameTable, alternatives: readonly Alternative[]): readonly Alternative[] {
  const least = new Map<string, Alternative>();
  for (const one of alternatives.toSorted((left, right) => left.cost - right.cost)) {
    if (!least.has(one.token) && (one.cost > 0 || table.isToken(one.token))) least.set(one.token, one);
  }
  return [...least.values()];
}

interface Combination {
  readonly tokens: readonly string[];
  readonly cost: number;
}

/** One alternative for each token, the cheapest combinations first and never more than a few dozen. */
function combinations(choices: readonly (readonly Alternative[])[]): readonly Combination[] {
  let all: Combination[] = [{ tokens: [], cost: 0 }];
  for (const choice of choices) {
    all = all
      .flatMap(({ tokens, cost }) => choice.map((one) => ({ tokens: [...tokens, one.token], cost: cost + one.cost })))
      .sort((left, right) => left.cost - right.cost)
      .slice(0, COMBINATIONS);
  }
  return all;
}
