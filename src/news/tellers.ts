import { isBare } from '../corpus/facts.ts';
import type { BriefId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import type { ClaimNews, Correction, FigureNews, News, Story } from './news.ts';

/**
 * The briefs that say something new: each line counts for the one that told it first, so that a brief which repeats it says
 * nothing new. Nor does one that was edited and only lost lines, or reads otherwise in its headline or summary alone.
 */
export function tellersOf({
  stories,
  corrections,
  disputes,
  claims,
  figures,
}: Pick<News, 'stories' | 'corrections' | 'disputes' | 'claims' | 'figures'>): ReadonlySet<BriefId> {
  const tellers: readonly Brief[] = [
    ...stories.flatMap(tellersOfStory),
    ...corrections.filter(saysOtherwise).map(({ brief }) => brief),
    ...[...disputes, ...claims].flatMap(tellersOfClaim),
    ...figures.map(tellerOfFigure),
  ];
  return new Set(tellers.map(({ id }) => id));
}

/** Of its events and statements, and those that are of a headline alone. */
export function tellersOfStory({ briefs, points, statements }: Story): readonly Brief[] {
  return [...[...points, ...statements].map((line) => line.briefs[0]), ...briefs.filter(isBare)];
}

export function tellersOfClaim({ added }: ClaimNews): readonly Brief[] {
  return added.map(({ brief }) => brief);
}

export function tellerOfFigure({ figure }: FigureNews): Brief {
  return figure.briefs[0];
}

/** A line of it, when it was published, its article or what its editor notes. */
export function saysOtherwise({ points, statements, figures, claims, details }: Correction): boolean {
  return points.length + statements.length + figures.length + claims.length + details.length > 0;
}
