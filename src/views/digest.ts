import type { Block, Item, Message } from '../message/model.ts';
import type { ClaimNews, News, NewsFilter } from '../news/news.ts';
import { allLine, headNotes, type DigestHead } from './digest-head.ts';
import { correctionItem, storyItem } from './digest-items.ts';
import type { DigestSection } from './digest-sections.ts';
import { waysOn } from './digest-ways.ts';
import { disputeItem, figureNewsItem, firstNamedItem, listed, newClaimItem, repeatsSpans } from './kit/news-items.ts';
import { createPage, type Page } from './kit/page.ts';
import { section as listOf } from './kit/section.ts';
import { commandLine, count, emphasis, heading, note, plain } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface DigestView {
  readonly head: DigestHead;
  readonly filter: NewsFilter;
  /** In the order in which readers see them, none with a `total` of nothing. */
  readonly sections: readonly DigestSection[];
  readonly arrived: number;
  /** New briefs that say nothing new. */
  readonly repeats: News['repeats'];
}

/** So many of the names that one brief brings are listed; who they are is in it. */
const NAMES = 8;

/** "2 stories": how much of a section there is. */
function amountOf({ kind, total }: Pick<DigestSection, 'kind' | 'total'>): string {
  switch (kind) {
    case 'stories':
      return count(total, 'story', 'stories');
    case 'disputes':
      return count(total, 'dispute');
    case 'numbers':
      return count(total, 'number');
    case 'actors':
      return `new names in ${count(total, 'brief')}`;
    case 'corrections':
      return count(total, 'correction');
  }
}

/** All of a digest in one message, which the platform parts into pages. */
export function digestView({ head, filter, sections, arrived, repeats }: DigestView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const blocks: readonly Block[] = [
    heading(head.name, 1),
    ...headNotes(head, arrived),
    ...sections.flatMap((section) => sectionBlocks(section, allLine(filter, head), page)),
    ...leftOut(sections, allLine(filter, head)),
    ...(repeats.length > 0 ? [note(...repeatsSpans(repeats, page))] : []),
    ...waysOn({ filter, sections }, page),
  ];
  const what = listed(sections.map(amountOf));
  const headline = headlineOf(sections);
  const summary = what === '' ? head.name : `${head.name}: ${what}`;
  return page.message('news', headline === undefined ? summary : `${summary}, with “${headline}”`, blocks);
}

function sectionBlocks(section: DigestSection, line: string, page: Page): readonly Block[] {
  const limit = { max: section.shown.length, total: section.total, line };
  switch (section.kind) {
    case 'stories':
      return listOf('New', section.shown, (one) => storyItem(one, page), limit);
    case 'disputes':
      return listOf('Disputed', section.shown, (one) => disputeItem(one, page), limit);
    case 'numbers':
      return listOf('Numbers', section.shown, (one) => figureNewsItem(one, page), limit);
    case 'actors':
      return listOf('Named for the first time', section.shown, (one) => firstNamedItem(one, page, NAMES), limit);
    case 'corrections':
      return listOf(
        'Corrected',
        section.shown,
        (one) => ('correction' in one ? correctionItem(one, page) : addedItem(one, page)),
        limit,
      );
  }
}

/** What an edited brief says anew of a claim, where it changed nothing else. */
function addedItem(claim: ClaimNews, page: Page): Item {
  const { spans, under } = newClaimItem(claim, page);
  return { spans: [emphasis('Added to a brief: '), ...spans], under };
}

/** Sections for which there was no room at all. */
function leftOut(sections: readonly DigestSection[], line: string): readonly Block[] {
  const left = sections.filter(({ shown }) => shown.length === 0);
  if (left.length === 0) return [];
  return [note(plain(`Not shown here: ${listed(left.map(amountOf))}. `), commandLine(line), plain(' shows more.'))];
}

function headlineOf(sections: readonly DigestSection[]): string | undefined {
  for (const section of sections) {
    const [first] = section.shown;
    if (!first) continue;
    if ('story' in first) return first.story.briefs[0].headline;
    if ('correction' in first) return first.correction.brief.headline;
  }
  return undefined;
}
