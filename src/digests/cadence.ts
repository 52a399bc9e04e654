import { z } from 'zod';
import { unreachable } from '../kernel/errors.ts';
import { timeOfDaySchema } from './time-of-day.ts';
import { instantAt } from './wall-clock.ts';
import { zoneSchema } from '../kernel/zone.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Half-hourly would be a feed, not a digest. */
export const MOST_TIMES = 24;

const daysSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every-day') }),
  z.strictObject({ kind: z.literal('week'), on: z.array(z.enum(WEEKDAYS)).min(1).max(7) }),
  /** Where a month is shorter, its last day. */
  z.strictObject({ kind: z.literal('month'), on: z.array(z.int().min(1).max(31)).min(1).max(31) }),
]);
export type Days = z.infer<typeof daysSchema>;

/** When a digest is due, by the clock on the wall of a place. */
export const cadenceSchema = z.strictObject({
  days: daysSchema,
  times: z.array(timeOfDaySchema).min(1).max(MOST_TIMES),
  zone: zoneSchema,
});
export type Cadence = z.infer<typeof cadenceSchema>;

/** The slots after one instant up to and with another, each once, in order. */
export function slotsBetween(
  cadence: Cadence,
  after: Temporal.Instant,
  until: Temporal.Instant,
): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  for (const slot of slotsAfter(cadence, after)) {
    if (Temporal.Instant.compare(slot, until) > 0) break;
    found.push(slot);
  }
  return found;
}

/** The next slots after an instant. */
export function nextSlots(cadence: Cadence, after: Temporal.Instant, count: number): readonly Temporal.Instant[] {
  return slotsAfter(cadence, after).take(count).toArray();
}

/** All slots after an instant, without end. Two times that a clock change moves to the same instant are one slot. */
export function* slotsAfter(
  { days, times, zone }: Cadence,
  after: Temporal.Instant,
): Generator<Temporal.Instant, void, undefined> {
  const inOrder = times.toSorted();
  let last = after;
  // No slot of an earlier date can still come: it came at the first minute that showed its time or a later one.
  let date = after.toZonedDateTimeISO(zone).toPlainDate();
  for (;;) {
    if (fallsOn(days, date)) {
      for (const time of inOrder) {
        const slot = instantAt(date, time, zone);
        if (Temporal.Instant.compare(slot, last) <= 0) continue;
        last = slot;
        yield slot;
      }
    }
    date = date.add({ days: 1 });
  }
}

export function fallsOn(days: Days, date: Temporal.PlainDate): boolean {
  switch (days.kind) {
    case 'every-day':
      return true;
    case 'week':
      return days.on.some((day) => WEEKDAYS.indexOf(day) === date.dayOfWeek - 1);
    case 'month':
      return days.on.some((day) => Math.min(day, date.daysInMonth) === date.day);
    default:
      return unreachable(days);
  }
}
