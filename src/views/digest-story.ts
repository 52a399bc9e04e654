import type { Block, Message } from '../message/model.ts';
import type { StoryNews } from '../news/by-story.ts';
import type { NewsFilter } from '../news/news.ts';
import { headNotes, type DigestHead } from './digest-head.ts';
import { gistOf } from './digest-items.ts';
import { storyWaysOn } from './digest-ways.ts';
import { figureNewsItem, newClaimItem, newLineItem, storySpans } from './kit/news-items.ts';
import { createPage } from './kit/page.ts';
import { section } from './kit/section.ts';
import { count, heading, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';
import { writeLine } from '../line/write-line.ts';

export interface StoryView {
  readonly story: StoryNews;
  /** Where it is the first message of a digest. */
  readonly head?: { readonly of: DigestHead; readonly arrived: number } | undefined;
  readonly filter: NewsFilter;
}

/** So many lines of one kind stand in a thread; the brief holds all of them. */
const LINES = 15;

/** A story as the message that begins a thread. */
export function storyView({ story: news, head, filter }: StoryView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const [first] = news.story.briefs;
  const blocks: readonly Block[] = [
    heading(first.headline, 1),
    text(...storySpans(news.story, page, false)),
    text(...gistOf(news, page)),
    ...(head ? headNotes(head.of, head.arrived) : []),
    ...storyWaysOn(news, filter, page),
  ];
  return page.message('news', first.headline, blocks);
}

export interface StoryLinesView {
  readonly story: StoryNews;
  readonly hasNumbers: boolean;
}

/** What is new in a story, line by line, for its thread. Undefined where the message that begins the thread says all. */
export function storyLinesView({ story: news, hasNumbers }: StoryLinesView, lookup: Lookup): Message | undefined {
  const page = createPage(lookup);
  const { story, claims, figures } = news;
  const numbers = hasNumbers ? figures : [];
  const [first] = story.briefs;
  const limit = { max: LINES, line: writeLine('story', [first.id]) };
  const blocks: readonly Block[] = [
    ...section('What happened', story.points, (line) => newLineItem(line, page), limit),
    ...section('What was said', story.statements, (line) => newLineItem(line, page), limit),
    ...section('Claimed', claims, (claim) => newClaimItem(claim, page), limit),
    ...section('Numbers', numbers, (figure) => figureNewsItem(figure, page), limit),
  ];
  if (blocks.length === 0) return undefined;
  const lines = story.points.length + story.statements.length + claims.length + numbers.length;
  return page.message('news', `${first.headline}: ${count(lines, 'new line')}`, blocks);
}
