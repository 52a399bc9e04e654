import type { Day } from '../../kernel/partial-date.ts';
import { homeRow } from './row-id.ts';

/** Whatever is placed on a row: its day and id decide where it belongs. */
export interface Settler {
  readonly id: string;
  readonly day: Day;
}

/** The rows that are taken already, as far as the caller's batch has come. */
export interface Taken<T extends Settler> {
  idAt(row: number): string | undefined;
  /** Frees the row and returns what stood there. */
  take(row: number): T;
}

/**
 * Rows for `items`. Where two have the same home, the one whose id comes first is nearer to it, so the result depends
 * only on what is placed, not on the order of placing: a newcomer may move one that was there before.
 */
export function settle<T extends Settler>(items: Iterable<T>, taken: Taken<T>): Map<number, T> {
  const placed = new Map<number, T>();
  for (const item of items) {
    let moving = item;
    let home = homeRow(item.day, item.id);
    for (let row = home; ; row++) {
      const here = placed.get(row);
      const idHere = here?.id ?? taken.idAt(row);
      if (idHere === undefined) {
        placed.set(row, moving);
        break;
      }
      const homeHere = homeRow(moving.day, idHere);
      if (homeHere < home || (homeHere === home && idHere < moving.id)) continue;
      const evicted = here ?? taken.take(row);
      placed.set(row, moving);
      moving = evicted;
      home = homeHere;
    }
  }
  return placed;
}

/** Those that stand behind a row that has been freed, and would stand nearer to their home if they were placed again. */
export function* strays<T extends Settler>(freed: number, day: Day, taken: Taken<T>): Generator<T> {
  for (let row = freed + 1; ; row++) {
    const id = taken.idAt(row);
    if (id === undefined || homeRow(day, id) === row) return;
    yield taken.take(row);
  }
}
