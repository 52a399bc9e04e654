import type { BriefId, SubjectId } from '../ids.ts';
import type { Brief } from '../model.ts';
import type { SharedKey } from '../shared-keys.ts';
import { SPEAKS, CARRIES, POSTING_BITS } from './postings.ts';
import { briefsAt } from './query-briefs.ts';
import type { View } from './reader.ts';

/** How many entries of a posting list are read at once. */
const AT_ONCE = 200;

export function sharedBriefs(view: View, key: SharedKey): readonly Brief[] {
  const rows = view.all('select brief from shared where key = ? order by brief desc', key);
  return briefsAt(
    view,
    rows.map((row) => Number(row['brief'])),
  );
}

export function isNamedBeside(view: View, id: SubjectId, briefs: ReadonlySet<BriefId>): boolean {
  const no = view.get('select no from subject where id = ?', id)?.['no'];
  if (no == null) return false;
  // A day before 1970 has rows below zero.
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const rows = view.all(
      `select m.brief, b.id, s.postings from mention m join brief b on b.row = m.brief join spine s on s.row = m.brief
         where m.subject = ? and m.brief > ? order by m.brief limit ?`,
      Number(no),
      from,
      AT_ONCE,
    );
    if (rows.some((row) => !briefs.has(row['id'] as BriefId) && isNamed(row['postings'] as Uint8Array, Number(no)))) {
      return true;
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return false;
    from = Number(last['brief']);
  }
}

/** Itself, and not only a part of it. */
function isNamed(postings: Uint8Array, no: number): boolean {
  return new Uint32Array(postings.slice().buffer).some(
    (entry) => Math.floor(entry / POSTING_BITS) === no && (entry & (SPEAKS | CARRIES)) !== 0,
  );
}
