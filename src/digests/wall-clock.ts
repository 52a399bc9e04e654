import type { TimeOfDay } from './time-of-day.ts';
import type { Zone } from '../kernel/zone.ts';

/**
 * When a clock on the wall of a zone shows `time` on `date`. An hour that happens twice counts the first time. One that a
 * clock change skips is the first minute after the gap: the first at which the clock shows that time or later.
 */
export function instantAt(date: Temporal.PlainDate, time: TimeOfDay, zone: Zone): Temporal.Instant {
  const wall = date.toPlainDateTime(time);
  const found = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wall)) return found.toInstant();
  // It is skipped, and `found` lies before the gap.
  const afterGap = found.getTimeZoneTransition('next');
  if (!afterGap) throw new Error(`${wall.toString()} is skipped in ${zone} by no clock change`);
  return afterGap.toInstant();
}
