import type { Page } from '../../../message/pack.ts';

/** Characters. Finer than this, a reader sees no difference. */
const STEP = 200;
/** Of more pages nobody sees all, and each try packs them all again. */
const MOST_PAGES = 5;

/**
 * As many pages as are needed and none that is almost empty at the end: the same count with as little text as possible on
 * the fullest page. `packed` makes pages of at most so many characters each.
 */
export function evenPages(most: number, packed: (most: number) => readonly Page[]): readonly Page[] {
  let pages = packed(most);
  const { length } = pages;
  if (length === 1 || length > MOST_PAGES) return pages;
  // With less than this they cannot all be as few.
  let low = Math.floor((most * (length - 1)) / length / STEP);
  let high = Math.ceil(most / STEP);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const tried = packed(middle * STEP);
    if (tried.length > length) low = middle;
    else {
      high = middle;
      pages = tried;
    }
  }
  return pages;
}
