import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { Registers } from './loaded.ts';
import { nearest } from '../../kernel/nearest.ts';

/**
 * The id that an unknown one was probably meant to be: the subject that its words name, else the one fewest typing
 * mistakes away, else the only one that has all of its words (`lavrov` or `lavrof` for `sergey-lavrov`).
 */
export function nearestId<T extends string>(unknown: string, ids: Iterable<T>, named: T | undefined): T | undefined {
  if (named !== undefined) return named;
  const all = [...ids];
  const near = nearest(unknown, all);
  if (near !== undefined) return all.find((id) => id === near);
  const parts = all.map((id) => id.split('-'));
  const known = new Set(parts.flat());
  const words = unknown.split('-').map((word) => (known.has(word) ? word : (nearest(word, known) ?? word)));
  const holders = all.filter((_, index) => words.every((word) => parts[index]?.includes(word)));
  return holders.length === 1 ? holders[0] : undefined;
}

const BUCKETS = new WeakMap<Registers, ReadonlyMap<string, readonly SubjectId[]>>();

/**
 * The registered id of a kind that a plain name's id is a typing mistake away from, looked for only among those with the
 * same first letter: this runs for every plain name of every brief.
 */
export function nearestOfKind(registers: Registers, kind: SubjectKind, id: SubjectId): SubjectId | undefined {
  let buckets = BUCKETS.get(registers);
  if (!buckets) {
    const made = new Map<string, SubjectId[]>();
    for (const [name, entries] of Object.entries({
      actor: registers.actors,
      place: registers.places,
      topic: registers.topics,
    })) {
      for (const each of entries.keys()) {
        const key = name + each.slice(0, 1);
        const bucket = made.get(key);
        if (bucket) bucket.push(each);
        else made.set(key, [each]);
      }
    }
    BUCKETS.set(registers, (buckets = made));
  }
  const near = buckets.get(kind + id.slice(0, 1)) ?? [];
  const found = nearest(id, near);
  return near.find((each) => each === found);
}
