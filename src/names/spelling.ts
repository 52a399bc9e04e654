import type { Among, NameHit, NameTable } from '../corpus/name-table.ts';
import { editDistance } from '../kernel/edit-distance.ts';
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
const COMBINATIONS = 16;
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
  const choices = choicesFor(table, tokens, (token) => spelt(table, token, false));
  return cheapest(table, choices, limit, among);
}

/** The same where the last token is still being typed. What `withPrefix` finds for the tokens as they are is left out. */
export function byOpenSpelling(
  table: NameTable,
  tokens: readonly string[],
  limit: number,
  among: Among,
): readonly NameHit[] {
  const last = tokens.at(-1) ?? '';
  const choices = choicesFor(table, tokens.slice(0, -1), (token) => spelt(table, token, false));
  const ends =
    last.length < SHORTEST_OPEN
      ? []
      : spelt(table, last, true)
          .filter(({ token }) => !token.startsWith(last))
          .slice(0, OPEN_COMBINATIONS);
  return combinations(choices)
    .slice(0, OPEN_COMBINATIONS)
    .flatMap(({ tokens: earlier, cost }) => [
      ...(cost === 0 ? [] : table.withPrefix(earlier, last, limit, among)),
      ...ends.flatMap(({ token }) => table.withTokens([...earlier, token], limit, among)),
    ]);
}

/** Names that have every token, some of them mistyped. Those with the fewest slips only. */
export function bySlips(table: NameTable, tokens: readonly string[], limit: number, among: Among): readonly NameHit[] {
  for (const slips of [1, 2] as const) {
    const choices = choicesFor(table, tokens, (token) => [
      // Another spelling of the same sound is worth less than the token itself and more than a slip.
      ...spelt(table, token, false),
      ...table
        .tokensLike(token, slips, ALTERNATIVES)
        .map((word) => ({ token: word, cost: 2 * editDistance(token, word, slips) })),
    ]);
    const hits = cheapest(table, choices, limit, among);
    if (hits.length > 0) return hits;
  }
  return [];
}

function spelt(table: NameTable, token: string, open: boolean): readonly Alternative[] {
  return table.tokensSpelt(skeleton(token), ALTERNATIVES, open).map((word) => ({ token: word, cost: 1 }));
}

/**
 * For each token itself, where some name has it, and what else it may stand for, each at its least cost. Nothing at all
 * where one of the tokens stands for nothing: no name has them all.
 */
function choicesFor(
  table: NameTable,
  tokens: readonly string[],
  alternatives: (token: string) => readonly Alternative[],
): readonly (readonly Alternative[])[] | undefined {
  if (tokens.length > MOST_WORDS) return undefined;
  const choices = new Map<string, readonly Alternative[]>();
  const unknownFirst = tokens.toSorted((left, right) => Number(table.isToken(left)) - Number(table.isToken(right)));
  for (const token of unknownFirst) {
    const itself = table.isToken(token) ? [{ token, cost: 0 }] : [];
    const least = new Map<string, Alternative>();
    for (const one of [...itself, ...alternatives(token)].sort((left, right) => left.cost - right.cost)) {
      if (!least.has(one.token)) least.set(one.token, one);
    }
    if (least.size === 0) return undefined;
    choices.set(token, [...least.values()]);
  }
  return tokens.map((token) => choices.get(token) ?? []);
}

interface Combination {
  readonly tokens: readonly string[];
  readonly cost: number;
}

/** One alternative for each token, the cheapest combinations first and never more than a few dozen. */
function combinations(choices: readonly (readonly Alternative[])[] | undefined): readonly Combination[] {
  if (!choices) return [];
  let all: Combination[] = [{ tokens: [], cost: 0 }];
  for (const choice of choices) {
    all = all
      .flatMap(({ tokens, cost }) => choice.map((one) => ({ tokens: [...tokens, one.token], cost: cost + one.cost })))
      .sort((left, right) => left.cost - right.cost)
      .slice(0, COMBINATIONS);
  }
  return all;
}

/** What the cheapest combinations that find anything find. */
function cheapest(
  table: NameTable,
  choices: readonly (readonly Alternative[])[] | undefined,
  limit: number,
  among: Among,
): readonly NameHit[] {
  const found: NameHit[] = [];
  let foundAt = Number.POSITIVE_INFINITY;
  for (const { tokens, cost } of combinations(choices)) {
    if (cost > foundAt) break;
    const hits = table.withTokens(tokens, limit, among);
    found.push(...hits);
    if (hits.length > 0) foundAt = cost;
  }
  return unique(found);
}
