import type { BriefQuery, Companion, OutletShare } from '../corpus.ts';
import type { SubjectId } from '../ids.ts';
import type { Subject, SubjectKind } from '../model.ts';
import { POSTING_BITS } from './brief-rows.ts';
import { CARRIES, SPEAKS } from './postings.ts';
import { limitOf, newestRows } from './query-briefs.ts';
import { dayOfRow } from './row-id.ts';
import type { View } from './reader.ts';
import { coveredBy, subjectAt, wholesIn } from './subjects.ts';

/** Companions and outlets are counted in so many of the newest briefs. */
export const COUNTED_BRIEFS = 1000;
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
  const counted = view.cached(`companions ${id}`, () => {
    const rows = newestRows(view, { subjects: [id], limit: COUNTED_BRIEFS });
    // Its own parts and wholes are no company.
    const kin = new Set([...coveredBy(view, id), ...wholesIn(view, id)]);
    const subjects = ranked(view, tally(view, rows, SPEAKS)).filter(({ subject }) => !kin.has(subject.id));
    return { subjects, among: rows.length };
  });
  const wanted = counted.subjects.filter(({ subject }) => query.kinds.includes(subject.kind));
  const companions = wanted.slice(0, limitOf(query)).map(({ subject, briefs }) => ({ subject, briefs }));
  return { companions, total: wanted.length, among: counted.among };
}

export function newsOf(
  view: View,
  query: { readonly kinds: readonly SubjectKind[]; readonly limit: number },
): readonly Subject[] {
  const subjects = view.cached('in the news', () =>
    ranked(view, tally(view, newestRows(view, { limit: NEWS_BRIEFS }), SPEAKS)).map(({ subject }) => subject),
  );
  return subjects.filter(({ kind }) => query.kinds.includes(kind)).slice(0, limitOf(query));
}

export function outletsOf(
  view: View,
  query: BriefQuery,
): { readonly outlets: readonly OutletShare[]; readonly total: number; readonly among: number } {
  const rows = newestRows(view, { ...query, limit: COUNTED_BRIEFS });
  const all = ranked(view, tally(view, rows, CARRIES));
  const outlets = all.slice(0, limitOf(query)).map(({ subject, briefs, oldest, newest }) => ({
    outlet: subject,
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
      const known = tallies.get(no);
      if (!known) tallies.set(no, { briefs: 1, newest: row, oldest: row });
      else {
        known.briefs++;
        known.newest = Math.max(known.newest, row);
        known.oldest = Math.min(known.oldest, row);
      }
    }
  }
  return tallies;
}

/** Most briefs first; of as many, the one in the newest brief, then the one in more briefs altogether, then by id. */
function ranked(view: View, tallies: ReadonlyMap<number, Tally>): readonly (Tally & { readonly subject: Subject })[] {
  return [...tallies]
    .flatMap(([no, each]) => {
      const subject = subjectAt(view, no);
      return subject ? [{ ...each, subject }] : [];
    })
    .sort(
      (a, b) =>
        b.briefs - a.briefs ||
        b.newest - a.newest ||
        b.subject.briefs - a.subject.briefs ||
        (a.subject.id < b.subject.id ? -1 : 1),
    );
}
