/**
 * The candidate that is the fewest typing mistakes away from `word`, or undefined where none is near enough to be worth
 * proposing: one mistake in a word of up to four letters, two up to eight, a third of the letters beyond, at most four.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word);
  if (wanted.length > 120) return undefined;
  let limit = wanted.length <= 4 ? 1 : wanted.length <= 8 ? 2 : Math.min(4, Math.floor(wanted.length / 3));
  let found: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const mistakes = distance(wanted, plain(candidate), limit);
    if (mistakes > limit) continue;
    found = candidate;
    if (mistakes === 0) return found;
    limit = mistakes - 1;
  }
  return found;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_]/g, '-');
}

/** Insertions, deletions, changes and swaps of neighbours that part two words; more than `limit` may be any such number. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? cost) + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return best;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
