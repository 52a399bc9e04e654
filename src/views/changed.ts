import type { CorpusState } from '../corpus/corpus.ts';
import type { Brief } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import type { Day } from '../kernel/partial-date.ts';
import type { Block, Item, Message } from '../message/model.ts';
import { byStory, type CorrectionNews, type StoryNews } from '../news/by-story.ts';
import type { ClaimNews, News } from '../news/news.ts';
import { writeLine } from '../line/write-line.ts';
import { firstText } from './digest-head.ts';
import { amountsText, gistOf } from './digest-items.ts';
import { dateText, daysText } from './kit/dates.ts';
import { nothingFound } from './kit/empty.ts';
import { marks } from './kit/items.ts';
import {
  correctedText,
  correctionItems,
  disputeItem,
  figureNewsItem,
  byBrief,
  firstNamedItem,
  newClaimItem,
  newLineItem,
  repeatsSpans,
  storySpans,
} from './kit/news-items.ts';
import { newestFirst } from './kit/newest-first.ts';
import { createPage, type Page } from './kit/page.ts';
import { actions, button, section, type Limit } from './kit/section.ts';
import { commandLine, count, heading, list, note, plain, strong, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

/** An answer of more new lines than that is shortened. */
const LONG = 40;
/** In one that is: so many lines of a kind for each story, and so many names for each brief. */
const LINES = 4;
const NAMES = 8;
/** More is read by nobody at once. */
const STORIES = 25;

export interface ChangedView {
  /** Absent: everything. */
  readonly target?: Target | undefined;
  readonly news: News;
  /** The days of arrival that were asked for. Without `since`, the last seven days. */
  readonly since?: Day | undefined;
  readonly until?: Day | undefined;
  readonly state: CorpusState;
}

/** Field by field what is new in what arrived, story by story. */
export function changedView({ target, news, since, until, state }: ChangedView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const about = target ? ` about ${target.title}` : '';
  const when = whenText(since, until);
  const { stories, corrections, besides } = byStory(news);
  const items = stories.length + corrections.length + besides.disputes.length + besides.claims.length;
  if (items + news.repeats.length + news.actors.length === 0) {
    const near = { subjects: target?.near ?? [], command: 'changed' };
    const came =
      news.arrived === 0 ? 'No brief arrived' : `${count(news.arrived, 'brief')} arrived, nothing new${about}`;
    const words = `${came} ${when}`;
    return nothingFound({ words, evidence: { filters: {} }, state, near, more: passedOver(news) }, lookup);
  }
  const amount = stories.reduce((sum, one) => sum + linesOf(one), 0);
  const isLong = stories.length > 1 && amount > LONG;
  const shown = stories.slice(0, STORIES);
  const named = newestFirst(byBrief(news.actors), ({ brief }) => [brief]).filter(
    ({ brief }) => !isLong || isShown(brief, shown, news),
  );
  const blocks: readonly Block[] = [
    heading(`Changed: ${target?.title ?? 'everything'}`, 1),
    note(plain(`What arrived ${when}: ${count(news.arrived, 'brief')}. An article may be older than its arrival.`)),
    ...sinceTheFirst(news),
    ...passedOver(news),
    ...shown.flatMap((one) => storyBlocks(one, isLong, page)),
    ...moreStories(stories.length - shown.length),
    ...corrections.flatMap((one) => correctionBlocks(one, page)),
    ...claimBlocks(besides.disputes, besides.claims, page),
    ...(named.length > 0
      ? [
          heading('Named for the first time'),
          list(named.map((one) => firstNamedItem(one, page, isLong ? NAMES : Infinity))),
        ]
      : []),
    ...(news.repeats.length > 0 ? [note(...repeatsSpans(news.repeats, page))] : []),
    ...actions(...waysOn(target, news)),
  ];
  const [first] = stories;
  const headline = first?.story.briefs[0].headline ?? corrections[0]?.correction.brief.headline;
  const what = [
    ...(stories.length > 0 ? [count(stories.length, 'story', 'stories')] : []),
    ...(corrections.length > 0 ? [count(corrections.length, 'correction')] : []),
  ].join(' and ');
  const summary = `Changed${about}: ${what === '' ? 'nothing that is new' : what}`;
  return page.message('news', headline === undefined ? summary : `${summary}, with “${headline}”`, blocks);
}

/** "in the last seven days", "since 24 Nov 2016", "from 24 to 26 Nov 2016": by arrival. */
function whenText(since: Day | undefined, until: Day | undefined): string {
  if (since && until) return `on ${daysText(since, until)}`;
  if (since) return `since ${dateText(since)}`;
  return until ? `until ${dateText(until)}` : 'in the last seven days';
}

/** In a long answer a brief that is new as a whole is told by its summary, and of others each part is cut. */
function storyBlocks(news: StoryNews, isLong: boolean, page: Page): readonly Block[] {
  const { story, disputes, claims, figures } = news;
  const [first, ...others] = story.briefs;
  const head = [heading(first.headline), text(...storySpans(story, page, false))];
  const open = writeLine('story', [first.id]);
  if (isLong && story.isWhole) {
    return [
      ...head,
      text(...gistOf(news, page)),
      note(plain(`All of it is new: ${amountsText(news)}. `), commandLine(open), plain(' shows them.')),
      ...claimBlocks(disputes, [], page),
    ];
  }
  const limit = isLong ? { max: LINES, line: others.length === 0 ? open : undefined } : { max: Infinity };
  return [
    ...head,
    ...part('What happened', story.points, (line) => newLineItem(line, page), limit),
    ...part('What was said', story.statements, (line) => newLineItem(line, page), limit),
    ...claimBlocks(disputes, claims, page, limit),
    ...part('Numbers', figures, (one) => figureNewsItem(one, page), limit),
  ];
}

function linesOf({ story, claims, figures }: StoryNews): number {
  return story.points.length + story.statements.length + claims.length + figures.length;
}

function isShown(brief: Brief, stories: readonly StoryNews[], { corrections }: News): boolean {
  return stories.some(({ story }) => story.briefs.includes(brief)) || corrections.some((one) => one.brief === brief);
}

function moreStories(left: number): readonly Block[] {
  if (left <= 0) return [];
  return [note(plain(`+${count(left, 'more story', 'more stories')}: ask about one subject, or for fewer days.`))];
}

/** Where the window holds the first arrival of all. Before that nobody wrote down what arrived. */
function sinceTheFirst({ window }: News): readonly Block[] {
  const words = firstText(window);
  return words === '' ? [] : [note(plain(words))];
}

function correctionBlocks({ correction, disputes, claims }: CorrectionNews, page: Page): readonly Block[] {
  const { brief } = correction;
  const changed = correctedText(correction);
  const more = changed === '' ? [] : [plain(` · ${changed}`)];
  return [
    heading(`Corrected: ${brief.headline}`),
    text(strong(page.when(brief.published)), ...more, ...marks([brief], page)),
    ...part('New or otherwise', correctionItems(correction, page), (item) => item),
    ...claimBlocks(disputes, claims, page),
  ];
}

function claimBlocks(
  disputes: readonly ClaimNews[],
  claims: readonly ClaimNews[],
  page: Page,
  limit: Limit = { max: Infinity },
): readonly Block[] {
  return [
    ...part('Disputed', disputes, (one) => disputeItem(one, page)),
    ...part('Claimed', claims, (one) => newClaimItem(one, page), limit),
  ];
}

/** A list under a small title, or nothing where it is empty. */
function part<T>(
  title: string,
  items: readonly T[],
  toItem: (item: T) => Item,
  limit: Limit = { max: Infinity },
): readonly Block[] {
  return section(title, items, toItem, limit).map((block) =>
    block.kind === 'heading' ? { ...block, level: 3 as const } : block,
  );
}

function passedOver({ passedOver: left }: News): readonly Block[] {
  if (left === 0) return [];
  const were = left === 1 ? 'was' : 'were';
  return [note(plain(`${count(left, 'earlier arrival')} of this time ${were} not read: ask for fewer days.`))];
}

function waysOn(target: Target | undefined, news: News) {
  const asked = target ? [target.ask] : [];
  const hasPoints = [...news.stories, ...news.corrections].some(({ points }) => points.length > 0);
  return [
    ...(target ? [button('Brief', writeLine('brief', asked))] : []),
    ...(target && hasPoints ? [button('Timeline', writeLine('timeline', asked))] : []),
    ...(news.disputes.length > 0 ? [button('Disputed', writeLine('disputed', asked))] : []),
    ...(target ? [button('Everything new', 'changed everything')] : [button('Latest briefs', 'latest')]),
  ];
}
