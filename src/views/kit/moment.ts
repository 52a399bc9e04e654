import { dateText } from './dates.ts';
import type { PartialDate } from '../../kernel/partial-date.ts';

/** "Tue 24 Nov, 08:00" by the clock of a zone, with the year where it is another one than that of `now`. */
export function momentText(at: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const moment = at.toZonedDateTimeISO(zone);
  const day = moment.toPlainDate();
  const isThisYear = moment.year === now.toZonedDateTimeISO(zone).year;
  const date = dateText(day.toString() as PartialDate); // the form of a day
  const weekday = day.toLocaleString('en', { weekday: 'short' });
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${weekday} ${isThisYear ? date.replace(/ \d+$/, '') : date}, ${time}`;
}
