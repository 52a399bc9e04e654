import type { Among, NameHit } from '../corpus/name-table.ts';

export function only(hits: readonly NameHit[], { kinds, outlets }: Among): readonly NameHit[] {
  return hits.filter((hit) => (!kinds || kinds.includes(hit.kind)) && (!outlets || hit.outlet));
}

export function unique(hits: readonly NameHit[]): readonly NameHit[] {
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()];
}
