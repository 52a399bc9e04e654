import type { BriefQuery, SearchList } from '../corpus.ts';
import { briefsAt, limitOf } from './query-briefs.ts';
import { inLists, inRange, postingLists, type Condition } from './query-range.ts';
import type { View } from './reader.ts';
import { RANK } from './schema.ts';
import { searchTerms } from './search-terms.ts';

/** Up to so many hits are ranked. Beyond it the newest come first: ranking costs as much as there is to rank. */
export const RANK_CAP = 2000;

const NOTHING: SearchList = { briefs: [], total: 0, atLeast: false, order: 'best', words: 'all' };

export function searchBriefs(view: View, text: string, query: BriefQuery): SearchList {
  const terms = searchTerms(text);
  const lists = terms.length === 0 ? undefined : postingLists(view, query);
  if (!lists) return NOTHING;
  const range = inRange(view, 'words.rowid', query.since, query.until);
  const listed = inLists(lists, 'words.rowid');
  const filter: Condition = { sql: `${range.sql} and ${listed.sql}`, values: [...range.values, ...listed.values] };

  const all = terms.join(' AND ');
  const total = hits(view, all, filter);
  if (total > 0 || terms.length === 1) return { ...answer(view, all, total, filter, query), words: 'all' };
  const any = telling(view, terms, filter).join(' OR ');
  if (any === '') return NOTHING;
  return { ...answer(view, any, hits(view, any, filter), filter, query), words: 'any' };
}

function answer(
  view: View,
  match: string,
  total: number,
  filter: Condition,
  query: BriefQuery,
): Omit<SearchList, 'words'> {
  const ranked = total <= RANK_CAP;
  const order = ranked ? `${RANK}, rowid desc` : 'rowid desc';
  const rows = view.all(
    `select rowid as row from words where words match ? and ${filter.sql} order by ${order} limit ?`,
    match,
    ...filter.values,
    limitOf(query),
  );
  return {
    briefs: briefsAt(
      view,
      rows.map((row) => Number(row['row'])),
    ),
    total: Math.max(Math.min(total, RANK_CAP), rows.length),
    atLeast: total > RANK_CAP && rows.length < total,
    order: ranked ? 'best' : 'newest',
  };
}

/** Of words that are not found together, those that say something: a word of thousands of briefs would drown the others. */
function telling(view: View, terms: readonly string[], filter: Condition): readonly string[] {
  const counted = terms.map((term) => ({ term, hits: hits(view, term, filter) })).filter((each) => each.hits > 0);
  const rare = counted.filter((each) => each.hits <= RANK_CAP);
  return (rare.length > 0 ? rare : counted).map(({ term }) => term);
}

/** How many briefs match, counted up to one more than the cap. */
function hits(view: View, match: string, filter: Condition): number {
  const sql = `select count(*) as n from (select 1 from words where words match ? and ${filter.sql} limit ${RANK_CAP + 1})`;
  return view.cached(`${match}\n${sql}\n${filter.values.join()}`, () =>
    Number(view.get(sql, match, ...filter.values)?.['n']),
  );
}
