import type { Among, NameHit } from '../name-table.ts';
import { hitOf, inTurn, SUBJECT, type SqlRow } from './name-hits.ts';
import { SHORT_PREFIX, type Side } from './name-keys.ts';
import { facetsOf, partOf } from './name-part.ts';
import { postKey } from './name-rows.ts';
import type { Sql } from './prepared.ts';

/** After the last letter and digit: ends the range of all that begins with a prefix. */
const AFTER = '{';

/** So many entries of one key are looked through where the key alone does not decide. */
const LOOK_THROUGH = 100;

interface Post {
  readonly sid: number;
  readonly cold: number;
}

/** The best-known subjects under a key (`?1`) in some parts of the table, at most `?2`. */
function postsSql(parts: readonly number[]): string {
  const walks = parts.map(
    (part) =>
      `select * from (select cold, sid from name_post where key = ?1 and part = ${part} order by cold, sid limit ?2)`,
  );
  return walks.length === 1 ? (walks[0] ?? '') : `select * from (${walks.join(' union all ')} order by 1, 2 limit ?2)`;
}

function posts(sql: Sql, key: string, parts: readonly number[], limit: number): readonly Post[] {
  return sql(postsSql(parts))
    .all(key, limit)
    .map((row) => ({ sid: Number(row['sid']), cold: Number(row['cold']) }));
}

function hitsUnder(sql: Sql, key: string, parts: readonly number[], limit: number): readonly NameHit[] {
  if (parts.length === 0) return [];
  return sql(`select ${SUBJECT} from (${postsSql(parts)}) p join name_subject s on s.sid = p.sid`)
    .all(key, limit)
    .map(hitOf);
}

const partsOf = (side: Side, among: Among | undefined): readonly number[] =>
  facetsOf(among).map((facet) => partOf(facet, side));

/** The best-known subjects under a key, whichever side it meets their names from. */
export function posted(sql: Sql, key: string, limit: number, among: Among | undefined): readonly NameHit[] {
  return inTurn([hitsUnder(sql, key, [...partsOf(0, among), ...partsOf(1, among)], limit)], limit);
}

export function withOnePrefix(sql: Sql, prefix: string, limit: number, among: Among | undefined): readonly NameHit[] {
  const of = (side: Side): readonly NameHit[] => {
    const parts = partsOf(side, among);
    return prefix.length <= SHORT_PREFIX
      ? hitsUnder(sql, postKey.prefix(prefix), parts, limit)
      : withLongPrefix(sql, prefix, parts, limit);
  };
  const begins = inTurn([of(0)], limit);
  return begins.length >= limit ? begins : inTurn([begins, of(1)], limit);
}

/**
 * The tokens that begin so, the best-known bearer of each first; each token's bearers are read only while they can
 * still be among the best.
 */
function withLongPrefix(sql: Sql, prefix: string, parts: readonly number[], limit: number): readonly NameHit[] {
  if (parts.length === 0) return [];
  const walks = parts.map(
    (part) =>
      `select * from (select cold, word, part from name_best where part = ${part} and word >= ?1 and word < ?2 order by cold limit ?3)`,
  );
  const tokens = sql(`${walks.join(' union all ')} order by 1 limit ?3`).all(prefix, prefix + AFTER, limit);
  const best = new Map<number, Post>();
  let worst = Number.POSITIVE_INFINITY;
  for (const { word, part, cold } of tokens) {
    if (Number(cold) > worst) break;
    for (const post of posts(sql, postKey.token(String(word)), [Number(part)], limit)) {
      if (post.cold <= worst && !best.has(post.sid)) best.set(post.sid, post);
    }
    if (best.size >= limit) worst = coldest(best.values(), limit);
  }
  const subject = sql(`select ${SUBJECT} from name_subject s where s.sid = ?`);
  return [...best.values()]
    .sort((left, right) => left.cold - right.cold)
    .slice(0, limit)
    .flatMap(({ sid }) => subject.all(sid).map(hitOf));
}

/** How cold the last of the `limit` best is. */
function coldest(some: Iterable<Post>, limit: number): number {
  return (
    Array.from(some, (post) => post.cold).sort((left, right) => left - right)[limit - 1] ?? Number.POSITIVE_INFINITY
  );
}

const FORMS_AFTER = `
  select ${SUBJECT}, s.names from (
    select distinct sid from name_form where form >= ? and form < ? limit ?
  ) f join name_subject s on s.sid = f.sid`;

const POSTS_WITH = `
  select ${SUBJECT}, s.names from (
    select sid from name_post where key = ? and part = ? order by cold, sid limit ?
  ) p join name_subject s on s.sid = p.sid where instr(s.names, ?)`;

/** Names that have `earlier` and a token with the prefix: those that begin so, then all others. */
export function withLaterPrefix(
  sql: Sql,
  earlier: readonly string[],
  prefix: string,
  limit: number,
  among: Among | undefined,
): readonly NameHit[] {
  const start = `${earlier.join(' ')} ${prefix}`;
  const rarest = earlier.reduce((a, b) => (b.length > a.length ? b : a));
  const pair = `${rarest} ${prefix}`;
  const ranges = [...new Set([start, pair])].map((from) => sql(FORMS_AFTER).all(from, from + AFTER, LOOK_THROUGH));
  const rows = ranges.flat();
  if (ranges.some((range) => range.length >= LOOK_THROUGH)) rows.push(...bestWith(sql, rarest, prefix, among));
  const facets = facetsOf(among);
  const fitting = rows.filter(
    (row) => facets.some((facet) => facet === row['facet']) && hasAll(String(row['names']), earlier, prefix),
  );
  const begins = fitting.filter((row) => `\n${String(row['names'])}`.includes(`\n ${start}`));
  return inTurn([begins.map(hitOf), fitting.map(hitOf)], limit);
}

/** Where more names hold both than are looked through, the best-known ones that hold the token are looked through too. */
function bestWith(sql: Sql, token: string, prefix: string, among: Among | undefined): readonly SqlRow[] {
  return [...partsOf(0, among), ...partsOf(1, among)].flatMap((part) =>
    sql(POSTS_WITH).all(postKey.token(token), part, LOOK_THROUGH, ` ${prefix}`),
  );
}

function hasAll(names: string, tokens: readonly string[], prefix: string): boolean {
  return names.split('\n').some((name) => {
    const words = name.split(' ');
    return tokens.every((token) => words.includes(token)) && words.some((word) => word.startsWith(prefix));
  });
}
