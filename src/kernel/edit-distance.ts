/** How many slips of the hand a word of this length may hold and still be taken for another: longer words bear more. */
export function slipsAllowed(length: number): 0 | 1 | 2 {
  return length <= 3 ? 0 : length <= 6 ? 1 : 2;
}

/**
 * Letters added, left out, replaced, or swapped with their neighbour between two words. Counting stops at `limit`:
 * `limit + 1` then means "more".
 */
export function editDistance(left: string, right: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(left.length - right.length) > limit) return beyond;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return beyond;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, right.length), beyond);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** A slip is looked for in the first letters of a long word; its length and the rest are for `editDistance` to judge. */
const LETTERS = 7;

/**
 * What is left of a word when letters are left out, as many as there are slips, and the word itself. Where all words of a
 * table have the keys for the slips that they are allowed, a word shares a key with every one that its own keys for
 * some slips can reach.
 */
export function slipKeys(word: string, slips: number = slipsAllowed(word.length)): readonly string[] {
  const keys = new Set([word.slice(0, LETTERS)]);
  let longer = [...keys];
  for (let left = slips; left > 0; left--) {
    longer = longer.flatMap((key) => Array.from(key, (_, index) => key.slice(0, index) + key.slice(index + 1)));
    for (const key of longer) keys.add(key);
    longer = [...new Set(longer)];
  }
  return [...keys];
}
