import type { Corpus } from '../../corpus/corpus.ts';

/** How telling words are. Each is looked up in the index once for a text. */
export interface Rarity {
  /** In how many briefs a word stands, counted up to some thousands. */
  briefs(word: string): number;
  /** From 1 for a word of one brief, or of none, towards 0 for a word of very many. */
  weight(word: string): number;
}

/** So that in a small corpus, where every word is rare, no word counts for nothing. */
const SMOOTHING = 20;
/** More different words than a text of usual length has; the rest count as rare as a word of many briefs. */
const MOST_WORDS = 1500;

export function createRarity(corpus: Corpus, total: number): Rarity {
  const counts = new Map<string, number>();
  const briefs = (word: string): number => {
    const known = counts.get(word);
    if (known !== undefined) return known;
    const count = counts.size < MOST_WORDS ? corpus.search(word, { limit: 0 }).total : total;
    counts.set(word, count);
    return count;
  };
  const most = Math.log((total + SMOOTHING) / 3);
  return {
    briefs,
    weight: (word) => Math.max(0.05, Math.log((total + SMOOTHING) / (Math.max(1, briefs(word)) + 2)) / most),
  };
}
