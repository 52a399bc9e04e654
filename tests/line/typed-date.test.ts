import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, type Day } from '../../src/kernel/partial-date.ts';
import { parseTypedDate } from '../../src/line/typed-date.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

/** A Thursday. */
const TODAY = '2016-12-01' as Day;

async function read(text: string): Promise<string | undefined> {
  const span = await parseTypedDate(text, TODAY);
  return span && (span.from === span.to ? span.from : `${span.from}/${span.to}`);
}

describe('a date that somebody types', () => {
  it.for([
    ['2016-11-29', '2016-11-29'],
    ['2016-11', '2016-11-01/2016-11-30'],
    ['2016', '2016-01-01/2016-12-31'],
    ['2016-11-22/2016-11-28', '2016-11-22/2016-11-28'],
    ['2016-11..2016-12', '2016-11-01/2016-12-31'],
    ['today', '2016-12-01'],
    ['Yesterday', '2016-11-30'],
    ['7d', '2016-11-24'],
    ['2w', '2016-11-17'],
    ['3m', '2016-09-01'],
    ['1y', '2015-12-01'],
    ['0d', '2016-12-01'],
    ['last friday', '2016-11-25'],
    ['3 days ago', '2016-11-28'],
    ['november 2016', '2016-11-01/2016-11-30'],
    ['november', '2016-11-01/2016-11-30'],
    ['5 september', '2016-09-05'],
    ['29 Nov 2016', '2016-11-29'],
    ['last month', '2016-11-01/2016-11-30'],
    ['last year', '2015-01-01/2015-12-31'],
    ['from 5 to 12 september', '2016-09-05/2016-09-12'],
    ['on 5 september', '2016-09-05'],
    ['2099', '2099-01-01/2099-12-31'],
  ] as const)('“%s” is %s', async ([text, expected]) => {
    expect(await read(text)).toBe(expected);
  });

  it('has its day before its month, as most of the world writes it', async () => {
    expect(await read('09/10/2016')).toBe('2016-10-09');
    expect(await read('9.10.2016')).toBe('2016-10-09');
  });

  it('lies in the past where nothing else is said, because news does', async () => {
    expect(await read('friday')).toBe('2016-11-25');
    expect(await read('march')).toBe('2016-03-01/2016-03-31');
    expect(await read('25 december')).toBe('2015-12-25');
    expect(await read('1/2')).toBe('2016-02-01');
    expect(await read('thursday')).toBe('2016-12-01');
    expect(await read('25 december 2016')).toBe('2016-12-25');
  });

  it.for([
    '',
    ' ',
    'nonsense',
    'aleppo',
    '13/13/2016',
    '2016-02-30',
    '2016-13',
    '99999y',
    '9999y',
    '-1d',
    'd',
    '7',
    'since',
    'kerry on friday in geneva',
  ])('“%s” is none', async (text) => {
    expect(await read(text)).toBeUndefined();
  });

  it('is a real span of days or nothing, whatever is typed', async () => {
    const anyText = fc.oneof(
      fc.string({ maxLength: 70 }),
      fc.constantFrom(...hostileTexts({ count: 200, seed: 3, max: 200 })),
      fc.string({ unit: fc.constantFrom(...'0123456789/-. dwmynov'.split('')), maxLength: 16 }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const span = await parseTypedDate(text, TODAY);
        if (!span) return;
        expect(parseDay(span.from)).toBe(span.from);
        expect(parseDay(span.to)).toBe(span.to);
        expect(span.from <= span.to).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
