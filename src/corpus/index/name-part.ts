import type { Among } from '../name-table.ts';
import type { SubjectKind } from '../model.ts';
import type { Side } from './name-keys.ts';

/** What a subject is, as far as a reader may ask for only such: an actor, an outlet, a place, a topic. */
export type Facet = 0 | 1 | 2 | 3;

const KINDS: readonly SubjectKind[] = ['actor', 'actor', 'place', 'topic'];
const OUTLET = 1;
const FACETS: readonly Facet[] = [0, 1, 2, 3];

export function facetOf(subject: { readonly kind: SubjectKind; readonly outlet: boolean }): Facet {
  switch (subject.kind) {
    case 'actor':
      return subject.outlet ? OUTLET : 0;
    case 'place':
      return 2;
    case 'topic':
      return 3;
  }
}

export function kindOf(facet: number): SubjectKind {
  const kind = KINDS[facet];
  if (kind === undefined) throw new Error(`no such facet: ${facet}`);
  return kind;
}

export const isOutlet = (facet: number): boolean => facet === OUTLET;

export function facetsOf(among: Among | undefined): readonly Facet[] {
  if (!among) return FACETS;
  return FACETS.filter(
    (facet) => (!among.kinds || among.kinds.includes(kindOf(facet))) && (!among.outlets || isOutlet(facet)),
  );
}

export const partOf = (facet: Facet, side: Side): number => side * FACETS.length + facet;

/** Up to here every number of briefs has a place of its own; above, numbers within a sixth of each other share one. */
const EXACT = 16;

/** Less is better known. A subject moves in the tables only when this changes. */
export function coldness(briefs: number): number {
  if (briefs < EXACT) return -briefs;
  return -EXACT - Math.floor(4 * Math.log2(briefs / EXACT));
}
