import type { Corpus } from '../../corpus/corpus.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { BriefLine } from './brief-lines.ts';
import type { Rarity } from './rarity.ts';

/** What a sentence says, as it is compared. */
export interface Said {
  /** Stems without those of names, each with a word that it comes from. */
  readonly content: ReadonlyMap<string, string>;
  /** The actors and places that it names. */
  readonly subjects: readonly SubjectId[];
}

/** How much a sentence and a line have in common. */
export interface Likeness {
  readonly words: number;
  /** How many words the line has besides. */
  readonly otherWords: number;
  readonly subjects: number;
  /** The weight of the common words within that of the shorter of the two, from 0 to 1. */
  readonly share: number;
  /** For the order of several. */
  readonly score: number;
}

export function likenessOf(corpus: Corpus, rarity: Rarity, said: Said, line: BriefLine<unknown>): Likeness {
  const common = [...said.content.keys()].filter((stem) => line.content.has(stem));
  const weigh = (stems: Iterable<string>) =>
    Array.from(stems, (stem) => rarity.weight(said.content.get(stem) ?? stem)).reduce((sum, weight) => sum + weight, 0);
  const weight = weigh(common);
  const whole = weigh(said.content.keys());
  // The words that only the line has are taken to be as rare as those of the sentence: so only the text is looked up.
  const usual = said.content.size === 0 ? 0 : whole / said.content.size;
  const least = Math.min(whole, weight + (line.content.size - common.length) * usual);
  const subjects = sharedSubjects(corpus, said.subjects, line.subjects).length;
  const share = least === 0 ? 0 : weight / least;
  const otherWords = line.content.size - common.length;
  return { words: common.length, otherWords, subjects, share, score: weight + subjects / 2 + share };
}

/** Those of the first that the second has too, or of which it has a part or the whole. */
export function sharedSubjects(
  corpus: Corpus,
  ours: readonly SubjectId[],
  theirs: readonly SubjectId[],
): readonly SubjectId[] {
  return ours.filter((id) => theirs.some((other) => isSame(corpus, id, other)));
}

/** The same, or one within the other. A whole country is not the same as every place in it: only the next larger one counts. */
function isSame(corpus: Corpus, one: SubjectId, other: SubjectId): boolean {
  return one === other || corpus.subject(one)?.within === other || corpus.subject(other)?.within === one;
}

/** A claim says one thing: a sentence that tells of it has words of it, and somebody or some place. */
export function tellsOfClaim({ words, otherWords, subjects, share }: Likeness): boolean {
  if (subjects === 0) return words >= 4 && share >= 0.6;
  if (subjects >= 4) return words >= 1 && share >= (words >= otherWords ? 0.35 : 0.5);
  // All that is said of so many, and half of what the claim says.
  if (subjects === 3 && words >= otherWords && words >= 1 && share >= 0.8) return true;
  return subjects === 1 ? words >= 3 && share >= 0.45 : words >= 2 && share >= 0.4;
}

/** An event or what somebody said: there are many alike, so that more has to be the same. */
export function tellsOfLine({ words, otherWords, subjects, share }: Likeness): boolean {
  if (subjects === 0) return words >= 5 && share >= 0.7;
  if (subjects === 1) return words >= 4 && share >= 0.55;
  // "Iran helps Syria.": neither says much else.
  const isShort = words >= 1 && words >= otherWords && share >= 0.95;
  return isShort || (words >= 3 && share >= 0.5) || (words >= 2 && share >= 0.75);
}

/** All subjects of a brief stand beside its headline, so that they say less than those of a line. */
export function tellsOfHead({ words, subjects, share }: Likeness): boolean {
  return words >= 3 && (subjects >= 1 ? share >= 0.6 : share >= 0.7 && words >= 5);
}
