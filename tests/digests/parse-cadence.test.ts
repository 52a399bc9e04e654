import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cadenceSchema, WEEKDAYS, type Cadence, type Days } from '../../src/digests/cadence.ts';
import { describeCadence } from '../../src/digests/describe-cadence.ts';
import { parseCadence } from '../../src/digests/parse-cadence.ts';
import { timeOfDaySchema } from '../../src/digests/time-of-day.ts';
import { allZones, parseZone, UTC } from '../../src/kernel/zone.ts';
import { UserError } from '../../src/kernel/errors.ts';
import { HOSTILE_SAMPLES } from '../fixtures/hostile-text.ts';

const paris = parseZone('Europe/Paris');

function said(text: string): string {
  try {
    return describeCadence(parseCadence(text, paris));
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('days and times as people type them', () => {
  it('are understood in many ways, and what is not understood is told with the nearest that is', async () => {
    const lines = `
weekdays 8:00 and 18:30
mon,thu 9am
daily at 7
Every weekday at 8 a.m. and 6:30 P.M.
8:00
every day at noon
midnight
workdays 0830
weekends 10h30
sat, sun 10.30
mon-fri 8:00
Monday to Friday at 8
monday through wednesday, 8h
sat–mon 12pm
tues & thurs 12am
mondays 8, 12 and 16
mon/wed/fri 7:15
mon tue wed thu fri sat sun 8:00
1st and 15th at 9:00
1 and 15 of the month at 9
monthly on the 31st at noon
last day of the month 17:00
the 30th of each month at 8
every 2nd at 8
daily 7:00 europe/london
daily 7:00 UTC
daily 7:00 Europe/Pariss
daily 7:00 America/New_York
daily 8:00, 8:00 and 08:00
8 o'clock every friday

weekdays
wekdays 8:00
mon 25:00
mon 8:75
mon 13pm
mon 0am
hourly
every 2 hours at 8
weekly at 8
every other monday 8:00
every second monday 8:00
every 2 days at 8
every three days at 8
1st friday of the month 8:00
8-18
daily mon 8:00
mon and 1st at 8:00
32nd at 8
monday quickly 8:00
daily at 7 paris time
daily 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 23:30
`
      .trim()
      .split('\n')
      .map((line) => `${line.padEnd(40)}  ${said(line)}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/typed-cadences.txt');
  });

  it('are a cadence or a mistake that says what to do, whatever is typed', () => {
    const word = fc.constantFrom(
      ...'mon weekdays 1st 8:00 18.30 at and every last day noon 25 to - / , month'.split(' '),
    );
    const texts = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...HOSTILE_SAMPLES),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          cadenceSchema.parse(parseCadence(text, paris));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect(String(error).length).toBeLessThan(300);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const days: fc.Arbitrary<Days> = fc.oneof(
  fc.constant<Days>({ kind: 'every-day' }),
  fc
    .uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 6 })
    .map((on): Days => ({ kind: 'week', on: WEEKDAYS.filter((day) => on.includes(day)) })),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 5 })
    .map((on): Days => ({ kind: 'month', on: on.toSorted((a, b) => a - b) })),
);
const times = fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 1, maxLength: 24 }).map((minutes) =>
  minutes
    .map((one) => `${String(Math.floor(one / 60)).padStart(2, '0')}:${String(one % 60).padStart(2, '0')}`)
    .toSorted()
    .map((text) => timeOfDaySchema.parse(text)),
);

describe('a description of days and times', () => {
  it('typed again means the same', () => {
    const cadence: fc.Arbitrary<Cadence> = fc.record({ days, times, zone: fc.constantFrom(...allZones(), UTC) });
    fc.assert(
      fc.property(cadence, (one) => {
        expect(parseCadence(describeCadence(one), UTC)).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });
});
