import type { Among, NameHit } from '../name-table.ts';
import { hitOf, inTurn, SUBJECT, type SqlRow } from './name-hits.ts';
import { SHORT_PREFIX, type Side } from './name-keys.ts';
import { facetsOf, partOf } from './name-part.ts';
import { postKey } from './name-rows.ts';
import type { Sql } from './prepared.ts';

/** After the last letter and digit: ends the range of all that begins with a prefix. */
const AFTER = '{';

/** So many entries of one key are looked through where the key alone does not decide. */
const LOOK_THROUGH = 200;

const POSTS = `
  select ${SUBJECT}, p.cold from (
    select sid, cold from name_post where key = ? and part = ? order by cold, sid limit ?
  ) p join name_subject s on s.sid = p.sid`;

/** The best-known subjects under a key, for one side. */
export function posted(sql: Sql, key: string, side: Side, limit: number, among: Among | undefined): readonly NameHit[] {
  return facetsOf(among).flatMap((facet) => sql(POSTS).all(key, partOf(facet, side), limit).map(hitOf));
}

export function withOnePrefix(sql: Sql, prefix: string, limit: number, among: Among | undefined): readonly NameHit[] {
  const of = (side: Side): readonly NameHit[] =>
    prefix.length <= SHORT_PREFIX
      ? posted(sql, postKey.prefix(prefix), side, limit, among)
      : withLongPrefix(sql, prefix, side, limit, among);
  const begins = inTurn([of(0)], limit);
  return begins.length >= limit ? begins : inTurn([begins, of(1)], limit);
}

/**
 * The tokens that begin so, the best-known bearer of each first; each token's bearers are read only while they can
 * still be among the best.
 */
function withLongPrefix(sql: Sql, prefix: string, side: Side, limit: number, among: Among | undefined): NameHit[] {
  const tokens = facetsOf(among)
    .flatMap((facet) => {
      const part = partOf(facet, side);
      return sql('select word, cold from name_best where part = ? and word >= ? and word < ? order by cold limit ?')
        .all(part, prefix, prefix + AFTER, 2 * limit)
        .map((row) => ({ part, word: String(row['word']), cold: Number(row['cold']) }));
    })
    .sort((left, right) => left.cold - right.cold);
  const rows = new Map<unknown, SqlRow>();
  let colds: number[] = [];
  for (const { part, word, cold } of tokens) {
    const worst = colds[limit - 1];
    if (worst !== undefined && worst < cold) break;
    for (const row of sql(POSTS).all(postKey.token(word), part, limit)) {
      if (rows.has(row['id'])) continue;
      rows.set(row['id'], row);
      colds.push(Number(row['cold']));
    }
    colds = colds.sort((left, right) => left - right).slice(0, limit);
  }
  return Array.from(rows.values(), hitOf);
}

const FORMS_AFTER = `
  select ${SUBJECT}, s.names from (
    select distinct sid from name_form where form >= ? and form < ? limit ?
  ) f join name_subject s on s.sid = f.sid`;

const POSTS_WITH = `
  select ${SUBJECT}, s.names from (
    select sid from name_post where key = ? and part = ? order by cold, sid limit ?
  ) p join name_subject s on s.sid = p.sid where instr(s.names, ?)`;

/** Names that have `earlier` and a token with the prefix: those that hold them in this order, then all others. */
export function withLaterPrefix(
  sql: Sql,
  earlier: readonly string[],
  prefix: string,
  limit: number,
  among: Among | undefined,
): readonly NameHit[] {
  const facets = facetsOf(among);
  const start = `${earlier.join(' ')} ${prefix}`;
  const inOrder = sql(FORMS_AFTER)
    .all(start, start + AFTER, LOOK_THROUGH)
    .filter((row) => facets.some((facet) => facet === row['facet']));
  const first = inOrder.filter((row) => `\n${String(row['names'])}`.includes(`\n ${start}`)).map(hitOf);
  const begins = inTurn([first, inOrder.map(hitOf)], limit);
  if (begins.length >= limit) return begins;
  const rarest = earlier.reduce((a, b) => (b.length > a.length ? b : a));
  const others = ([0, 1] as const).flatMap((side) =>
    facets.flatMap((facet) =>
      sql(POSTS_WITH)
        .all(postKey.token(rarest), partOf(facet, side), LOOK_THROUGH, ` ${prefix}`)
        .filter((row) => hasAll(String(row['names']), earlier, prefix))
        .map(hitOf),
    ),
  );
  return inTurn([begins, others], limit);
}

function hasAll(names: string, tokens: readonly string[], prefix: string): boolean {
  return names.split('\n').some((name) => {
    const words = name.split(' ');
    return tokens.every((token) => words.includes(token)) && words.some((word) => word.startsWith(prefix));
  });
}
