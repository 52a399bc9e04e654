import type { Among } from '../name-table.ts';
import type { SubjectKind } from '../model.ts';
import type { ActorKind } from '../register-schema.ts';
import type { NamedSubject } from './named-subject.ts';
import type { Side } from './name-keys.ts';

/** What a subject is, as far as anybody asks only for such: perhaps a person, an outlet, another actor, a place, a topic. */
export type Facet = 0 | 1 | 2 | 3 | 4;

const KINDS: readonly SubjectKind[] = ['actor', 'actor', 'actor', 'place', 'topic'];
const PERSON = 0;
const OUTLET = 1;
const FACETS: readonly Facet[] = [0, 1, 2, 3, 4];

export function facetOf(subject: Pick<NamedSubject, 'kind' | 'actorKind'>): Facet {
  switch (subject.kind) {
    case 'actor':
      return actorFacet(subject.actorKind ?? 'unknown');
    case 'place':
      return 3;
    case 'topic':
      return 4;
  }
}

function actorFacet(kind: ActorKind | 'unknown'): Facet {
  if (kind === 'outlet' || kind === 'agency') return OUTLET;
  return kind === 'person' || kind === 'unknown' ? PERSON : 2;
}

export function kindOf(facet: number): SubjectKind {
  const kind = KINDS[facet];
  if (kind === undefined) throw new Error(`no such facet: ${facet}`);
  return kind;
}

export const isPerson = (facet: number): boolean => facet === PERSON;
export const isOutlet = (facet: number): boolean => facet === OUTLET;

export function facetsOf(among: Among | undefined): readonly Facet[] {
  if (!among) return FACETS;
  return FACETS.filter(
    (facet) => (!among.kinds || among.kinds.includes(kindOf(facet))) && (!among.outlets || isOutlet(facet)),
  );
}

/** A stretch of the tables that holds only some subjects: all of them, or those of one facet. */
export type Scope = '*' | Facet;

/**
 * Where a subject is entered: among all, and among its own where those are few beside the persons. Persons are most of
 * all subjects, so that they are found quickly among all.
 */
export const scopesOf = (facet: Facet): readonly Scope[] => (facet === PERSON ? ['*'] : ['*', facet]);

/** Which stretches to walk for some subjects, and which facets to pick there. */
export function walkOf(among: Among | undefined): {
  readonly scopes: readonly Scope[];
  readonly facets: readonly Facet[];
} {
  const facets = facetsOf(among);
  return { scopes: facets.includes(PERSON) ? ['*'] : facets, facets };
}

export const ALL_FACETS = FACETS.length;

/** The part of `name_best` for a stretch and a side. */
export const partOf = (scope: Scope, side: Side): string => `${scope}${side}`;

/** Up to here every number of briefs has a place of its own; above, numbers within a sixth of each other share one. */
const EXACT = 16;

/** Less is better known. A subject moves in the tables only when this changes. */
export function coldness(briefs: number): number {
  if (briefs < EXACT) return -briefs;
  return -EXACT - Math.floor(4 * Math.log2(briefs / EXACT));
}
