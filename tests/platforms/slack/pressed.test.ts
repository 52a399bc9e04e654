import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ActionIds,
  BUTTON_VALUE_MOST,
  OptionValues,
  pressedValue,
  readPressed,
} from '../../../src/platforms/slack/parts/pressed.ts';

const anyLine = fc.oneof(
  fc.constantFrom('brief aleppo', '!p3/7 brief aleppo', '!i1', '¡x', '!', 'find !d1', 'кто Лавров', 'x'.repeat(150)),
  fc.string({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
);
const page = fc.integer({ min: 1, max: 9999 });
const anyPressed = fc.oneof(
  fc.record({ line: anyLine, share: fc.option(fc.constant(true), { nil: undefined }) }),
  fc.record({
    line: anyLine,
    page,
    of: fc.option(page, { nil: undefined }),
    share: fc.option(fc.constant(true), { nil: undefined }),
  }),
);

describe('a value', () => {
  test('is the line itself where nothing else is told', () => {
    expect(pressedValue({ line: 'brief aleppo' }, 150)).toBe('brief aleppo');
    expect(pressedValue({ line: 'brief aleppo', page: 3, of: 7 }, 150)).toBe('!p3/7 brief aleppo');
    expect(pressedValue({ line: 'brief aleppo', page: 3, of: 7, share: true }, 150)).toBe('!sp3/7 brief aleppo');
  });

  test('gives back what it was made of and is never longer than it may be', () => {
    fc.assert(
      fc.property(
        anyPressed,
        fc.constantFrom(150, BUTTON_VALUE_MOST),
        fc.nat({ max: 30 }),
        (asked, most, duplicate) => {
          const value = pressedValue(asked, most, duplicate);
          if (value === undefined) return;
          expect(value.length).toBeGreaterThan(0);
          expect(value.length).toBeLessThanOrEqual(most);
          expect(readPressed(value)).toMatchObject({
            ...JSON.parse(JSON.stringify(asked)),
            line: asked.line.toWellFormed().trim(),
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('of an option holds every line that an action may carry', () => {
    const lines = fc.oneof(fc.string({ maxLength: 100 }), fc.string({ unit: 'binary', maxLength: 50 }));
    fc.assert(
      fc.property(lines, (line) => {
        fc.pre(line.trim() !== '' && line.length <= 100);
        expect(pressedValue({ line }, 150, 999)).toBeDefined();
      }),
    );
  });

  test('of the platform, whatever it is, asks for a line or for nothing', () => {
    const binary = fc.string({ unit: 'binary', maxLength: 160 });
    fc.assert(
      fc.property(
        fc.oneof(
          binary,
          binary.map((rest) => `¡${rest}`),
        ),
        (value) => {
          expect((readPressed(value)?.line ?? 'nothing').trim()).not.toBe('');
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(['', ' ', '!', '!i1', '!p0 x', '!p3/0 x', '!p99999 x', '! ', '¡', '¡㐁', '¡㐀㐀', 'x'.repeat(2001)])(
    '%j asks for nothing',
    (value) => {
      expect(readPressed(value)).toBeUndefined();
    },
  );
});

test('no two options of a menu have the same value, though their lines are, and each gives back its line', () => {
  const values = new OptionValues();
  const asked = Array.from({ length: 40 }, (_, index) => ({ line: index % 2 === 0 ? 'who lavrov' : 'y'.repeat(140) }));
  const made = asked.map((one) => values.valueOf(one));
  expect(new Set(made).size).toBe(40);
  expect(made.map((value) => readPressed(value ?? ''))).toEqual(asked);
});

test('no two controls of a message have the same id', () => {
  const ids = new ActionIds();
  expect([ids.next(), ids.next(), ids.next()]).toEqual(['dossier:1', 'dossier:2', 'dossier:3']);
});
