import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWords, parseLine } from '../../src/line/parse-line.ts';
import { writeLine } from '../../src/line/write-line.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

const NAMES = new Set(['since', 'until', 'outlet', 'about', 'page']);

const hostile = [...hostileTexts({ count: 400, seed: 1, max: 300 })];

/** Letters of every kind, and those on which a line is parted. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...' \t\u00a0"“”„«»\':?|,a.é-'.split('')), maxLength: 20 }),
  fc.constantFrom(...hostile),
);

/** What the docstring says becomes of a value. */
const kept = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return ['"', '”', '“', '»'].every((closing) => line.includes(closing)) ? line.replaceAll('"', "'") : line;
};

describe('a line that was written', () => {
  it('parts into the same arguments, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyText, { minLength: 2, maxLength: 3 })
          .filter((texts) => texts.filter((one) => kept(one) !== '').length !== 1),
        (positional) => {
          const { words, named } = parseLine(writeLine('said', positional), NAMES);
          expect(words.map((word) => word.text)).toEqual(['said', ...positional.map(kept).filter((one) => one !== '')]);
          expect(named.size).toBe(0);
        },
      ),
    );
  });

  it('keeps the quotation marks of a value within others, because they are words of somebody', () => {
    expect(writeLine('find', ['he said "no" to it'])).toBe('find “he said "no" to it”');
    expect(writeLine('find', ['he said “no” to it'])).toBe('find "he said “no” to it"');
    expect(writeLine('find', [], { text: '"yes" and “no”' })).toBe('find text:«"yes" and “no”»');
  });

  it('marks what would be read as the end of a question or as a joining word', () => {
    expect(writeLine('said', [], { about: 'why?' })).toBe('said about:"why?"');
    expect(writeLine('said', ['john-kerry', 'about'])).toBe('said john-kerry "about"');
    expect(writeLine('brief', ['the'])).toBe('brief the');
  });

  it('keeps the words of a single argument', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { words, named } = parseLine(writeLine('brief', [text]), NAMES);
        expect(joinWords(words)).toBe(['brief', kept(text)].join(' ').trim());
        expect(named.size).toBe(0);
      }),
    );
  });

  it('keeps each named value, and leaves out what is empty', () => {
    const values = fc.record({ since: anyText, outlet: anyText, about: fc.option(anyText, { nil: undefined }) });
    fc.assert(
      fc.property(anyText, values, (text, given) => {
        const { words, named } = parseLine(writeLine('brief', [text], given), NAMES);
        expect(joinWords(words)).toBe(['brief', kept(text)].join(' ').trim());
        const expected = Object.entries(given)
          .map(([name, value]) => [name, kept(value ?? '')] as const)
          .filter(([, value]) => value !== '');
        expect(Object.fromEntries(named)).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it('is written the same again from what was read', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, about) => {
        const once = writeLine('brief', [text], { about });
        const { words, named } = parseLine(once, NAMES);
        expect(writeLine('brief', [joinWords(words.slice(1))], Object.fromEntries(named))).toBe(once);
      }),
    );
  });

  it('has marks only where they are needed, because people read it on screen', () => {
    expect(writeLine('find', ['humanitarian convoy'])).toBe('find humanitarian convoy');
    expect(writeLine('said', ['kerry', 'the siege'])).toBe('said kerry "the siege"');
    expect(writeLine('said', [], { about: 'the siege', since: '2016-11-01' })).toBe(
      'said about:"the siege" since:2016-11-01',
    );
  });

  it('has marks where an opening word, a colon or a question mark would be lost', () => {
    expect(writeLine('brief', ['the west'])).toBe('brief "the west"');
    expect(writeLine('brief', ['since:7d'])).toBe('brief "since:7d"');
    expect(writeLine('find', ['why?'])).toBe('find "why?"');
  });
});
