import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customId, CustomIds, readCustomId } from '../../../src/platforms/discord/parts/custom-id.ts';

const anyLine = fc.oneof(
  fc.constantFrom('brief aleppo', '!p3 brief aleppo', '!i1', '¡x', '!', 'find !d1', 'кто Лавров', 'x'.repeat(100)),
  fc.string({ maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const pressed = fc.record({
  line: anyLine,
  page: fc.option(fc.integer({ min: 1, max: 9999 }), { nil: undefined }),
  share: fc.option(fc.constant(true), { nil: undefined }),
});

describe('an id', () => {
  test('is the line itself where nothing else is told', () => {
    expect(customId({ line: 'brief aleppo' })).toBe('brief aleppo');
    expect(customId({ line: 'brief aleppo', page: 3 })).toBe('!p3 brief aleppo');
    expect(customId({ line: 'brief aleppo', page: 3, share: true })).toBe('!sp3 brief aleppo');
  });

  test('gives back what it was made of and is never over 100 characters', () => {
    fc.assert(
      fc.property(pressed, fc.nat({ max: 30 }), (asked, duplicate) => {
        const id = customId(asked, duplicate);
        if (id === undefined) return;
        expect(id.length).toBeGreaterThan(0);
        expect(id.length).toBeLessThanOrEqual(100);
        const { line, page, share } = readCustomId(id) ?? { line: '' };
        expect({ line, page, share }).toEqual({ ...asked, line: asked.line.toWellFormed().trim() });
      }),
      { numRuns: 2000 },
    );
  });

  test('holds every line that an action may carry, and with a page every Latin line up to 160 letters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), fc.integer({ min: 101, max: 160 }), (line, length) => {
        fc.pre(line.trim() !== '');
        expect(customId({ line })).toBeDefined();
        expect(customId({ line: 'x'.repeat(length), page: 9999 }, 999)).toBeDefined();
      }),
    );
  });

  test('of the platform, whatever it is, asks for a line or for nothing', () => {
    const binary = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(
        fc.oneof(
          binary,
          binary.map((rest) => `¡${rest}`),
        ),
        (id) => {
          expect((readCustomId(id)?.line ?? 'nothing').trim()).not.toBe('');
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(['', ' ', '!', '!i1', '!p0 x', '!p99999 x', '! ', '¡', '¡㐁', '¡㐀㐀', 'x'.repeat(101)])(
    '%j asks for nothing',
    (id) => {
      expect(readCustomId(id)).toBeUndefined();
    },
  );
});

test('no two ids of a message are the same, though their lines are, and each gives back its line', () => {
  const ids = new CustomIds();
  const asked = Array.from({ length: 40 }, (_, index) => ({ line: index % 2 === 0 ? 'who lavrov' : 'y'.repeat(100) }));
  const made = asked.map((one) => ids.idOf(one));
  const inert = [ids.inert(), ids.inert()];
  expect(new Set([...made, ...inert]).size).toBe(42);
  expect(made.map((id) => readCustomId(id ?? ''))).toEqual(asked);
  expect(inert.map(readCustomId)).toEqual([undefined, undefined]);
});
