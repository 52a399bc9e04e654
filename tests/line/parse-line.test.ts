import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWords, parseLine } from '../../src/line/parse-line.ts';
import { splitWords } from '../../src/line/words.ts';

const NAMES = new Set(['since', 'outlet']);

function parsed(line: string) {
  const { words, named } = parseLine(line, NAMES);
  return { words: words.map((word) => word.text), named: Object.fromEntries(named) };
}

describe('parseLine', () => {
  it('takes filters from anywhere in the line', () => {
    const expected = { words: ['brief', 'aleppo'], named: { since: '7d', outlet: 'interfax' } };
    for (const line of [
      'brief aleppo since:7d outlet:interfax',
      'since:7d brief outlet:interfax aleppo',
      'outlet:interfax since:7d brief aleppo',
      'brief aleppo Since: 7d OUTLET:interfax',
    ]) {
      expect(parsed(line), line).toEqual(expected);
    }
  });

  it.for(['"washington post"', '“washington post”', '„washington post“', '«washington post»'])(
    'keeps the words in %s together, as a value and as a word',
    (quoted) => {
      expect(parsed(`brief ${quoted} outlet:${quoted}`)).toEqual({
        words: ['brief', 'washington post'],
        named: { outlet: 'washington post' },
      });
    },
  );

  it.for(['"since:7d"', '“since:7d”', '«since:7d»'])(
    'reads %s as text, because that is what the marks are for',
    (quoted) => {
      expect(parsed(`find ${quoted}`)).toEqual({ words: ['find', 'since:7d'], named: {} });
    },
  );

  it('leaves a colon in a headline, an hour or an address alone', () => {
    expect(parsed('find Kerry: no deal at 10:30 https://example.org/a').words).toEqual([
      'find',
      'Kerry:',
      'no',
      'deal',
      'at',
      '10:30',
      'https://example.org/a',
    ]);
  });

  it('ends a quotation that is never closed with the line', () => {
    expect(parsed('brief "eastern aleppo')).toEqual({ words: ['brief', 'eastern aleppo'], named: {} });
    expect(parsed('brief aleppo outlet:')).toEqual({ words: ['brief', 'aleppo'], named: { outlet: '' } });
  });

  it('takes an apostrophe and a mark in mid-word as letters', () => {
    expect(parsed(`who o'brien 5"gun`).words).toEqual(['who', "o'brien", '5"gun']);
  });

  it('uses the last of a filter that stands there twice', () => {
    expect(parsed('latest since:7d since:1d').named).toEqual({ since: '1d' });
  });

  it('loses no letter of any line that has neither marks nor filters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((line) => !/["“„«:]/.test(line)),
        (line) => {
          expect(joinWords(parseLine(line, NAMES).words)).toBe(line.trim().split(/\s+/).join(' '));
        },
      ),
    );
  });

  it('tells for each word where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab "“”:«»'.split('')) }), (line) => {
        let last = 0;
        for (const word of splitWords(line)) {
          expect(word.from).toBeGreaterThanOrEqual(last);
          expect(word.to).toBeGreaterThan(word.from);
          expect(word.bare).toBeLessThanOrEqual(word.text.length);
          last = word.to;
        }
        expect(last).toBeLessThanOrEqual(line.length);
      }),
    );
  });
});
