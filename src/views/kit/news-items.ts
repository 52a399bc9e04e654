import type { Cited, ClaimRecord } from '../../corpus/facts.ts';
import type { Actor, Brief, Point, Statement } from '../../corpus/model.ts';
import type { Item, Span, Spans } from '../../message/model.ts';
import type { ClaimNews, Correction, FigureNews, News, Story } from '../../news/news.ts';
import { claimItem } from './claims.ts';
import { figureFacts, figureItem, marks, pointItem, statementItem } from './items.ts';
import type { Page } from './page.ts';
import { count, emphasis, plain, strong } from './spans.ts';

/** Citations of the briefs before a story: the newest stand for the rest, which are counted. */
const EARLIER = 3;

/** "29 Nov 2016 · Moscow denies … [1] also [2], goes on from [3]" */
export function storySpans({ briefs, earlier }: Story, page: Page, headline = true): Spans {
  const [first, ...others] = briefs;
  const before = earlier.slice(0, EARLIER);
  const more = earlier.length - before.length;
  return [
    strong(page.when(first.published)),
    ...(headline ? [plain(' · '), strong(first.headline)] : []),
    ...marks([first], page),
    ...(others.length > 0 ? [plain(' also'), ...marks(others, page)] : []),
    ...(before.length > 0 ? [plain(' goes on from'), ...marks(before, page)] : []),
    ...(more > 0 ? [plain(` and ${count(more, 'brief')} before`)] : []),
  ];
}

export function newLineItem(cited: Cited<Point | Statement>, page: Page): Item {
  const { item, briefs } = cited;
  return 'said' in item ? statementItem({ item, briefs }, page, { speaker: true }) : pointItem({ item, briefs }, page);
}

/** A dispute with all its sides, the new ones marked. */
export function disputeItem({ kind, record, added }: ClaimNews, page: Page): Item {
  const item = newClaimItem({ kind, record, added }, page);
  return kind === 'new' ? { ...item, spans: [emphasis('Now disputed: '), ...item.spans] } : item;
}

/** A claim with all its sides. Where all of them are new, none is marked. */
export function newClaimItem({ kind, record, added }: ClaimNews, page: Page): Item {
  const isNew = ({ stance: { by, stance } }: ClaimRecord['stances'][number]) =>
    added.some((one) => one.stance.by === by && one.stance.stance === stance);
  return claimItem(record, page, kind === 'new' && record.stances.every(isNew) ? [] : added);
}

/** A number, and under it the one that was given last for its metric, in full: who gave it and for when may differ. */
export function figureNewsItem({ figure, earlier }: FigureNews, page: Page): Item {
  const { spans, under = [] } = figureItem(figure, page);
  if (!earlier) return { spans, under };
  const before = figureItem({ item: earlier.figure, briefs: [earlier.brief] }, page);
  return { spans, under: [...under, [emphasis('Given before: '), ...before.spans], ...(before.under ?? [])] };
}

/** The lines of a corrected brief that are new or read otherwise. */
export function correctionItems({ brief, points, statements, figures, before, claims }: Correction, page: Page) {
  const cited = <T>(item: T): Cited<T> => ({ item, briefs: [brief] });
  return [
    ...points.map((point) => pointItem(cited(point), page)),
    ...statements.map((statement) => statementItem(cited(statement), page, { speaker: true })),
    ...figures.map((figure): Item => {
      const item = figureItem(cited(figure), page);
      const old = before.get(figure);
      const read: readonly Spans[] = old
        ? [[emphasis('It read before: '), ...figureFacts(old, brief, page), ...marks([brief], page)]]
        : [];
      return { spans: item.spans, under: [...read, ...(item.under ?? [])] };
    }),
    ...claims.map((record) => claimItem(record, page)),
  ];
}

/** "Its headline or summary, its date and its notes read otherwise. 2 lines are gone." Empty where only lines changed. */
export function correctedText({ isReworded, details, removed }: Correction): string {
  const parts = [...(isReworded ? ['headline or summary'] : []), ...details];
  return [
    ...(parts.length === 0 ? [] : [`Changed: its ${listed(parts)}.`]),
    ...(removed > 0 ? [`${count(removed, 'line')} ${removed === 1 ? 'is' : 'are'} gone.`] : []),
  ].join(' ');
}

/** "Also arrived and says nothing new: [7] [8]", or nothing. */
export function repeatsSpans(repeats: readonly Brief[], page: Page): readonly Span[] {
  if (repeats.length === 0) return [];
  const say = repeats.length === 1 ? 'Also arrived, and says nothing new:' : 'Also arrived, and say nothing new:';
  return [plain(say), ...marks(repeats, page)];
}

/** The actors that one brief names first. */
export interface FirstNamed {
  readonly brief: Brief;
  readonly actors: readonly Actor[];
}

export function byBrief(actors: News['actors']): readonly FirstNamed[] {
  return [...Map.groupBy(actors, ({ brief }) => brief)].map(([brief, some]) => ({
    brief,
    actors: some.map(({ actor }) => actor),
  }));
}

/** "Kupchan, Jan Egeland and 4 more [1]" */
export function firstNamedItem({ brief, actors }: FirstNamed, page: Page, max = Infinity): Item {
  const shown = actors.slice(0, max).map(({ name }) => name);
  const left = actors.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return { spans: [plain(listed(all)), ...marks([brief], page)] };
}

/** At most so many lines of one item, each with what stands under it; the others are counted. */
export function linesUnder(items: readonly Item[], max = items.length): readonly Spans[] {
  const left = items.length - max;
  return [
    ...items.slice(0, max).flatMap(({ spans, under = [] }) => [spans, ...under]),
    ...(left > 0 ? [[emphasis(`+${left} more`)]] : []),
  ];
}

/** "a, b and c" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
