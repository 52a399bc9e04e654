import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotsBetween } from '../../src/digests/cadence.ts';
import { dueDelivery, firstSlot } from '../../src/digests/catch-up.ts';
import { parseCadence } from '../../src/digests/parse-cadence.ts';
import { UTC } from '../../src/kernel/zone.ts';

const at = (text: string) => Temporal.Instant.from(`2026-03-${text}:00Z`);
const daily = parseCadence('daily 8:00 and 18:00', UTC);
const always = { latestMs: undefined };
const HOUR_MS = 3_600_000;

describe('what is due', () => {
  it('is nothing before the next slot, which is told', () => {
    const due = dueDelivery(daily, { dealtWith: at('02T08:00'), now: at('02T17:59') }, always);
    expect(due).toEqual({ kind: 'wait', until: at('02T18:00') });
    expect(firstSlot(daily, at('02T17:59'))).toEqual(at('02T18:00'));
  });

  it('is one slot at its time', () => {
    expect(dueDelivery(daily, { dealtWith: at('02T08:00'), now: at('02T18:00') }, always)).toEqual({
      kind: 'deliver',
      slot: at('02T18:00'),
      missed: undefined,
      lateMs: 0,
      next: at('03T08:00'),
    });
  });

  it('is one delivery after a long rest, for the latest slot, with what was missed before it', () => {
    expect(dueDelivery(daily, { dealtWith: at('02T08:00'), now: at('04T09:30') }, always)).toEqual({
      kind: 'deliver',
      slot: at('04T08:00'),
      missed: { count: 3, first: at('02T18:00') },
      lateMs: 1.5 * HOUR_MS,
      next: at('04T18:00'),
    });
  });

  it('waits for the next slot where it would come later than it may', () => {
    const policy = { latestMs: 2 * HOUR_MS };
    const when = (now: string) => dueDelivery(daily, { dealtWith: at('02T08:00'), now: at(now) }, policy);
    expect(when('02T20:00')).toMatchObject({ kind: 'deliver', slot: at('02T18:00') });
    expect(when('02T20:01')).toEqual({ kind: 'wait', until: at('03T08:00') });
    expect(when('03T08:00')).toMatchObject({ slot: at('03T08:00'), missed: { count: 1, first: at('02T18:00') } });
  });

  it('is nothing again when the clock goes back', () => {
    const due = dueDelivery(daily, { dealtWith: at('04T08:00'), now: at('02T12:00') }, always);
    expect(due).toEqual({ kind: 'wait', until: at('04T18:00') });
  });

  it('never leaves a slot out and never comes twice, whenever somebody looks', () => {
    const minutes = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(minutes, (steps) => {
        const start = at('02T08:00');
        let [dealtWith, now] = [start, start];
        let covered = 0;
        for (const step of steps) {
          now = now.add({ minutes: step });
          const due = dueDelivery(daily, { dealtWith, now }, always);
          if (due.kind === 'wait') continue;
          covered += 1 + (due.missed?.count ?? 0);
          expect(Temporal.Instant.compare(due.slot, dealtWith)).toBe(1);
          dealtWith = due.slot;
        }
        expect(covered).toBe(slotsBetween(daily, start, now).length);
      }),
    );
  });
});
