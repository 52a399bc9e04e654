import type { Among, NameHit } from '../name-table.ts';
import { hitOf, inTurn, SUBJECT, type SqlRow } from './name-hits.ts';
import { SHORT_PREFIX, type Side } from './name-keys.ts';
import { ALL_FACETS, facetsOf, partOf, walkOf, type Facet, type Scope } from './name-part.ts';
import { postKey } from './name-rows.ts';
import type { Sql } from './prepared.ts';

/** After the last letter and digit: ends the range of all that begins with a prefix. */
const AFTER = '{';

/** So many entries of one key are looked through where the key alone does not decide. */
const LOOK_THROUGH = 100;

const SIDES: readonly Side[] = [0, 1];

/** The best-known subjects under a key, those of some facets only where not all are meant. */
function under(sql: Sql, key: string, facets: readonly Facet[], limit: number): readonly SqlRow[] {
  const only = facets.length === ALL_FACETS ? '' : `and facet in (${facets.join(', ')})`;
  return sql(`select ${SUBJECT}, p.cold from (
      select cold, sid from name_post where key = ? ${only} order by cold, sid limit ?
    ) p join name_subject s on s.sid = p.sid`).all(key, limit);
}

/** The best-known subjects under some keys. */
export function posted(
  sql: Sql,
  keyIn: (scope: Scope) => readonly string[],
  limit: number,
  among: Among | undefined,
): readonly NameHit[] {
  const { scopes, facets } = walkOf(among);
  return inTurn([scopes.flatMap(keyIn).flatMap((key) => under(sql, key, facets, limit).map(hitOf))], limit);
}

export const bearersOf = (sql: Sql, token: string, limit: number, among: Among | undefined): readonly NameHit[] =>
  posted(sql, (scope) => SIDES.map((side) => postKey.token(scope, side, token)), limit, among);

export function withOnePrefix(sql: Sql, prefix: string, limit: number, among: Among | undefined): readonly NameHit[] {
  const of = (side: Side): readonly NameHit[] =>
    prefix.length <= SHORT_PREFIX
      ? posted(sql, (scope) => [postKey.prefix(scope, side, prefix)], limit, among)
      : withLongPrefix(sql, prefix, side, limit, among);
  const begins = of(0);
  return begins.length >= limit ? begins : inTurn([begins, of(1)], limit);
}

const BEST = 'select cold, word from name_best where part = ? and word >= ? and word < ? order by cold limit ?';

/**
 * The tokens that begin so, the best-known bearer of each first; each token's bearers are read only while they can
 * still be among the best.
 */
function withLongPrefix(
  sql: Sql,
  prefix: string,
  side: Side,
  limit: number,
  among: Among | undefined,
): readonly NameHit[] {
  const { scopes, facets } = walkOf(among);
  const tokens = scopes
    .flatMap((scope) =>
      sql(BEST)
        .all(partOf(scope, side), prefix, prefix + AFTER, limit)
        .map((row) => ({ key: postKey.token(scope, side, String(row['word'])), cold: Number(row['cold']) })),
    )
    .sort((left, right) => left.cold - right.cold);
  const best = new Map<unknown, SqlRow>();
  let worst = Number.POSITIVE_INFINITY;
  for (const { key, cold } of tokens) {
    if (cold > worst) break;
    for (const row of under(sql, key, facets, limit)) if (Number(row['cold']) <= worst) best.set(row['id'], row);
    if (best.size >= limit) worst = coldest(best.values(), limit);
  }
  return inTurn([Array.from(best.values(), hitOf)], limit);
}

/** How cold the last of the `limit` best is. */
function coldest(some: Iterable<SqlRow>, limit: number): number {
  return (
    Array.from(some, (row) => Number(row['cold'])).sort((left, right) => left - right)[limit - 1] ??
    Number.POSITIVE_INFINITY
  );
}

/** Of the names under some forms those that begin as `?1` says first, then the best-known. */
const ofForms = (forms: string): string => `
  select ${SUBJECT}, s.names, instr(char(10) || s.names, char(10) || ' ' || ?1) > 0 as begins from (
    select distinct sid from name_form where ${forms} limit ${LOOK_THROUGH}
  ) f join name_subject s on s.sid = f.sid`;

const FORMS_AFTER = ofForms(`form >= ?1 and form < ?1 || '${AFTER}'`);
const FORM_OF_TWO = ofForms('form = ?2');

const POSTS_WITH = `
  select ${SUBJECT}, s.names, instr(char(10) || s.names, char(10) || ' ' || ?1) > 0 as begins from (
    select sid from name_post where key = ?2 order by cold, sid limit ${LOOK_THROUGH}
  ) p join name_subject s on s.sid = p.sid where instr(s.names, ?3)`;

/** Names that have `earlier` and a token with the prefix: those that begin so, then all others. */
export function withLaterPrefix(
  sql: Sql,
  earlier: readonly string[],
  prefix: string,
  limit: number,
  among: Among | undefined,
): readonly NameHit[] {
  const start = `${earlier.join(' ')} ${prefix}`;
  const [longest = '', second] = earlier.toSorted((a, b) => b.length - a.length);
  const facets = facetsOf(among);
  const ranges = [
    sql(FORMS_AFTER).all(start),
    ...(second === undefined ? [] : [sql(FORM_OF_TWO).all(start, `${longest} ${second}`)]),
  ];
  const rows = ranges.flat();
  if (ranges.some((range) => range.length >= LOOK_THROUGH)) rows.push(...bestWith(sql, longest, start, prefix, among));
  const fitting = rows.filter(
    (row) => facets.some((facet) => facet === row['facet']) && hasAll(String(row['names']), earlier, prefix),
  );
  const begins = fitting.filter((row) => row['begins'] === 1);
  return inTurn([begins.map(hitOf), fitting.map(hitOf)], limit);
}

/** Where more names hold both than are looked through, the best-known ones that hold the token are looked through too. */
function bestWith(sql: Sql, token: string, start: string, prefix: string, among: Among | undefined): readonly SqlRow[] {
  return walkOf(among).scopes.flatMap((scope) =>
    SIDES.flatMap((side) => sql(POSTS_WITH).all(start, postKey.token(scope, side, token), ` ${prefix}`)),
  );
}

function hasAll(names: string, tokens: readonly string[], prefix: string): boolean {
  return names.split('\n').some((name) => {
    const words = name.split(' ');
    return tokens.every((token) => words.includes(token)) && words.some((word) => word.startsWith(prefix));
  });
}
