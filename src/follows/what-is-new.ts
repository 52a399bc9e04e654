import type { Corpus } from '../corpus/corpus.ts';
import { subjectsOfFigure, subjectsOfPoint, subjectsOfStatement } from '../corpus/facts.ts';
import type { BriefId, ClaimId, SubjectId } from '../corpus/ids.ts';
import type { Brief, Stance } from '../corpus/model.ts';
import type { News } from '../news/news.ts';

/**
 * Of which subjects each brief says something new: a line that names the subject or what lies within it. A brief that only
 * mentions it, and one that was reworded or lost a line, says nothing new of it.
 */
export function whatIsNew(news: News, corpus: Pick<Corpus, 'subject'>): ReadonlyMap<BriefId, ReadonlySet<SubjectId>> {
  const found = new Map<BriefId, Set<SubjectId>>();
  const add = (briefs: readonly Brief[], subjects: readonly SubjectId[]) => {
    for (const { id } of briefs) {
      const known = found.get(id) ?? new Set();
      for (const subject of subjects) for (const wider of widerOf(subject, corpus)) known.add(wider);
      if (known.size > 0) found.set(id, known);
    }
  };
  for (const { points, statements } of news.stories) {
    for (const { item, briefs } of points) add(briefs, subjectsOfPoint(item));
    for (const { item, briefs } of statements) add(briefs, subjectsOfStatement(item));
  }
  for (const { brief, points, statements, figures } of news.corrections) {
    add([brief], [...points.flatMap(subjectsOfPoint), ...statements.flatMap(subjectsOfStatement)]);
    add([brief], figures.flatMap(subjectsOfFigure));
  }
  for (const { record, added } of news.disputes) {
    for (const { stance, brief } of added) add([brief], subjectsOfSide(record.id, stance, brief));
  }
  for (const { figure } of news.figures) add(figure.briefs, subjectsOfFigure(figure.item));
  return found;
}

/** A subject and all that it lies within. */
function widerOf(subject: SubjectId, corpus: Pick<Corpus, 'subject'>): ReadonlySet<SubjectId> {
  const chain = new Set<SubjectId>();
  // A ring of registers ends where it began.
  for (let at: SubjectId | undefined = subject; at !== undefined && !chain.has(at); at = corpus.subject(at)?.within) {
    chain.add(at);
  }
  return chain;
}

function subjectsOfSide(claim: ClaimId, { by, via }: Stance, brief: Brief): readonly SubjectId[] {
  const about = brief.claims.find(({ id }) => id === claim)?.about ?? [];
  return [...about, by, ...via];
}
