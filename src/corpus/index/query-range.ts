import type { Day } from '../../kernel/partial-date.ts';
import type { BriefQuery } from '../corpus.ts';
import type { SubjectId } from '../ids.ts';
import { firstRowOf, lastRowOf } from './row-id.ts';
import type { View } from './reader.ts';

/** SQL for part of a `where`, with the values of its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const ALWAYS: Condition = { sql: '1', values: [] };

/**
 * Publication in a range of days, over a column of row ids. A date of several days counts where any of them lies in the
 * range: what may fit is shown, with its date, rather than left out.
 */
export function inRange(view: View, column: string, since: Day | undefined, until: Day | undefined): Condition {
  if (since === undefined && until === undefined) return ALWAYS;
  const high = until === undefined ? Number.MAX_SAFE_INTEGER : lastRowOf(until);
  if (since === undefined) return { sql: `${column} <= ?`, values: [high] };
  const low = firstRowOf(since);
  const earliest = view.get('select min(row) as row from wide where row < ? and last >= ?', low, since)?.['row'];
  if (earliest == null) return { sql: `${column} between ? and ?`, values: [low, high] };
  return {
    sql: `${column} between ? and ? and (${column} >= ? or exists (select 1 from wide where row = ${column} and last >= ?))`,
    values: [Number(earliest), high, low, since],
  };
}

/** Posting lists that a brief must be in, the shortest first. Nothing where one of them does not exist. */
export function postingLists(view: View, query: BriefQuery): readonly PostingList[] | undefined {
  const lists: PostingList[] = [];
  for (const id of new Set(query.subjects ?? [])) {
    const found = subjectNumber(view, id);
    if (!found) return undefined;
    lists.push({ table: 'mention', column: 'subject', ...found });
  }
  if (query.outlet !== undefined) {
    const found = subjectNumber(view, query.outlet);
    if (!found) return undefined;
    lists.push({ table: 'carriage', column: 'outlet', ...found });
  }
  return lists.sort((a, b) => a.briefs - b.briefs);
}

export interface PostingList {
  readonly table: 'mention' | 'carriage';
  readonly column: 'subject' | 'outlet';
  readonly no: number;
  /** At most so many briefs are in it. */
  readonly briefs: number;
}

function subjectNumber(view: View, id: SubjectId): { readonly no: number; readonly briefs: number } | undefined {
  const row = view.get('select no, briefs from subject where id = ?', id);
  return row && { no: Number(row['no']), briefs: Number(row['briefs']) };
}

/** That the brief in `column` is in each of the lists. */
export function inLists(lists: readonly PostingList[], column: string): Condition {
  if (lists.length === 0) return ALWAYS;
  return {
    sql: lists
      .map(({ table, column: key }) => `exists (select 1 from ${table} where ${key} = ? and brief = ${column})`)
      .join(' and '),
    values: lists.map(({ no }) => no),
  };
}
