import { z } from 'zod';

/**
 * How the database writes an instant: ISO 8601 in UTC with milliseconds, always as long, so that the order of the texts is
 * the order of time. What is finer than a millisecond is cut off.
 */
export function timeText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3, roundingMode: 'floor' });
}

export function later(instant: Temporal.Instant, ms: number): Temporal.Instant {
  return instant.add({ milliseconds: ms });
}

/** Reads what `timeText` wrote. */
export const timeColumn = z.iso.datetime({ precision: 3 }).transform((text) => Temporal.Instant.from(text));
