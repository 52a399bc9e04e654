import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanForeign } from '../../src/kernel/clean-text.ts';
import { cutText, graphemes } from '../../src/kernel/text.ts';
import { chopToWidth, cutToWidth, textWidth } from '../../src/kernel/text-width.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('cutText', () => {
  test('leaves text alone that fits', () => {
    expect(cutText('Aleppo', 6)).toBe('Aleppo');
  });

  test('cuts at a space where one is near, so that no word is maimed', () => {
    expect(cutText('Russia denies the offer', 16)).toBe('Russia denies…');
  });

  test('never parts a family, a flag or a letter from its accent', () => {
    expect(cutText('👩‍👩‍👧👩‍👩‍👧', 12)).toBe('👩‍👩‍👧…');
    expect(cutText('🇸🇾🇷🇺', 6)).toBe('🇸🇾…');
    expect(cutText('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…');
  });

  test('keeps within the limit and marks every cut, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, max) => {
        const cut = cutText(text, max);
        expect(cut.length).toBeLessThanOrEqual(Math.max(max, 0));
        if (cut !== text && max > 0) expect(cut.endsWith('…')).toBe(true);
        if (cut !== text && max > 0) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('cleanForeign', () => {
  test('takes the means of an escape sequence away and leaves its letters as text', () => {
    expect(cleanForeign('\u001b[31mred\u001b]8;;http://x\u0007 \u009b2Jgone')).toBe('[31mred]8;;http://x 2Jgone');
  });

  test('makes one line of several', () => {
    expect(cleanForeign('one\r\ntwo\u2028three\tfour')).toBe('one two three four');
  });

  test('drops what turns the direction of the text or hides in it', () => {
    expect(cleanForeign('a\u202eb\u2066c\u200fd\u200be\ufefff\u{e0041}g\u00adh\u061ci')).toBe('abcdefghi');
  });

  test('keeps the joiners that words and emoji are spelt with', () => {
    for (const text of ['می‌خواهم', '👩‍👩‍👧', '❤️', 'क्‍ष', 'Алеппо', 'حلب', '阿勒颇', 'naïve']) {
      expect(cleanForeign(text)).toBe(text);
    }
    expect(cleanForeign('a\u200db \u200d\u200d')).toBe('ab ');
  });

  test('thins a pile of accents', () => {
    expect(cleanForeign(`e${'\u0301'.repeat(500)}`)).toBe(`e${'\u0301'.repeat(6)}`);
  });

  test('leaves no control, no invisible order and no broken surrogate of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanForeign(text);
        expect(clean).not.toMatch(
          /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\u2028\u2029]/u,
        );
      }),
    );
  });
});

describe('textWidth', () => {
  test.each([
    ['Aleppo', 6],
    ['阿勒颇', 6],
    ['한글', 4],
    ['ｶﾅ', 2],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['🇸🇾', 2],
    ['❤️', 2],
    ['1️⃣', 2],
    ['Лавров', 6],
    ['حلب', 3],
    ['“…”', 3],
    ['', 0],
  ])('%s takes %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  test('cut and chopped text keeps within its columns, and chopping loses nothing', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, columns) => {
        expect(textWidth(cutToWidth(text, columns))).toBeLessThanOrEqual(columns);
        const pieces = chopToWidth(text, columns);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(textWidth(piece)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

test('graphemes joined are the text', () => {
  fc.assert(fc.property(anyText, (text) => graphemes(text).join('') === text));
});
