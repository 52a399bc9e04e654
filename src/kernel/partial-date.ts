/**
 * Dates as news gives them: a day, a month, a year, or a range of those, never more precise than the text was.
 *
 * The written form is ISO 8601: `2016-11-29`, `2016-11`, `2016`, `2016-11-22/2016-11-28`, `2016-02/2016-09`.
 * A `PartialDate` is made only by `parsePartialDate`, so a value of this type is always a real date in this form.
 */
export type PartialDate = string & { readonly __partialDate: unique symbol };

/** One calendar day, `YYYY-MM-DD`. Every `Day` is a valid `PartialDate`. */
export type Day = PartialDate & { readonly __day: unique symbol };

export interface DaySpan {
  /** First day that the date may mean. */
  readonly from: Day;
  /** Last day that the date may mean; the same as `from` for a day. */
  readonly to: Day;
  readonly precision: 'day' | 'month' | 'year' | 'range';
}

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The date that `text` writes, or undefined where it is not such a form or not a day of the calendar. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const ends = text.split('/');
  if (ends.length > 2) return undefined;
  const [first, last] = ends.map(singleSpan);
  if (!first || (ends.length === 2 && !last)) return undefined;
  if (last && last.to <= first.from) return undefined;
  return text as PartialDate;
}

export function parseDay(text: string): Day | undefined {
  const span = singleSpan(text);
  return span?.precision === 'day' ? span.from : undefined;
}

/** The days that a date covers. */
export function spanOf(date: PartialDate): DaySpan {
  const [start, end] = date.split('/');
  const first = singleSpan(start ?? '');
  if (!first) throw new Error(`not a partial date: ${date}`);
  if (end === undefined) return first;
  const last = singleSpan(end);
  if (!last) throw new Error(`not a partial date: ${date}`);
  return { from: first.from, to: last.to, precision: 'range' };
}

function singleSpan(text: string): DaySpan | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  const monthNumber = Number(month ?? '1');
  if (year === '0000' || monthNumber < 1 || monthNumber > 12) return undefined;
  if (day !== undefined) {
    const dayNumber = Number(day);
    if (dayNumber < 1 || dayNumber > daysInMonth(Number(year), monthNumber)) return undefined;
    return { from: text as Day, to: text as Day, precision: 'day' };
  }
  if (month !== undefined) {
    const last = String(daysInMonth(Number(year), monthNumber)).padStart(2, '0');
    return { from: `${text}-01` as Day, to: `${text}-${last}` as Day, precision: 'month' };
  }
  return { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day, precision: 'year' };
}

/** By arithmetic, as every date of every brief is counted while a corpus loads. Years here have four digits. */
/** By hand: `Temporal` takes longer over it than reading all the rest of a brief's dates. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
