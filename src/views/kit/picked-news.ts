import type { Cited } from '../../corpus/facts.ts';
import type { BriefId } from '../../corpus/ids.ts';
import type { Brief, Figure, Point, Statement } from '../../corpus/model.ts';
import type { Correction, DisputeNews, FigureNews, News, Story } from '../../news/news.ts';
import { overview } from './items.ts';

/** What a short message shows of some news, and what it leaves out. */
export interface PickedNews {
  readonly stories: readonly PickedStory[];
  readonly corrections: readonly Correction[];
  readonly disputes: Some<DisputeNews>;
  readonly figures: Some<FigureNews>;
  /** How many briefs have news of which nothing is shown. */
  readonly left: number;
}

export interface Some<T> {
  readonly shown: readonly T[];
  readonly total: number;
}

export interface PickedStory {
  readonly story: Story;
  readonly lines: Some<Cited<Point | Statement>>;
}

/** So many of each are read at a glance. */
const GLANCE = { stories: 3, lines: 3, corrections: 2, disputes: 2, figures: 2 } as const;

/** Of some news, what these briefs say, the newest first. Undefined where that is nothing. */
export function pickNews(news: News, from: ReadonlySet<BriefId>): PickedNews | undefined {
  const isFrom = ({ id }: Brief) => from.has(id);
  const isOf = (cited: Cited<Point | Statement | Figure>) => cited.briefs.some(isFrom);

  const stories = news.stories.flatMap((story): readonly PickedStory[] => {
    const lines = [...story.points.filter(isOf), ...story.statements.filter(isOf)];
    return lines.length === 0 ? [] : [{ story, lines: glanceAt(lines) }];
  });
  const corrections = news.corrections.filter((one) => isFrom(one.brief) && linesOf(one).length > 0);
  const disputes = news.disputes.filter(({ added }) => added.some(({ brief }) => isFrom(brief)));
  const figures = news.figures.filter(({ figure }) => isOf(figure));

  const picked = {
    stories: stories.slice(0, GLANCE.stories),
    corrections: corrections.slice(0, GLANCE.corrections),
    disputes: { shown: disputes.slice(0, GLANCE.disputes), total: disputes.length },
    figures: { shown: figures.slice(0, GLANCE.figures), total: figures.length },
  };
  const told = (...briefs: readonly Brief[]) => new Set(briefs.filter(isFrom)).size;
  const all = told(
    ...stories.flatMap(({ story }) => story.briefs),
    ...corrections.map(({ brief }) => brief),
    ...disputes.flatMap(briefsOfDispute),
    ...figures.flatMap(({ figure }) => figure.briefs),
  );
  const shown = told(
    ...picked.stories.flatMap(({ story }) => story.briefs),
    ...picked.corrections.map(({ brief }) => brief),
    ...picked.disputes.shown.flatMap(briefsOfDispute),
    ...picked.figures.shown.flatMap(({ figure }) => figure.briefs),
  );
  return all === 0 ? undefined : { ...picked, left: all - shown };
}

/** Of the lines of one brief, what matters most, in order of time. */
export function glanceAt(lines: readonly Cited<Point | Statement>[]): Some<Cited<Point | Statement>> {
  return { shown: overview(lines, GLANCE.lines), total: lines.length };
}

/** What a correction says anew. */
function linesOf({ points, statements, figures }: Correction) {
  return [...points, ...statements, ...figures];
}

function briefsOfDispute({ added }: DisputeNews): readonly Brief[] {
  return added.map(({ brief }) => brief);
}
