import type { Brief } from '../../corpus/model.ts';
import { dateKey } from './dates.ts';

/** By publication. Those of the same day stay as they are. */
export function newestFirst<T>(all: readonly T[], briefsOf: (item: T) => readonly Brief[]): readonly T[] {
  const newest = (item: T) => briefsOf(item).reduce((last, { published }) => later(last, dateKey(published)), '');
  const keyed = all.map((item) => ({ item, key: newest(item) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0)).map(({ item }) => item);
}

function later(one: string, other: string): string {
  return one < other ? other : one;
}
