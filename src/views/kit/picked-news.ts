import type { BriefId } from '../../corpus/ids.ts';
import type { Brief } from '../../corpus/model.ts';
import { byStory, type CorrectionNews, type StoryNews } from '../../news/by-story.ts';
import type { ClaimNews, FigureNews, News, Story } from '../../news/news.ts';
import { saysOtherwise, tellerOfFigure, tellersOf, tellersOfClaim, tellersOfStory } from '../../news/tellers.ts';

/** What a short message shows of some news, and what it leaves out. */
export interface PickedNews {
  readonly stories: readonly StoryNews[];
  readonly corrections: readonly CorrectionNews[];
  readonly disputes: Some<ClaimNews>;
  /** Those that stand with no story and no correction. */
  readonly claims: Some<ClaimNews>;
  readonly figures: Some<FigureNews>;
  /** How many briefs have news of which nothing is shown. */
  readonly left: number;
}

export interface Some<T> {
  readonly shown: readonly T[];
  readonly total: number;
}

/** So many of each are read at a glance. */
const GLANCE = { stories: 3, corrections: 2, disputes: 2, claims: 2, figures: 2 } as const;

/** Of some news, what these briefs say, the newest first. Undefined where that is nothing. */
export function pickNews(news: News, from: ReadonlySet<BriefId>): PickedNews | undefined {
  const theirs = newsFrom(news, from);
  const { stories, corrections, besides } = byStory(theirs);
  const picked = {
    stories: stories.filter(hasNews).slice(0, GLANCE.stories),
    corrections: corrections.slice(0, GLANCE.corrections),
    disputes: someOf(theirs.disputes, GLANCE.disputes),
    claims: someOf(besides.claims, GLANCE.claims),
    figures: someOf(theirs.figures, GLANCE.figures),
  };
  const told = [...tellersOf(theirs)].filter((id) => from.has(id));
  if (told.length === 0) return undefined;
  const shown = new Set(briefsShown(picked).map(({ id }) => id));
  return { ...picked, left: told.filter((id) => !shown.has(id)).length };
}

/** Without what others told first. */
function newsFrom(news: News, from: ReadonlySet<BriefId>): News {
  const isFrom = ({ id }: Brief) => from.has(id);
  const isTold = ({ briefs: [first] }: { readonly briefs: readonly [Brief, ...Brief[]] }) => isFrom(first);
  return {
    ...news,
    stories: news.stories.flatMap((story): readonly Story[] => {
      if (!story.briefs.some(isFrom)) return [];
      const [points, statements] = [story.points.filter(isTold), story.statements.filter(isTold)];
      const isAll = points.length + statements.length === story.points.length + story.statements.length;
      return [{ ...story, points, statements, isWhole: story.isWhole && isAll && isFrom(story.briefs[0]) }];
    }),
    corrections: news.corrections.filter((one) => isFrom(one.brief) && saysOtherwise(one)),
    disputes: news.disputes.filter((one) => tellersOfClaim(one).some(isFrom)),
    claims: news.claims.filter((one) => tellersOfClaim(one).some(isFrom)),
    figures: news.figures.filter((one) => isFrom(tellerOfFigure(one))),
  };
}

function hasNews({ story, disputes, claims, figures }: StoryNews): boolean {
  return tellersOfStory(story).length + disputes.length + claims.length + figures.length > 0;
}

function someOf<T>(all: readonly T[], most: number): Some<T> {
  return { shown: all.slice(0, most), total: all.length };
}

function briefsShown({ stories, corrections, disputes, claims, figures }: Omit<PickedNews, 'left'>): readonly Brief[] {
  return [
    ...stories.flatMap(({ story }) => story.briefs),
    ...corrections.map(({ correction }) => correction.brief),
    ...[...disputes.shown, ...claims.shown].flatMap(tellersOfClaim),
    ...figures.shown.map(tellerOfFigure),
  ];
}
