import { UserError } from '../kernel/errors.ts';
import { nearest } from '../kernel/nearest.ts';
import { cutText } from '../kernel/text.ts';
import { MOST_TIMES, WEEKDAYS, type Cadence, type Days, type Weekday } from './cadence.ts';
import { looksLikeTime, parseTimeOfDay, type TimeOfDay } from './time-of-day.ts';
import { parseZone, type Zone } from '../kernel/zone.ts';

const EXAMPLE = '"weekdays 8:00 and 18:30", "mon, thu 9am", "daily at 7" or "1st and 15th at noon"';
const LONGEST = 300;

const WORKING = WEEKDAYS.slice(0, 5);
const WEEKEND = WEEKDAYS.slice(5);
const EVERY_DAY = new Set(['daily', 'everyday', 'day', 'days']);
const GROUPS: Readonly<Record<string, readonly Weekday[]>> = {
  weekday: WORKING,
  weekdays: WORKING,
  workday: WORKING,
  workdays: WORKING,
  weekend: WEEKEND,
  weekends: WEEKEND,
};
const FILLERS = new Set('and at on every each the of a in or its end & +'.split(' '));
const MONTHLY = new Set(['monthly', 'month']);
const LAST_DAY = 'last-day';
const COUNT = /^(?:\d+|two|three|four|five|six|ten)$/;

/** What is asked for often and does not exist, with what to do instead. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  hourly: 'A digest has times of day: name up to 24 of them, such as "daily 8:00, 12:00 and 16:00".',
  weekly: 'Name the day of the week too, such as "mon 9:00".',
  fortnightly: 'A digest every second week does not exist: name days of the month, such as "1st and 15th at 9:00".',
  yearly: 'A digest comes at least once a month: name days of the week or of the month.',
};
const LIKE: Readonly<Record<string, string>> = {
  hour: 'hourly',
  hours: 'hourly',
  minutes: 'hourly',
  week: 'weekly',
  weeks: 'fortnightly',
  biweekly: 'fortnightly',
  other: 'fortnightly',
  second: 'fortnightly',
  year: 'yearly',
  annually: 'yearly',
};

/**
 * The cadence that somebody typed, in a zone unless the text names one. Without days it is every day.
 * @param known what days or times that the text does not name are taken from
 * @throws UserError that says which word is not understood, and the nearest that is
 */
export function parseCadence(text: string, zone: Zone, known?: Pick<Cadence, 'days' | 'times'>): Cadence {
  if (text.length > LONGEST) throw new UserError(`That is too long for days and times: write it as ${EXAMPLE}.`);
  const read = new Reading(zone, known);
  const words = wordsOf(text);
  if (words.some((word, at) => word === 'days' && COUNT.test(words[at - 1] ?? ''))) {
    throw new UserError(
      'A digest every so many days does not exist: name days of the week, such as "mon, wed, fri 9:00".',
    );
  }
  const isMonthly = words.some((word) => MONTHLY.has(word));
  const atTimes = isMonthly && words.includes('at') ? words.indexOf('at') : -1;
  for (const [at, word] of words.entries()) {
    // "1 and 15 of the month at 9": a plain number is a day there, and an hour everywhere else.
    read.take(atTimes > at && /^\d{1,2}$/.test(word) ? `${word}th` : word);
  }
  return read.cadence();
}

/** Lower-case words; "8 a.m." and "last day" are one each, a range of days has one dash. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll(/(\d)\s*([ap])\.?m\b\.?/g, '$1$2m')
    .replaceAll(/\s*o.?clock\b/g, '')
    .replaceAll(/\blast day\b/g, LAST_DAY)
    .replaceAll(
      /([a-z]{3,})\s*(?:[-–—]|\b(?:to|through|till|until)\b)\s*([a-z]{3,})/g,
      (whole, from: string, to: string) => (dayOf(from) && dayOf(to) ? `${from}-${to}` : whole),
    )
    .split(/[\s,;()]+/)
    .flatMap((word) => (isZone(word) ? word : word.split('/')))
    .filter((word) => word !== '');
}

/** `europe/paris`, and not `mon/thu`. */
function isZone(word: string): boolean {
  const [first = '', ...rest] = word.split('/');
  return rest.length > 0 && /^[a-z_]{2,}$/.test(first) && !dayOf(first) && !looksLikeTime(first);
}

class Reading {
  readonly #week = new Set<Weekday>();
  readonly #month = new Set<number>();
  readonly #times = new Set<TimeOfDay>();
  readonly #known: Pick<Cadence, 'days' | 'times'> | undefined;
  #isEveryDay = false;
  #zone: Zone;

  constructor(zone: Zone, known: Pick<Cadence, 'days' | 'times'> | undefined) {
    this.#zone = zone;
    this.#known = known;
  }

  take(word: string): void {
    const day = dayOf(word);
    const range = rangeOf(word);
    const group = Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined;
    if (day) this.#week.add(day);
    else if (range ?? group) for (const one of range ?? group ?? []) this.#week.add(one);
    else if (EVERY_DAY.has(word)) this.#isEveryDay = true;
    else if (word === LAST_DAY) this.#month.add(31);
    else if (/^\d+(?:st|nd|rd|th)$/.test(word)) this.#month.add(monthDay(word));
    else if (looksLikeTime(word)) this.#times.add(parseTimeOfDay(word));
    else if (isZone(word) || word === 'utc' || word === 'gmt') this.#zone = parseZone(word);
    else if (!FILLERS.has(word) && !MONTHLY.has(word)) throw new UserError(notUnderstood(word));
  }

  cadence(): Cadence {
    const days = this.#days();
    const typed = [...this.#times].toSorted();
    const times = typed.length === 0 && this.#known ? this.#known.times : typed;
    if (times.length === 0) throw new UserError(`Say at what time too: ${EXAMPLE}.`);
    if (times.length > MOST_TIMES) throw new UserError(`A digest has at most ${MOST_TIMES} times a day: name fewer.`);
    return { days, times, zone: this.#zone };
  }

  #days(): Days {
    const named = [this.#isEveryDay, this.#week.size > 0, this.#month.size > 0].filter(Boolean).length;
    if (named > 1) {
      throw new UserError(
        'Days of the week and days of the month, or every day, do not go together: name one of them.',
      );
    }
    if (named === 0 && this.#known) return this.#known.days;
    if (this.#month.size > 0) return { kind: 'month', on: [...this.#month].toSorted((a, b) => a - b) };
    const week = WEEKDAYS.filter((day) => this.#week.has(day));
    return week.length === 0 || week.length === WEEKDAYS.length ? { kind: 'every-day' } : { kind: 'week', on: week };
  }
}

/** `mon`, `tues`, `thursdays`: three letters or more of a day. */
function dayOf(word: string): Weekday | undefined {
  if (word.length < 3) return undefined;
  return WEEKDAYS.find((day) => day.startsWith(word) || word === `${day}s`);
}

/** `mon-fri`, over the end of the week too. */
function rangeOf(word: string): readonly Weekday[] | undefined {
  const [from, to, more] = word.split('-').map(dayOf);
  if (!from || !to || more) return undefined;
  const first = WEEKDAYS.indexOf(from);
  const length = ((WEEKDAYS.indexOf(to) - first + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(first, first + length);
}

function monthDay(word: string): number {
  const day = Number.parseInt(word, 10);
  if (day >= 1 && day <= 31) return day;
  throw new UserError(`No month has a ${cutText(word, 20)}: name days from the 1st to the 31st.`);
}

function notUnderstood(word: string): string {
  const like = Object.hasOwn(LIKE, word) ? LIKE[word] : word;
  if (like !== undefined && Object.hasOwn(UNSUPPORTED, like)) return UNSUPPORTED[like] ?? '';
  const near = nearest(word, [...WEEKDAYS, ...Object.keys(GROUPS), 'daily', 'noon', 'midnight']);
  const shown = cutText(word, 40);
  return near === undefined
    ? `"${shown}" is neither a day nor a time: write it as ${EXAMPLE}.`
    : `"${shown}" is neither a day nor a time: did you mean "${near}"?`;
}
