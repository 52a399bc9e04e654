import type { Point, Statement } from '../corpus/model.ts';
import type { Item, Spans } from '../message/model.ts';
import type { CorrectionNews, StoryNews } from '../news/by-story.ts';
import { marks, overview } from './kit/items.ts';
import {
  correctedText,
  correctionItems,
  linesUnder,
  listed,
  newClaimItem,
  newLineItem,
  storySpans,
} from './kit/news-items.ts';
import type { Page } from './kit/page.ts';
import { count, emphasis, plain, strong } from './kit/spans.ts';

/** So many lines of a story or a correction are read at a glance; its brief holds all of them. */
const LINES = 3;

/** A story with what is new in it: its summary where that says nothing else, else its first new lines. */
export function storyItem(news: StoryNews, page: Page): Item {
  const { story, claims } = news;
  const lines = [...story.points, ...story.statements];
  const shown = overview<Point | Statement>(lines, LINES);
  const some = claims.slice(0, LINES - shown.length);
  const items = [...shown.map((line) => newLineItem(line, page)), ...some.map((claim) => newClaimItem(claim, page))];
  const left = lines.length + claims.length - items.length;
  const under =
    story.isWhole || items.length === 0
      ? [gistOf(news, page)]
      : [...linesUnder(items), ...(left > 0 ? [[emphasis(`+${left} more`)]] : [])];
  return { spans: storySpans(story, page), under };
}

/** What is new in a story in a sentence: its summary where that says nothing else, else how much there is. */
export function gistOf(news: StoryNews, page: Page): Spans {
  const { story } = news;
  const [first] = story.briefs;
  if (story.isWhole) return [plain(first.summary), ...marks([first], page)];
  const what = amountsText(news);
  return [emphasis(`New in it: ${what === '' ? 'the article' : what}.`), ...marks(story.briefs, page)];
}

/** "10 events, 3 statements and 1 dispute", or nothing. */
export function amountsText({ story, claims, disputes, figures }: StoryNews): string {
  const amounts: readonly (readonly [number, string])[] = [
    [story.points.length, 'event'],
    [story.statements.length, 'statement'],
    [disputes.length, 'dispute'],
    [claims.length, 'claim'],
    [figures.length, 'number'],
  ];
  return listed(amounts.flatMap(([amount, word]) => (amount > 0 ? [count(amount, word)] : [])));
}

/** An edited brief, with what it says now and, of numbers, what it said before. */
export function correctionItem({ correction, claims }: CorrectionNews, page: Page): Item {
  const { brief } = correction;
  const changed = correctedText(correction);
  const items = [...correctionItems(correction, page), ...claims.map((claim) => newClaimItem(claim, page))];
  return {
    spans: [
      emphasis('Corrected: '),
      strong(page.when(brief.published)),
      plain(` · ${brief.headline}`),
      ...marks([brief], page),
    ],
    under: [
      ...(changed === '' ? [] : [[plain(changed), ...marks([brief], page)]]),
      ...(items.length > 0 ? [[emphasis('It says now:')]] : []),
      ...linesUnder(items, LINES * 2),
    ],
  };
}
