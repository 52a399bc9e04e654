import type { BriefId, SubjectId } from '../ids.ts';
import type { SharedKey } from '../shared-keys.ts';
import { SPEAKS, CARRIES, POSTING_BITS } from './postings.ts';
import type { View } from './reader.ts';

/** How many entries of a posting list are read at once. */
const AT_ONCE = 200;

export function sharedBriefs(view: View, key: SharedKey): readonly BriefId[] {
  const rows = view.all(
    'select b.id from shared s join brief b on b.row = s.brief where s.key = ? order by s.brief desc',
    key,
  );
  return rows.map((row) => row['id'] as BriefId);
}

export function isNamedBeside(view: View, id: SubjectId, briefs: Pick<ReadonlySet<BriefId>, 'has'>): boolean {
  const no = view.get('select no from subject where id = ?', id)?.['no'];
  if (no == null) return false;
  // A day before 1970 has rows below zero.
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const rows = view.all(
      `select m.brief, b.id from mention m join brief b on b.row = m.brief
         where m.subject = ? and m.brief > ? order by m.brief limit ?`,
      Number(no),
      from,
      AT_ONCE,
    );
    if (rows.some((row) => !briefs.has(row['id'] as BriefId) && isNamed(view, Number(row['brief']), Number(no)))) {
      return true;
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return false;
    from = Number(last['brief']);
  }
}

/** Itself, and not only a part of it. */
function isNamed(view: View, brief: number, no: number): boolean {
  const postings = view.get('select postings from spine where row = ?', brief)?.['postings'] as Uint8Array;
  return new Uint32Array(postings.slice().buffer).some(
    (entry) => Math.floor(entry / POSTING_BITS) === no && (entry & (SPEAKS | CARRIES)) !== 0,
  );
}
