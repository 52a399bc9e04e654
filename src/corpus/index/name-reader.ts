import type { DatabaseSync } from 'node:sqlite';
import { editDistance, slipKeys, slipsAllowed } from '../../kernel/edit-distance.ts';
import { sounds } from '../../kernel/sounds.ts';
import type { SubjectId } from '../ids.ts';
import type { Among, NameHit, NameTable, RoleHit } from '../name-table.ts';
import { hitOf, inTurn, SUBJECT, type SqlRow } from './name-hits.ts';
import { PARTIAL, WHOLE } from './name-keys.ts';
import { facetsOf } from './name-part.ts';
import { bearersOf, posted, withLaterPrefix, withOnePrefix } from './name-prefix.ts';
import { postKey } from './name-rows.ts';
import { unpackNames } from './name-pack.ts';
import { prepared, type Sql } from './prepared.ts';

/** So many subjects, roles or words of one key are looked through where the key alone does not decide. */
const LOOK_THROUGH = 200;

/** Reads what `writeNames` wrote, through the connection that it is given. Statements are prepared when first used. */
export function openNameTable(db: DatabaseSync): NameTable {
  const sql = prepared(db);
  const spelt = 'select word from name_word where skeleton >= ? and skeleton <= ? order by skeleton limit ?';
  return {
    named: (folded, limit, among) => inTurn([formed(sql, folded, among).map(hitOf)], limit),
    withTokens: (tokens, limit, among) => withTokens(sql, [...new Set(tokens)], limit, among),
    withPrefix: (earlier, prefix, limit, among) =>
      earlier.length === 0
        ? withOnePrefix(sql, prefix, limit, among)
        : withLaterPrefix(sql, earlier, prefix, limit, among),
    withInitials: (initials, limit, among) => posted(sql, (scope) => [postKey.initials(scope, initials)], limit, among),
    withRole: (words, of, limit) => withRole(sql, words, of, limit),
    isToken: (token) => sql('select 1 from name_word where word = ?').get(token) !== undefined,
    tokensSpelt: (skeleton, limit, open = false) =>
      sql(spelt)
        .all(skeleton, open ? `${skeleton}{` : skeleton, limit)
        .map(wordOf),
    tokensLike: (token, slips, limit) => tokensLike(sql, token, slips, limit),
    tokensSounding: (token, limit) =>
      sounds(token)
        .flatMap((sound) => sql('select word from name_sound where sound = ? limit ?').all(sound, limit).map(wordOf))
        .slice(0, limit),
    namesOf: (id) => {
      const row = sql('select names from name_subject where id = ?').get(id);
      return row === undefined ? [] : unpackNames(String(row['names']));
    },
  };
}

const wordOf = (row: SqlRow): string => String(row['word']);

function formed(sql: Sql, form: string, among: Among | undefined): readonly SqlRow[] {
  return picked(
    sql(`select ${SUBJECT} from (
        select sid from name_form where form = ? and kind = ${WHOLE} limit ?
      ) f join name_subject s on s.sid = f.sid`).all(form, LOOK_THROUGH),
    among,
  );
}

/** Subjects under the first form that are under all the others too. */
function formedAll(sql: Sql, forms: readonly string[], among: Among | undefined): readonly SqlRow[] {
  const others = forms.slice(1).map(
    () => `and exists (
      select 1 from name_form o where o.form = ? and o.kind in (${WHOLE}, ${PARTIAL}) and o.sid = f.sid)`,
  );
  return picked(
    sql(`select ${SUBJECT}, s.names from (
        select sid from name_form f where form = ? ${others.join(' ')} limit ?
      ) f join name_subject s on s.sid = f.sid`).all(...forms, LOOK_THROUGH),
    among,
  );
}

function picked(rows: readonly SqlRow[], among: Among | undefined): readonly SqlRow[] {
  const facets = facetsOf(among);
  return rows.filter((row) => facets.some((facet) => facet === row['facet']));
}

/** Two tokens are a key of their own, in either order; of more, each pair with the longest is, and the rest is compared. */
function withTokens(sql: Sql, tokens: readonly string[], limit: number, among: Among | undefined): readonly NameHit[] {
  const [first, second, ...others] = tokens.toSorted((left, right) => right.length - left.length);
  if (first === undefined) return [];
  if (second === undefined) {
    return bearersOf(sql, first, limit, among);
  }
  const rows = formedAll(
    sql,
    [second, ...others].map((token) => `${first} ${token}`),
    among,
  );
  const fitting = others.length === 0 ? rows : rows.filter((row) => hasAll(String(row['names']), tokens));
  return inTurn([fitting.map(hitOf)], limit);
}

function hasAll(names: string, tokens: readonly string[]): boolean {
  return names.split('\n').some((name) => {
    const words = new Set(name.split(' '));
    return tokens.every((token) => words.has(token));
  });
}

/** Words within the slips that a token of its length is allowed, the nearest first. */
function tokensLike(sql: Sql, token: string, slips: number, limit: number): readonly string[] {
  const allowed = Math.min(slips, slipsAllowed(token.length));
  if (allowed === 0) return [];
  const distances = new Map<string, number>();
  for (const key of slipKeys(token, allowed)) {
    for (const row of sql('select word from name_slip where key = ? limit ?').all(key, LOOK_THROUGH)) {
      const word = wordOf(row);
      if (!distances.has(word)) distances.set(word, editDistance(token, word, allowed));
    }
  }
  return Array.from(distances)
    .filter(([, distance]) => distance <= allowed)
    .sort((left, right) => left[1] - right[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word);
}

/** The roles under one word that are under all the others too. `?1` is the body, `?2` the limit. */
function rolesSql(words: number): string {
  const others = Array.from(
    { length: words - 1 },
    (_, index) => `and exists (
      select 1 from name_role_word o
      where o.word = ?${index + 4} and o.office = w.office and o.cold = w.cold and o.rid = w.rid)`,
  );
  return `select ${SUBJECT}, r.title, r.office, r.since, r.until from (
      select rid from name_role_word w where word = ?3 and office = ?1 ${others.join(' ')} order by cold, rid limit ?2
    ) f join name_role r on r.rid = f.rid join name_subject s on s.sid = r.sid`;
}

function withRole(sql: Sql, words: readonly string[], of: SubjectId | undefined, limit: number): readonly RoleHit[] {
  const held = sql('select 1 from name_role_word where word = ? and office = ? limit 1');
  const distinct = [...new Set(words)];
  if (distinct.length === 0 || !distinct.every((word) => held.get(word, of ?? ''))) return [];
  return sql(rolesSql(distinct.length))
    .all(of ?? '', limit, ...distinct)
    .map(roleHitOf);
}

function roleHitOf(row: SqlRow): RoleHit {
  return {
    ...hitOf(row),
    title: String(row['title']),
    // `writeNames` wrote it from a `SubjectId`, or empty where the role names no body.
    of: row['office'] === '' ? undefined : (row['office'] as SubjectId),
    from: row['since'] === null ? undefined : String(row['since']),
    until: row['until'] === null ? undefined : String(row['until']),
  };
}
