import type { CorpusState } from '../corpus/corpus.ts';
import type { Target } from '../corpus/target.ts';
import type { Day } from '../kernel/partial-date.ts';
import type { Block, Message } from '../message/model.ts';
import { byStory, type CorrectionNews, type StoryNews } from '../news/by-story.ts';
import type { ClaimNews, News } from '../news/news.ts';
import { writeLine } from '../line/write-line.ts';
import { dateText, daysText } from './kit/dates.ts';
import { nothingFound } from './kit/empty.ts';
import { marks } from './kit/items.ts';
import {
  correctedText,
  correctionItems,
  disputeItem,
  figureNewsItem,
  firstNamedItems,
  newClaimItem,
  newLineItem,
  repeatsSpans,
  storySpans,
} from './kit/news-items.ts';
import { createPage, type Page } from './kit/page.ts';
import { actions, button } from './kit/section.ts';
import { capital, count, heading, list, note, plain, strong, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

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
  const named = firstNamedItems(news.actors, page);
  const blocks: readonly Block[] = [
    heading(`Changed: ${target?.title ?? 'everything'}`, 1),
    note(plain(`What arrived ${when}: ${count(news.arrived, 'brief')}. An article may be older than its arrival.`)),
    ...passedOver(news),
    ...stories.flatMap((one) => storyBlocks(one, page)),
    ...corrections.flatMap((one) => correctionBlocks(one, page)),
    ...claimBlocks(besides.disputes, besides.claims, page),
    ...(named.length > 0 ? [heading('Named for the first time'), list(named)] : []),
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

function storyBlocks({ story, disputes, claims, figures }: StoryNews, page: Page): readonly Block[] {
  const line = (cited: Parameters<typeof newLineItem>[0]) => newLineItem(cited, page);
  return [
    heading(story.briefs[0].headline),
    text(...storySpans(story, page, false)),
    ...part('What happened', story.points.map(line)),
    ...part('What was said', story.statements.map(line)),
    ...claimBlocks(disputes, claims, page),
    ...part(
      'Numbers',
      figures.map((one) => figureNewsItem(one, page)),
    ),
  ];
}

function correctionBlocks({ correction, disputes, claims }: CorrectionNews, page: Page): readonly Block[] {
  const { brief } = correction;
  const changed = correctedText(correction);
  const more = changed === '' ? [] : [plain(` · ${changed}`)];
  return [
    heading(`Corrected: ${brief.headline}`),
    text(strong(page.when(brief.published)), ...more, ...marks([brief], page)),
    ...part('New or otherwise', correctionItems(correction, page)),
    ...claimBlocks(disputes, claims, page),
  ];
}

function claimBlocks(disputes: readonly ClaimNews[], claims: readonly ClaimNews[], page: Page): readonly Block[] {
  return [
    ...part(
      'Disputed',
      disputes.map((one) => disputeItem(one, page)),
    ),
    ...part(
      'Claimed',
      claims.map((one) => newClaimItem(one, page)),
    ),
  ];
}

/** A list under a small title, or nothing where it is empty. */
function part(title: string, items: Parameters<typeof list>[0]): readonly Block[] {
  return items.length === 0 ? [] : [text(strong(title)), list(items)];
}

function passedOver({ passedOver: left }: News): readonly Block[] {
  if (left === 0) return [];
  return [note(plain(`${capital(count(left, 'earlier arrival'))} of this time were not read: ask for fewer days.`))];
}

function waysOn(target: Target | undefined, news: News) {
  const asked = target ? [target.ask] : [];
  return [
    ...(target ? [button('Brief', writeLine('brief', asked)), button('Timeline', writeLine('timeline', asked))] : []),
    ...(news.disputes.length > 0 ? [button('Disputed', writeLine('disputed', asked))] : []),
    ...(target ? [button('Everything new', 'changed everything')] : [button('Latest briefs', 'latest')]),
  ];
}
