import { describe, expect, it } from 'vitest';
import { spread, timeEach } from './measure.ts';

describe('a spread', () => {
  it('names values that were measured, never one between them', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(spread(values)).toEqual({ count: 200, p50: 100, p99: 198, max: 200 });
    expect(spread([3])).toEqual({ count: 1, p50: 3, p99: 3, max: 3 });
  });
});

describe('timing', () => {
  it('runs each item once more than its warm-up and waits for its promise', async () => {
    const seen: string[] = [];
    const times = await timeEach(['a', 'b'], 1, async (item) => {
      await Promise.resolve();
      seen.push(item);
    });
    expect(seen).toEqual(['a', 'a', 'b']);
    expect(times).toHaveLength(2);
  });
});
