import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { pointsIn, type Cited } from '../corpus/facts.ts';
import type { Point } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import { spanOf, type Day } from '../kernel/partial-date.ts';
import type { Block, Item, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { dateText, monthText } from './kit/dates.ts';
import { nothingFound } from './kit/empty.ts';
import { byTime, pointItem, whenOf } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface TimelineView {
  readonly target: Target;
  readonly evidence: Evidence;
  /** The days of the events that are asked for. Other filters are those of the evidence. */
  readonly since?: Day | undefined;
  readonly until?: Day | undefined;
  readonly state: CorpusState;
}

/** Events by the day on which they happened, month by month. What no article dates stands apart, at the end. */
export function timelineView(view: TimelineView, lookup: Lookup): Message {
  const { target, evidence, since, until, state } = view;
  const page = createPage(lookup);
  const within = pointsIn(evidence.briefs, evidence.concern).filter((cited) => isWithin(cited, since, until));
  const points = within.toSorted(byTime);
  const asked = daysAsked(since, until);
  if (points.length === 0) {
    const near = { subjects: target.near, command: 'timeline' };
    return nothingFound(
      { words: `No event about ${target.title}${asked} in these briefs`, evidence, state, near },
      lookup,
    );
  }
  const dated = points.filter((cited) => cited.item.on !== undefined);
  const undated = points.filter((cited) => cited.item.on === undefined);
  const blocks: readonly Block[] = [
    heading(`Timeline: ${target.title}`, 1),
    scope(evidence, page),
    ...(asked === '' ? [] : [note(plain(`Events${asked}.`))]),
    ...byMonth(dated).flatMap(([month, all]) =>
      section(month, all, (cited) => eventItem(cited, page), { max: all.length }),
    ),
    ...section('No date in the article', undated, (cited) => pointItem(cited, page), { max: undated.length }),
    ...actions(button('Brief', writeLine('brief', [target.ask])), ...earlierAction(evidence)),
  ];
  return page.message('news', `Timeline of ${target.title}: ${count(points.length, 'event')}`, blocks);
}

/** " from 1 Nov 2016 to 30 Nov 2016", or nothing. */
function daysAsked(since: Day | undefined, until: Day | undefined): string {
  if (since && until) return ` from ${dateText(since)} to ${dateText(until)}`;
  if (since) return ` since ${dateText(since)}`;
  return until ? ` until ${dateText(until)}` : '';
}

/** The day of the article is shown wherever it is not the day of the event. */
function eventItem(cited: Cited<Point>, page: Page): Item {
  const item = pointItem(cited, page);
  const published = [...new Set(cited.briefs.map((brief) => page.when(brief.published)))];
  const same = cited.item.on !== undefined && published.length === 1 && published[0] === page.when(cited.item.on);
  return same ? item : { ...item, spans: [...item.spans, plain(` (published ${published.join(', ')})`)] };
}

function byMonth(points: readonly Cited<Point>[]): readonly (readonly [string, readonly Cited<Point>[]])[] {
  const months = new Map<string, Cited<Point>[]>();
  for (const cited of points) {
    const month = monthText(spanOf(whenOf(cited).date).from);
    months.set(month, [...(months.get(month) ?? []), cited]);
  }
  return [...months];
}

/** An event is within when some day that its date may mean is. One without a date counts by its article. */
function isWithin(cited: Cited<Point>, since: Day | undefined, until: Day | undefined): boolean {
  const span = spanOf(whenOf(cited).date);
  return (since === undefined || span.to >= since) && (until === undefined || span.from <= until);
}
