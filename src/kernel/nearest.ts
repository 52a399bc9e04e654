import { editDistance } from './edit-distance.ts';

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
    const mistakes = editDistance(wanted, plain(candidate), limit);
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
