import type { Corpus } from '../../corpus/corpus.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { Brief } from '../../corpus/model.ts';
import type { Rarity } from './rarity.ts';

const WORDS = 6;
/** Words that together stand in more briefs rank nothing: what has them all is asked for only where they are rare. */
const MOST_HITS = 800;
const BY_WORDS = 6;
const BY_SUBJECTS = 4;

/** The briefs that may tell of what a sentence tells of: those with its rarest words, and the newest with its subjects. */
export function nearBriefs(
  corpus: Corpus,
  rarity: Rarity,
  words: readonly string[],
  subjects: readonly SubjectId[],
): readonly Brief[] {
  const known = words
    .map((word) => ({ word, briefs: rarity.briefs(word) }))
    .filter(({ briefs }) => briefs > 0)
    .toSorted((left, right) => left.briefs - right.briefs)
    .slice(0, WORDS);
  let hits = 0;
  const rare = known.filter(({ briefs }, index) => index === 0 || (hits += briefs) < MOST_HITS).map(({ word }) => word);
  const rarest = subjects
    .map((id) => ({ id, briefs: corpus.subject(id)?.briefs ?? 0 }))
    .toSorted((left, right) => left.briefs - right.briefs)
    .slice(0, 2)
    .map(({ id }) => id);
  const found = [
    ...(rare.length > 0 ? corpus.search(rare.join(' '), { limit: BY_WORDS }).briefs : []),
    ...(rare.length > 0 && rarest.length > 0
      ? corpus.search(rare.join(' '), { subjects: rarest.slice(0, 1), limit: BY_WORDS }).briefs
      : []),
    ...(rarest.length > 0 ? corpus.briefs({ subjects: rarest, limit: BY_SUBJECTS }).briefs : []),
  ];
  return [...new Map(found.map((brief) => [brief.id, brief])).values()];
}
