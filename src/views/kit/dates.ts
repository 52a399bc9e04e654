import type { Dated } from '../../corpus/fields.ts';
import type { Brief } from '../../corpus/model.ts';
import { spanOf, type Day, type PartialDate } from '../../kernel/partial-date.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** As readers read it, never more precise than it is: "28 Nov 2016", "Oct 2016", "26–28 Aug 2016", "Feb–Sept 2016". */
export function dateText(date: PartialDate): string {
  const [start = '', end] = date.split('/');
  return end === undefined ? single(start) : range(start, end);
}

/** A date that was worked out and not stated carries this mark before it. */
export const INFERRED = '~';

export function datedText(dated: Dated): string {
  return (dated.basis === 'inferred' ? INFERRED : '') + dateText(dated.date);
}

/** "28 Nov 2016", or "26 Aug – 29 Nov 2016" where the days differ. */
export function daysText(first: Day, last: Day): string {
  return first === last ? single(first) : range(first, last);
}

/** The days on which some briefs were published, first to last, with the mark where the one or the other was worked out. */
export function publishedText(briefs: readonly Brief[], textOf: (dated: Dated) => string): string {
  const sorted = briefs.map((brief) => brief.published).toSorted((a, b) => (dateKey(a) < dateKey(b) ? -1 : 1));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return '';
  if (dateKey(first) === dateKey(last)) return textOf(first);
  const from = spanOf(first.date).from;
  const to = spanOf(last.date).to;
  if (first.basis === last.basis) return textOf({ ...first, date: `${from}/${to}` as PartialDate });
  const edge = (dated: Dated, day: Day) => textOf({ ...dated, date: day });
  return `${edge(first, from)} – ${edge(last, to)}`;
}

/** For sorting by time: the first day that a date may mean, then the last. */
export function dateKey(dated: Dated): string {
  const span = spanOf(dated.date);
  return `${span.from}/${span.to}`;
}

function single(text: string): string {
  const [year = '', month, day] = text.split('-');
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(' ');
}

function range(start: string, end: string): string {
  const from = start.split('-');
  const to = end.split('-');
  const sameYear = from[0] === to[0];
  const sameMonth = sameYear && from[1] === to[1];
  if (sameMonth && from[2] !== undefined && to[2] !== undefined) return `${Number(from[2])}–${single(end)}`;
  const left = sameYear ? single(start).replace(/ \d{4}$/, '') : single(start);
  const spaced = from[2] === undefined && to[2] === undefined ? '–' : ' – ';
  return sameYear && from[1] === undefined ? single(end) : `${left}${spaced}${single(end)}`;
}

/** "November 2016", for a heading. */
export function monthText(day: Day): string {
  return Temporal.PlainDate.from(day).toLocaleString('en', { month: 'long', year: 'numeric' });
}
