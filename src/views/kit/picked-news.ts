import type { Cited } from '../../corpus/facts.ts';
import type { BriefId } from '../../corpus/ids.ts';
import type { Brief, Figure, Point, Statement } from '../../corpus/model.ts';
import type { Correction, DisputeNews, FigureNews, News, Story } from '../../news/news.ts';
import { overview } from './items.ts';

/** What a short message shows of some news, and how many briefs it leaves out. */
export interface PickedNews {
  readonly stories: readonly PickedStory[];
  readonly corrections: readonly Correction[];
  readonly disputes: readonly DisputeNews[];
  readonly figures: readonly FigureNews[];
  readonly left: number;
}

export interface PickedStory {
  readonly story: Story;
  readonly lines: readonly Cited<Point | Statement>[];
  /** How many lines more there are. */
  readonly more: number;
}

/** So many of each are read at a glance. */
export const GLANCE = { stories: 3, lines: 4, corrections: 2, disputes: 2, figures: 3 } as const;

/** Of some news, what these briefs say, the newest first. Undefined where that is nothing. */
export function pickNews(news: News, from: ReadonlySet<BriefId>): PickedNews | undefined {
  const isFrom = ({ id }: Brief) => from.has(id);
  const isOf = (cited: Cited<Point | Statement | Figure>) => cited.briefs.some(isFrom);

  const stories = news.stories.flatMap((story): readonly PickedStory[] => {
    const all: readonly Cited<Point | Statement>[] = [...story.points.filter(isOf), ...story.statements.filter(isOf)];
    const lines = overview(all, GLANCE.lines);
    return all.length === 0 ? [] : [{ story, lines, more: all.length - lines.length }];
  });
  const corrections = news.corrections.filter((one) => isFrom(one.brief) && hasLines(one));
  const disputes = news.disputes.filter(({ added }) => added.some(({ brief }) => isFrom(brief)));
  const figures = news.figures.filter(({ figure }) => isOf(figure));

  const picked = {
    stories: stories.slice(0, GLANCE.stories),
    corrections: corrections.slice(0, GLANCE.corrections),
    disputes: disputes.slice(0, GLANCE.disputes),
    figures: figures.slice(0, GLANCE.figures),
  };
  const told = (some: Omit<PickedNews, 'left'>) => new Set(briefsOf(some).filter(isFrom));
  const shown = told(picked);
  const all = told({ stories, corrections, disputes, figures });
  return all.size === 0 ? undefined : { ...picked, left: all.size - shown.size };
}

function hasLines({ points, statements, figures }: Correction): boolean {
  return points.length + statements.length + figures.length > 0;
}

function briefsOf({ stories, corrections, disputes, figures }: Omit<PickedNews, 'left'>): readonly Brief[] {
  return [
    ...stories.flatMap(({ story }) => story.briefs),
    ...corrections.map(({ brief }) => brief),
    ...disputes.flatMap(({ added }) => added.map(({ brief }) => brief)),
    ...figures.flatMap(({ figure }) => figure.briefs),
  ];
}
