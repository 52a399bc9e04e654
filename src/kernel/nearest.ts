/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each counting 1.
 * Returns `max + 1` as soon as the distance is known to be larger than `max`.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? max + 1, max + 1);
}

/** How many slips a word of this length may hold: none up to 3 letters, 1 up to 6, 2 beyond. */
export function slipsAllowed(length: number): number {
  if (length <= 3) return 0;
  return length <= 6 ? 1 : 2;
}

/** The candidate with the fewest slips from `word`, within `max`. Of equals the first. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  max: number = slipsAllowed(word.length),
): string | undefined {
  let best: string | undefined;
  let within = max;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate, within);
    if (distance > within) continue;
    if (distance === 0) return candidate;
    best = candidate;
    within = distance - 1;
  }
  return best;
}
