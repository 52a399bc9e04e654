import { describe, expect, it } from 'vitest';
import { KeptWindows } from '../../src/news/kept-windows.ts';
import type { WindowContent } from '../../src/news/window-content.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';

const MARK = { seq: BEFORE_ALL, at: Temporal.Instant.from('2016-12-01T09:00:00Z') };

/** Of so many briefs, of which nobody here looks at any. */
function windowOf(briefs: number): WindowContent {
  const size = new Map(Array.from({ length: briefs }, (_, n) => [`brief-${n}`, {}]));
  const content = { window: { after: MARK, through: MARK }, arrived: [], claims: new Map(), firstNamed: new Set() };
  return { ...content, briefs: size } as unknown as WindowContent;
}

/** Which windows were read, in order. */
function reading() {
  const kept = new KeptWindows();
  const read: string[] = [];
  const get = (key: string, briefs = 1) =>
    kept.get(key, () => {
      read.push(key);
      return Promise.resolve(windowOf(briefs));
    });
  return { kept, read, get };
}

describe('kept windows', () => {
  it('are read once, also by two who ask for one at the same time', async () => {
    const { read, get } = reading();
    await Promise.all([get('a'), get('a')]);
    await get('a');
    expect(read).toEqual(['a']);
  });

  it('are few, the oldest read anew', async () => {
    const { read, get } = reading();
    for (const key of 'abcdefghi') await get(key);
    await get('b');
    await get('a');
    expect(read.join('')).toBe('abcdefghia');
  });

  it('hold no more briefs than fit into memory, and one that is too large is not kept', async () => {
    const { read, get } = reading();
    await get('a', 6000);
    await get('b', 3000);
    await get('c', 2000);
    await get('b', 3000);
    await get('a', 6000);
    await get('large', 20_000);
    await get('large', 20_000);
    expect(read).toEqual(['a', 'b', 'c', 'a', 'large', 'large']);
  });

  it('are read anew where reading failed', async () => {
    const { kept, read, get } = reading();
    await expect(kept.get('a', () => Promise.reject(new Error('the database is gone')))).rejects.toThrow('gone');
    await get('a');
    expect(read).toEqual(['a']);
  });
});
