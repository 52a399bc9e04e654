import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, parsePartialDate, spanOf } from '../../src/kernel/partial-date.ts';

const year = fc.integer({ min: 1, max: 9999 });
const month = fc.integer({ min: 1, max: 12 });
const two = (number: number) => String(number).padStart(2, '0');
const four = (number: number) => String(number).padStart(4, '0');

describe('the days of the calendar', () => {
  it('ends every month where the calendar of the platform ends it, in leap years too', () => {
    fc.assert(
      fc.property(fc.oneof(year, fc.constantFrom(1900, 2000, 2016, 2100)), month, (y, m) => {
        const days = Temporal.PlainYearMonth.from({ year: y, month: m }).daysInMonth;
        const date = parsePartialDate(`${four(y)}-${two(m)}`);
        expect(date && spanOf(date).to).toBe(`${four(y)}-${two(m)}-${two(days)}`);
        expect(parseDay(`${four(y)}-${two(m)}-${two(days)}`)).toBeDefined();
        expect(parseDay(`${four(y)}-${two(m)}-${two(days + 1)}`)).toBeUndefined();
      }),
    );
  });
});
