import { describe, expect, it } from 'vitest';
import { editDistance, slipsAllowed } from '../../src/kernel/edit-distance.ts';

describe('the distance between two words', () => {
  it.each([
    ['lavrov', 'lavrov', 0],
    ['lavrof', 'lavrov', 1],
    ['lvarov', 'lavrov', 1],
    ['lavrv', 'lavrov', 1],
    ['lavroov', 'lavrov', 1],
    ['', 'ab', 2],
    ['kerry', 'carey', 3],
    ['abcdefgh', 'hgfedcba', 3],
  ])('%s and %s: %d, counted up to 2', (left, right, distance) => {
    expect(editDistance(left, right, 2)).toBe(distance);
    expect(editDistance(right, left, 2)).toBe(distance);
  });

  it('may grow with the length of the word, and a short one bears none', () => {
    expect([3, 4, 6, 7].map(slipsAllowed)).toEqual([0, 1, 1, 2]);
  });
});
