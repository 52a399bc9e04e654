import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homeRow, SLOTS_A_DAY, dayOfRow, firstRowOf } from '../../../src/corpus/index/row-id.ts';
import { settle, strays, type Taken } from '../../../src/corpus/index/settle.ts';
import type { Day } from '../../../src/kernel/partial-date.ts';

const DAY = '2016-11-29' as Day;

interface Item {
  readonly id: string;
  readonly day: Day;
}

/** Ids that share a home with others: found once, by trying. */
const CROWD = crowd();

function crowd(): readonly string[] {
  const homes = new Map<number, string[]>();
  for (let n = 0; n < 60_000; n++) {
    const home = homeRow(DAY, `brief-${n}`);
    homes.set(home, [...(homes.get(home) ?? []), `brief-${n}`]);
  }
  const shared = [...homes].filter(([, ids]) => ids.length > 1);
  const [home = 0] = shared[0] ?? [];
  // And those that live just behind a shared home, so that runs of several homes form.
  const near = [...homes]
    .filter(([at]) => shared.some(([other]) => at > other && at < other + 4))
    .flatMap(([, ids]) => ids);
  expect(home).toBeGreaterThan(0);
  return [...shared.flatMap(([, ids]) => ids), ...near];
}

class Table implements Taken<Item> {
  readonly rows = new Map<number, Item>();

  idAt(row: number): string | undefined {
    return this.rows.get(row)?.id;
  }

  take(row: number): Item {
    const item = this.rows.get(row);
    if (!item) throw new Error(`nothing at ${row}`);
    this.rows.delete(row);
    return item;
  }

  put(items: readonly Item[]): void {
    for (const [row, item] of settle(items, this)) this.rows.set(row, item);
  }

  remove(id: string): void {
    const row = [...this.rows].find(([, item]) => item.id === id)?.[0];
    if (row === undefined) return;
    this.rows.delete(row);
    this.put([...strays(row, DAY, this)]);
  }

  order(): unknown {
    return [...this.rows].map(([row, { id }]) => [row, id] as const).sort(([a], [b]) => a - b);
  }
}

test('rows depend on what is placed, not on the order of placing and removing', () => {
  expect(CROWD.length).toBeGreaterThan(10);
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.constantFrom(...CROWD), gone: fc.boolean() })), (steps) => {
      const lived = new Table();
      const here = new Set<string>();
      for (const { id, gone } of steps) {
        if (gone) lived.remove(id);
        else if (!here.has(id)) lived.put([{ id, day: DAY }]);
        if (gone) here.delete(id);
        else here.add(id);
      }
      const fresh = new Table();
      fresh.put([...here].sort().map((id) => ({ id, day: DAY })));
      expect(lived.order()).toEqual(fresh.order());
    }),
  );
});

test('a row tells its day, before 1970 too', () => {
  for (const day of ['0001-01-01', '1969-12-31', '1970-01-01', '2016-11-29', '9999-12-31'] as Day[]) {
    expect(dayOfRow(firstRowOf(day))).toBe(day);
    expect(dayOfRow(firstRowOf(day) + SLOTS_A_DAY - 1)).toBe(day);
    expect(Number.isSafeInteger(homeRow(day, 'a'))).toBe(true);
  }
});
