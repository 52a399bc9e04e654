import { z } from 'zod';
import { UserError } from '../kernel/errors.ts';
import { parseTimeOfDay, timeOfDaySchema } from './time-of-day.ts';
import { instantAt } from './wall-clock.ts';
import { zoneSchema, type Zone } from '../kernel/zone.ts';

/** From one time of day to another, over midnight where that is earlier. Nothing comes in between; it is held. */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, until: timeOfDaySchema, zone: zoneSchema })
  .refine(({ from, until }) => from !== until, 'quiet hours end at another time than they begin');
export type QuietHours = z.infer<typeof quietHoursSchema>;

/**
 * When the quiet that `now` lies in ends; undefined where it is not quiet. Each day is quiet once, also where a clock
 * change repeats the hour in which the quiet ends.
 */
export function quietUntil({ from, until, zone }: QuietHours, now: Temporal.Instant): Temporal.Instant | undefined {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  for (const days of [-1, 0]) {
    const date = today.add({ days });
    const start = instantAt(date, from, zone);
    const end = instantAt(from < until ? date : date.add({ days: 1 }), until, zone);
    if (Temporal.Instant.compare(start, now) <= 0 && Temporal.Instant.compare(now, end) < 0) return end;
  }
  return undefined;
}

/** `22:00-7:00`, `10pm to 7am`. @throws UserError */
export function parseQuietHours(text: string, zone: Zone): QuietHours {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/(\d)\s*([ap])\.?m\b\.?/g, '$1$2m');
  const [first, second, more] = plain.split(/\s*(?:-|–|—|\bto\b|\buntil\b)\s*/);
  if (!first || !second || more !== undefined) {
    throw new UserError('Write quiet hours as a time and a time, such as "22:00-7:00".');
  }
  const [from, until] = [parseTimeOfDay(first), parseTimeOfDay(second)];
  if (from === until) throw new UserError('Quiet hours end at another time than they begin, such as "22:00-7:00".');
  return { from, until, zone };
}
