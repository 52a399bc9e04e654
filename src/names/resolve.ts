import { editDistance, slipsAllowed } from '../kernel/edit-distance.ts';
import { SLUG } from '../corpus/slug.ts';
import type { Among, NameHit, NameTable } from '../corpus/name-table.ts';
import type { How, NameQuery, Resolution } from './names.ts';
import { only, unique } from './hits.ts';
import { nearestTo } from './nearest.ts';
import { holdersOf } from './office.ts';
import { MOST_WORDS, readingsOf, type Core, type Reading } from './reading.ts';
import { remembering } from './remembering.ts';
import { byOpenSpelling, bySlips, bySpelling } from './spelling.ts';

/** As many as a menu holds. */
const CANDIDATES = 25;

/** A meaning stands out when it has so many times the briefs of the next one. */
const DOMINANT = 3;

/** Of fewer letters too many names begin so for one to be meant. */
const SHORTEST_PREFIX = 3;
const LONGEST_INITIALS = 6;

interface Meaning {
  readonly how: How;
  readonly hits: readonly NameHit[];
}

export function resolveName(names: NameTable, text: string, query: NameQuery): Resolution {
  const table = remembering(names);
  const readings = readingsOf(text);
  const exact = unique(readings.flatMap(({ whole }) => table.named(whole, CANDIDATES, query)));
  if (exact.length > 0) return exactly(text.trim(), exact);
  for (const tier of TIERS) {
    const found = tier(table, readings, query);
    if (found) return decided(preferringWhole(table, readings, found));
  }
  return { kind: 'none', nearest: nearestTo(table, readings, query) };
}

/**
 * Subjects that carry the same name are asked about however well known one of them is. Only an id, written as such,
 * means its subject and no other: it is what a choice in a menu sends.
 */
function exactly(text: string, hits: readonly NameHit[]): Resolution {
  const [first, ...others] = hits;
  if (first && others.length === 0) return one('exact', first, []);
  const meant = SLUG.test(text) ? hits.find((hit) => hit.id === text) : undefined;
  return meant
    ? one(
        'exact',
        meant,
        hits.filter((hit) => hit !== meant),
      )
    : { kind: 'many', candidates: hits };
}

function decided({ how, hits }: Meaning): Resolution {
  const [first, ...others] = hits.toSorted((left, right) => right.briefs - left.briefs);
  const next = others[0];
  if (!first) return { kind: 'none', nearest: [] };
  const standsOut = next === undefined || (first.briefs > 0 && first.briefs >= DOMINANT * next.briefs);
  if (standsOut) return one(how, first, others.slice(0, CANDIDATES));
  return { kind: 'many', candidates: [first, ...others].slice(0, CANDIDATES) };
}

/** A slip in a whole name means who has that name: `alepo` is Aleppo, and not the siege of it too. */
function preferringWhole(table: NameTable, readings: readonly Reading[], { how, hits }: Meaning): Meaning {
  if (how !== 'variant' && how !== 'typo') return { how, hits };
  const isWhole = (name: string) =>
    readings.some(({ whole, tokens }) => {
      const slips = slipsAllowed(whole.length);
      return name.split(' ').length === tokens.length && editDistance(whole, name, slips) <= slips;
    });
  const whole = hits.filter((hit) => table.namesOf(hit.id).some(isWhole));
  return whole.length > 0 ? { how, hits: whole } : { how, hits };
}

function one(how: How, { id, name }: NameHit, instead: readonly NameHit[]): Resolution {
  return { kind: 'one', id, name, how, instead };
}

type Tier = (table: NameTable, readings: readonly Reading[], query: NameQuery) => Meaning | undefined;

/** Best first. The first that finds anything decides. */
const TIERS: readonly Tier[] = [
  perCore('part', (table, tokens, query) => table.withTokens(tokens, CANDIDATES, query)),
  perCore('initials', withAnInitial),
  (table, readings, { asOf, ...among }) =>
    meaning(
      'role',
      only(
        readings.flatMap(({ tokens }) => holdersOf(table, tokens, asOf)),
        among,
      ),
    ),
  officeAndName,
  (table, readings, query) =>
    meaning(
      'initials',
      readings.flatMap(({ tokens }) => byInitials(table, tokens, query)),
    ),
  perCore('variant', (table, tokens, query) => bySpelling(table, tokens, CANDIDATES, query)),
  perCore('prefix', (table, tokens, query) => {
    const last = tokens.at(-1) ?? '';
    if (last.length < SHORTEST_PREFIX) return [];
    const hits = table.withPrefix(tokens.slice(0, -1), last, CANDIDATES, query);
    return hits.length > 0 ? hits : byOpenSpelling(table, tokens, CANDIDATES, query);
  }),
  perCore('typo', (table, tokens, query) => bySlips(table, tokens, CANDIDATES, query)),
];

/** A tier that looks for the words of the text, first all of them, then without particles and titles. */
function perCore(
  how: How,
  find: (table: NameTable, tokens: readonly string[], query: Among) => readonly NameHit[],
): Tier {
  return (table, readings, query) => {
    const depth = Math.max(0, ...readings.map(({ cores }) => cores.length));
    for (let index = 0; index < depth; index++) {
      const hits = readings.flatMap(({ cores }) => inCore(cores[index], (tokens) => find(table, tokens, query)));
      if (hits.length > 0) return { how, hits: unique(hits) };
    }
    return undefined;
  };
}

function inCore(core: Core | undefined, find: (tokens: readonly string[]) => readonly NameHit[]): readonly NameHit[] {
  if (!core) return [];
  const hits = find(core.tokens);
  return core.titled ? hits.filter((hit) => hit.person) : hits;
}

/** "j. kerry": a letter stands for a word that begins with it. */
function withAnInitial(table: NameTable, tokens: readonly string[], query: Among): readonly NameHit[] {
  const words = tokens.filter((token) => token.length > 1);
  const letters = tokens.filter((token) => token.length === 1);
  if (words.length === 0 || letters.length === 0) return [];
  return table.withTokens(words, CANDIDATES, query).filter((hit) =>
    table.namesOf(hit.id).some((name) => {
      const left = name.split(' ').filter((word) => !words.includes(word));
      return letters.every((letter) => left.some((word) => word.startsWith(letter)));
    }),
  );
}

function byInitials(table: NameTable, tokens: readonly string[], query: Among): readonly NameHit[] {
  const letters = tokens.length === 1 || tokens.every((token) => token.length === 1) ? tokens.join('') : '';
  if (letters.length < 2 || letters.length > LONGEST_INITIALS) return [];
  return table.withInitials(letters, CANDIDATES, query);
}

/** "russian foreign minister lavrov": the holders of the office, on any day, whose name has the rest of the words. */
function officeAndName(table: NameTable, readings: readonly Reading[], query: NameQuery): Meaning | undefined {
  const hits = readings.flatMap(({ tokens }) =>
    tokens.slice(1, MOST_WORDS).flatMap((_, before) => {
      const named = table.withTokens(tokens.slice(before + 1), CANDIDATES, query);
      if (named.length === 0) return [];
      const holders = new Set(holdersOf(table, tokens.slice(0, before + 1), 'ever').map((hit) => hit.id));
      return named.filter((hit) => holders.has(hit.id));
    }),
  );
  return meaning('part', hits);
}

function meaning(how: How, hits: readonly NameHit[]): Meaning | undefined {
  return hits.length === 0 ? undefined : { how, hits: unique(hits) };
}
