import type { Day } from './partial-date.ts';

/** The latest day that had begun everywhere on earth: from it on is all that came since, in whichever zone its reader takes it. */
export function dayAnywhere(at: Temporal.Instant): Day {
  return at.toZonedDateTimeISO('-12:00').toPlainDate().toString() as Day; // the form of a day
}
