import { parsePartialDate, spanOf, type Day, type DaySpan } from '../kernel/partial-date.ts';

/**
 * The days that a typed date means: ISO (`2016-11-29`, `2016-11`, `2016`, a range), `7d`, `2w`, `3m`, `1y` (the day
 * that long ago), `today`, `yesterday`, then plain English ("last friday", "november 2016") with the day before the month in
 * 09/10. Undefined where it is no date.
 */
export async function parseTypedDate(text: string, today: Day): Promise<DaySpan | undefined> {
  // "from 5 to 12 september" would be read as hours of a month.
  const trimmed = text
    .trim()
    .toLowerCase()
    .replace(/^(?:from|since|on|in|until|till)\s+/, '');
  const written = parsePartialDate(trimmed.replace('..', '/'));
  if (written) return spanOf(written);
  const base = Temporal.PlainDate.from(today);
  if (trimmed === 'today') return oneDay(base);
  if (trimmed === 'yesterday') return oneDay(base.subtract({ days: 1 }));
  const ago = /^(\d{1,4})\s*([dwmy])$/.exec(trimmed);
  if (ago) {
    const start = base.subtract({ [UNITS[ago[2] as keyof typeof UNITS]]: Number(ago[1]) });
    return start.year < 1 ? undefined : oneDay(start);
  }
  return parseEnglish(trimmed, base);
}

const UNITS = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;
const ENGLISH_MAX = 60;
/** Without "next" before it. */
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/;

async function parseEnglish(text: string, base: Temporal.PlainDate): Promise<DaySpan | undefined> {
  if (text.length > ENGLISH_MAX || !/[a-z]{3}|\d[/.]\d/.test(text)) return undefined;
  // Its load time is noticed at the start of the process, and few lines need it.
  const { GB } = await import('chrono-node/en');
  const noon = new Date(Date.UTC(base.year, base.month - 1, base.day, 12));
  const [result] = GB.parse(text, { instant: noon, timezone: 0 });
  if (!result || result.text.length < text.length - 3) return undefined;
  const year = result.start.get('year');
  const month = result.start.get('month');
  if (year === null || month === null) return undefined;
  if (/^(?:last|this|next) year$/.test(text)) return yearOf(year);
  // News lies in the past: "march" is the last March and "friday" the last Friday, where nothing else is said.
  const isOpenYear = !result.start.isCertain('year') && result.start.isCertain('month');
  if (!result.start.isCertain('day') && result.start.isCertain('month') && !result.start.isCertain('weekday')) {
    const isAhead = isOpenYear && Temporal.PlainDate.compare({ year, month, day: 1 }, base) > 0;
    const written = parsePartialDate(
      `${String(isAhead ? year - 1 : year).padStart(4, '0')}-${String(month).padStart(2, '0')}`,
    );
    return written ? spanOf(written) : undefined;
  }
  const from = Temporal.PlainDate.from({ year, month, day: result.start.get('day') ?? 1 });
  if (!result.end && Temporal.PlainDate.compare(from, base) > 0) {
    if (isOpenYear && result.start.isCertain('day')) return oneDay(from.subtract({ years: 1 }));
    if (WEEKDAY.test(text)) return oneDay(from.subtract({ weeks: 1 }));
  }
  const end = result.end;
  const to = end
    ? Temporal.PlainDate.from({
        year: end.get('year') ?? year,
        month: end.get('month') ?? month,
        day: end.get('day') ?? 1,
      })
    : from;
  return { from: from.toString() as Day, to: to.toString() as Day, precision: end ? 'range' : 'day' };
}

function yearOf(year: number): DaySpan | undefined {
  const written = parsePartialDate(String(year).padStart(4, '0'));
  return written && spanOf(written);
}

function oneDay(date: Temporal.PlainDate): DaySpan {
  const day = date.toString() as Day;
  return { from: day, to: day, precision: 'day' };
}
