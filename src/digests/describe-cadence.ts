import { unreachable } from '../kernel/errors.ts';
import { WEEKDAYS, type Cadence, type Days } from './cadence.ts';

const WORKING = WEEKDAYS.slice(0, 5);
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** "Every weekday at 08:00 and 18:30, Europe/Paris". Typed again it is read as the same cadence. */
export function describeCadence(cadence: Cadence): string {
  return `${describeDaysAndTimes(cadence)}, ${cadence.zone}`;
}

/** The same without the zone. */
export function describeDaysAndTimes({ days, times }: Cadence): string {
  return `${describeDays(days)} at ${listed([...new Set(times)].toSorted())}`;
}

function describeDays(days: Days): string {
  switch (days.kind) {
    case 'every-day':
      return 'Every day';
    case 'week': {
      const on = WEEKDAYS.filter((day) => days.on.includes(day));
      if (on.length === WEEKDAYS.length) return 'Every day';
      if (on.join() === WORKING.join()) return 'Every weekday';
      return `Every ${listed(on.map((day) => day[0]?.toUpperCase() + day.slice(1)))}`;
    }
    case 'month': {
      const on = [...new Set(days.on)].toSorted((a, b) => a - b);
      const names = on.map((day) => (day === 31 ? 'last day' : `${day}${SUFFIX[ordinals.select(day)] ?? 'th'}`));
      const isShort = on.some((day) => day === 29 || day === 30);
      return `On the ${listed(names)} of each month${isShort ? ' (or its end)' : ''}`;
    }
    default:
      return unreachable(days);
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
