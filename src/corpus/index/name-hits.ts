import type { SQLOutputValue } from 'node:sqlite';
import type { SubjectId } from '../ids.ts';
import type { NameHit } from '../name-table.ts';
import { isOutlet, isPerson, kindOf } from './name-part.ts';

export type SqlRow = Record<string, SQLOutputValue>;

/** The columns that `hitOf` reads. */
export const SUBJECT = 's.id, s.facet, s.name, s.briefs';

export function hitOf(row: SqlRow): NameHit {
  const facet = Number(row['facet']);
  return {
    // `writeNames` wrote it from a `SubjectId`.
    id: row['id'] as SubjectId,
    kind: kindOf(facet),
    name: String(row['name']),
    briefs: Number(row['briefs']),
    outlet: isOutlet(facet),
    person: isPerson(facet),
  };
}

/** Most briefs first, and of equals the one whose id comes first: the same hits always stand in the same order. */
function byBriefs(left: NameHit, right: NameHit): number {
  return right.briefs - left.briefs || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

/** The best of each list, the lists one after the other, no subject twice. */
export function inTurn<Hit extends NameHit>(lists: readonly (readonly Hit[])[], limit: number): readonly Hit[] {
  const taken = new Map<SubjectId, Hit>();
  for (const list of lists) {
    for (const hit of list.toSorted(byBriefs)) {
      if (taken.size >= limit) return [...taken.values()];
      if (!taken.has(hit.id)) taken.set(hit.id, hit);
    }
  }
  return [...taken.values()];
}
