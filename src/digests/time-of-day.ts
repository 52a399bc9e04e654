import { z } from 'zod';
import { UserError } from '../kernel/errors.ts';
import { cutText } from '../kernel/text.ts';

/** What a clock on the wall shows, `00:00` to `23:59`. The order of the texts is the order of the day. */
export const timeOfDaySchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written as 08:00')
  .brand<'TimeOfDay'>();
export type TimeOfDay = z.infer<typeof timeOfDaySchema>;

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };
const FORM = /^(\d{1,2})(?:[:.h](\d{2})|h)?(am|pm)?$/;
const FOUR_DIGITS = /^\d{4}$/;

/** True for what was meant as a time, right or wrong: `8`, `8:00`, `25:99`, `6pm`, `0830`, `noon`. */
export function looksLikeTime(word: string): boolean {
  return Object.hasOwn(NAMED, word) || /^\d{1,4}(?:[:.h]\d*)*(?:am|pm)?$/.test(word);
}

/**
 * The time that a lower-case word says: `8`, `8:00`, `8.30`, `8h30`, `0830`, `6pm`, `noon`.
 * @throws UserError where it says none
 */
export function parseTimeOfDay(word: string): TimeOfDay {
  const named = Object.hasOwn(NAMED, word) ? NAMED[word] : undefined;
  if (named !== undefined) return named as TimeOfDay;
  const plain = FOUR_DIGITS.test(word) ? `${word.slice(0, 2)}:${word.slice(2)}` : word;
  const [, hourText = '', minuteText = '00', half] = FORM.exec(plain) ?? [];
  const hour = Number(hourText);
  const isHour = hourText !== '' && (half ? hour >= 1 && hour <= 12 : hour <= 23);
  if (!isHour || Number(minuteText) > 59) {
    throw new UserError(`"${cutText(word, 20)}" is no time of day: write it as 08:00, 18:30 or 6pm.`);
  }
  const inDay = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return `${String(inDay).padStart(2, '0')}:${minuteText}` as TimeOfDay;
}
