import { fallsOn, type Cadence } from './cadence.ts';
import type { TimeOfDay } from './time-of-day.ts';

/** A time that a clock change leaves out on one day. */
export interface SkippedTime {
  readonly date: Temporal.PlainDate;
  readonly time: TimeOfDay;
  /** When it comes instead, as the clock on the wall shows it. */
  readonly instead: Temporal.PlainDateTime;
}

/** The times of a cadence that clocks skip within a year: each comes at the first minute after the gap. */
export function skippedTimes({ days, times, zone }: Cadence, now: Temporal.Instant): readonly SkippedTime[] {
  const found: SkippedTime[] = [];
  const start = now.toZonedDateTimeISO(zone);
  const end = start.add({ years: 1 });
  for (
    let change = start.getTimeZoneTransition('next');
    change && Temporal.ZonedDateTime.compare(change, end) < 0;
    change = change.getTimeZoneTransition('next')
  ) {
    const before = change.subtract({ nanoseconds: 1 });
    const gapNs = change.offsetNanoseconds - before.offsetNanoseconds;
    const after = change.toPlainDateTime();
    const from = after.subtract({ nanoseconds: Math.max(gapNs, 0) });
    // A gap may reach over midnight, or over a whole day.
    for (let date = from.toPlainDate(); Temporal.PlainDate.compare(date, after) <= 0; date = date.add({ days: 1 })) {
      if (!fallsOn(days, date)) continue;
      for (const time of times) {
        const wall = date.toPlainDateTime(time);
        const isSkipped =
          Temporal.PlainDateTime.compare(from, wall) <= 0 && Temporal.PlainDateTime.compare(wall, after) < 0;
        if (isSkipped) found.push({ date, time, instead: after });
      }
    }
  }
  return found;
}
