import type { BriefQuery, Companion, OutletShare } from '../corpus.ts';
import type { SubjectId } from '../ids.ts';
import type { Subject, SubjectKind } from '../model.ts';
import { CARRIES, POSTING_BITS, SPEAKS } from './postings.ts';
import { limitOf, newestRows } from './query-briefs.ts';
import { dayOfRow } from './row-id.ts';
import type { View } from './reader.ts';
import { coveredBy, subjectAt, wholesIn } from './subjects.ts';

/** Companions and outlets are counted in so many of the newest briefs. */
const COUNTED_BRIEFS = 500;
const NEWS_BRIEFS = 300;

interface Tally {
  briefs: number;
  /** Rows of the newest and the oldest of them. */
  newest: number;
  oldest: number;
}

export function companionsOf(
  view: View,
  id: SubjectId,
  query: { readonly kinds: readonly SubjectKind[]; readonly limit: number },
): { readonly companions: readonly Companion[]; readonly total: number; readonly among: number } {
  const rows = newestRows(view, { subjects: [id], limit: COUNTED_BRIEFS });
  // Its own parts and wholes are no company.
  const kin = new Set([...coveredBy(view, id), ...wholesIn(view, id)]);
  const wanted = ranked(view, tally(view, rows, SPEAKS)).filter(
    (each) => query.kinds.includes(each.kind) && !kin.has(each.id),
  );
  const companions = wanted.slice(0, limitOf(query)).map(({ no, briefs }) => ({ subject: known(view, no), briefs }));
  return { companions, total: wanted.length, among: rows.length };
}

export function newsOf(
  view: View,
  query: { readonly kinds: readonly SubjectKind[]; readonly limit: number },
): readonly Subject[] {
  const news = view.cached('in the news', () =>
    ranked(view, tally(view, newestRows(view, { limit: NEWS_BRIEFS }), SPEAKS)),
  );
  const wanted = news.filter(({ kind }) => query.kinds.includes(kind)).slice(0, limitOf(query));
  return wanted.map(({ no }) => known(view, no));
}

export function outletsOf(
  view: View,
  query: BriefQuery,
): { readonly outlets: readonly OutletShare[]; readonly total: number; readonly among: number } {
  const rows = newestRows(view, { ...query, limit: COUNTED_BRIEFS });
  const all = ranked(view, tally(view, rows, CARRIES));
  const outlets = all.slice(0, limitOf(query)).map(({ no, briefs, oldest, newest }) => ({
    outlet: known(view, no),
    briefs,
    first: dayOfRow(oldest),
    last: dayOfRow(newest),
  }));
  return { outlets, total: all.length, among: rows.length };
}

/** In how many of these rows each subject stands in this way. */
function tally(view: View, rows: readonly number[], bit: number): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const row of rows) {
    const blob = view.get('select postings from spine where row = ?', row)?.['postings'] as Uint8Array | undefined;
    if (!blob) continue;
    for (const entry of new Uint32Array(blob.slice().buffer)) {
      if (!(entry & bit)) continue;
      const no = Math.floor(entry / POSTING_BITS);
      const each = tallies.get(no);
      // Rows come from the newest to the oldest.
      if (!each) tallies.set(no, { briefs: 1, newest: row, oldest: row });
      else {
        each.briefs++;
        each.oldest = row;
      }
    }
  }
  return tallies;
}

interface Ranked extends Readonly<Tally> {
  readonly no: number;
  readonly id: SubjectId;
  readonly kind: SubjectKind;
}

/** Most briefs first; of as many, the one in the newest brief, then the one in more briefs altogether, then by id. */
function ranked(view: View, tallies: ReadonlyMap<number, Tally>): readonly Ranked[] {
  return [...tallies]
    .flatMap(([no, each]) => {
      const row = view.get('select id, kind, briefs from subject where no = ?', no);
      if (!row) return [];
      const all = Number(row['briefs']);
      return [{ ...each, no, id: row['id'] as SubjectId, kind: row['kind'] as SubjectKind, all }]; // as they were written
    })
    .sort((a, b) => b.briefs - a.briefs || b.newest - a.newest || b.all - a.all || (a.id < b.id ? -1 : 1));
}

function known(view: View, no: number): Subject {
  const subject = subjectAt(view, no);
  if (!subject) throw new Error(`no subject ${no}`);
  return subject;
}
