import type { BriefList, BriefQuery } from '../corpus.ts';
import type { Brief } from '../model.ts';
import { inLists, inRange, postingLists } from './query-range.ts';
import type { View } from './reader.ts';

/** Counting stops here. */
const COUNT_CAP = 20_000;

const NO_BRIEFS: BriefList = { briefs: [], total: 0, atLeast: false };

/** Rows of the newest briefs that fit, at most `limit`. */
export function newestRows(view: View, query: BriefQuery): readonly number[] {
  const select = selection(view, query);
  if (!select) return [];
  const rows = view.all(`${select.sql} order by row desc limit ?`, ...select.values, limitOf(query));
  return rows.map((row) => Number(row['row']));
}

export function listBriefs(view: View, query: BriefQuery): BriefList {
  const select = selection(view, query);
  if (!select) return NO_BRIEFS;
  const rows = newestRows(view, query);
  // A list that was not filled holds all there are.
  if (rows.length < limitOf(query)) return { briefs: briefsAt(view, rows), total: rows.length, atLeast: false };
  const whole = wholeList(view, query);
  if (whole !== undefined) return { briefs: briefsAt(view, rows), total: whole, atLeast: false };
  const total = view.cached(`count ${select.sql} ${select.values.join()}`, () =>
    Number(view.get(`select count(*) as n from (${select.sql} limit ${COUNT_CAP + 1})`, ...select.values)?.['n']),
  );
  return {
    briefs: briefsAt(view, rows),
    total: Math.max(Math.min(total, COUNT_CAP), rows.length),
    atLeast: total > COUNT_CAP,
  };
}

/** The number of all that fit, where it is known without counting. */
function wholeList(view: View, { subjects = [], since, until, outlet }: BriefQuery): number | undefined {
  const [id, ...others] = subjects;
  if (id === undefined || others.length > 0 || since !== undefined || until !== undefined || outlet !== undefined) {
    return undefined;
  }
  return Number(view.get('select briefs from subject where id = ?', id)?.['briefs'] ?? 0);
}

export function briefsAt(view: View, rows: readonly number[]): readonly Brief[] {
  return rows.flatMap((row) => {
    const json = view.get('select json from brief where row = ?', row)?.['json'];
    return json === undefined ? [] : [JSON.parse(json as string) as Brief]; // written by `prepare` from a `Brief`
  });
}

/** Whole and not negative, whatever was asked. */
export function limitOf({ limit }: { readonly limit: number }): number {
  return Number.isFinite(limit) ? Math.max(0, Math.floor(limit)) : limit > 0 ? Number.MAX_SAFE_INTEGER : 0;
}

/** A walk of the shortest posting list, or of the spine, which looks each brief up in the other lists. */
function selection(
  view: View,
  query: BriefQuery,
): { readonly sql: string; readonly values: (string | number)[] } | undefined {
  const lists = postingLists(view, query);
  if (!lists) return undefined;
  const [first, ...others] = lists;
  const column = first ? 'm.brief' : 'm.row';
  const range = inRange(view, column, query.since, query.until);
  const rest = inLists(others, column);
  const from = first ? `${first.table} m where m.${first.column} = ? and` : 'spine m where';
  return {
    sql: `select ${column} as row from ${from} ${range.sql} and ${rest.sql}`,
    values: [...(first ? [first.no] : []), ...range.values, ...rest.values],
  };
}
