import type { Cited } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Point, Statement } from '../corpus/model.ts';
import type { Day } from '../kernel/partial-date.ts';
import { writeLine } from '../line/write-line.ts';
import type { Action, Block, Item, Message, Span, Spans } from '../message/model.ts';
import type { Correction, DisputeNews, FigureNews } from '../news/news.ts';
import { claimItem } from './kit/claims.ts';
import { figureItem, marks, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { glanceAt, type PickedNews, type PickedStory } from './kit/picked-news.ts';
import { actions, button, section } from './kit/section.ts';
import { capital, commandLine, count, emphasis, heading, list, note, plain, strong } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';

export interface NoticeView {
  readonly picked: PickedNews;
  /** What of all that they follow it is about, the most first. Not empty. */
  readonly about: readonly SubjectId[];
  readonly reader: 'person' | 'channel';
  /** From this day on everything in it arrived, wherever its reader is. */
  readonly since: Day;
}

/** So many subjects are named in the title and in the lines that show the rest; menus hold all. */
const NAMED = 3;
const EVERYTHING = 'everything';

/** News about what somebody follows or a channel watches. */
export function noticeView({ picked, about, reader, since }: NoticeView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const title = noticeTitle(picked, about, lookup);
  const { stories, corrections, disputes, figures } = picked;
  // Of several subjects, no one line shows the rest.
  const only = about.length === 1 ? about : [];
  const rest = (command: string) => only.map((id) => writeLine(command, [id]))[0];
  const blocks: readonly Block[] = [
    heading(title, 1),
    ...storyList(stories, page),
    ...section('Corrected', corrections, (one) => correctionItem(one, page), { max: corrections.length }),
    ...section('Disputed', disputes.shown, (one) => disputeItem(one, page), {
      max: disputes.shown.length,
      total: disputes.total,
      line: rest('disputed'),
    }),
    ...section('Numbers', figures.shown, (one) => numberItem(one, page), {
      max: figures.shown.length,
      total: figures.total,
      line: rest('numbers'),
    }),
    ...leftOut(picked.left, about, since),
    ...waysOn(about, reader, lookup),
  ];
  return page.message('news', `${title}: ${headlineOf(picked)}`, blocks);
}

/** "New about Aleppo", "New about Aleppo, Syria and 3 more", "Corrected about Aleppo" where nothing else is new. */
export function noticeTitle(
  { stories, disputes, figures }: PickedNews,
  about: readonly SubjectId[],
  lookup: Lookup,
): string {
  const isNew = stories.length + disputes.total + figures.total > 0;
  const shown = about.length <= NAMED ? about : about.slice(0, NAMED - 1);
  const parts = shown.map((id) => lookup.name(id));
  if (shown.length < about.length) parts.push(`${about.length - shown.length} more`);
  const last = parts.pop() ?? '';
  return `${isNew ? 'New' : 'Corrected'} about ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}`;
}

function headlineOf({ stories, corrections, disputes, figures }: PickedNews): string {
  const [headline] = [
    ...stories.map(({ story }) => story.briefs[0].headline),
    ...corrections.map(({ brief }) => brief.headline),
    ...disputes.shown.map(({ record }) => record.claim),
    ...figures.shown.map(({ figure }) => figure.item.text),
  ];
  return headline ?? '';
}

/** Without a heading of its own: what is new is what the message is about. */
function storyList(stories: readonly PickedStory[], page: Page): readonly Block[] {
  return stories.length === 0 ? [] : [list(stories.map((one) => storyItem(one, page)))];
}

function storyItem({ story, lines }: PickedStory, page: Page): Item {
  const [first, ...others] = story.briefs;
  const also = others.length === 0 ? [] : [plain(' also'), ...marks(others, page)];
  return {
    spans: [strong(page.when(first.published)), plain(' · '), strong(first.headline), ...marks([first], page), ...also],
    under: linesUnder(lines, page),
  };
}

function correctionItem({ brief, points, statements, figures, removed }: Correction, page: Page): Item {
  const cited = <T>(item: T): Cited<T> => ({ item, briefs: [brief] });
  const lines = glanceAt([...points, ...statements].map((line) => cited<Point | Statement>(line)));
  const gone = `${count(removed, 'line')} that it had ${removed === 1 ? 'is' : 'are'} gone`;
  return {
    spans: [strong(page.when(brief.published)), plain(' · '), strong(brief.headline), ...marks([brief], page)],
    under: [
      [emphasis('It was edited, and says now:')],
      ...linesUnder(lines, page),
      ...figures.flatMap((figure) => flat(figureItem(cited(figure), page))),
      ...(removed > 0 ? [[emphasis(gone)]] : []),
    ],
  };
}

function disputeItem({ kind, record, added }: DisputeNews, page: Page): Item {
  const { spans, under = [] } = claimItem(record, page);
  if (kind === 'new') return { spans: [emphasis('New dispute: '), ...spans], under };
  const fresh = added.map(({ stance, brief }): Spans => [
    emphasis('New: '),
    plain(`${capital(stance.stance)}: ${page.lookup.name(stance.by)}`),
    ...marks([brief], page),
  ]);
  return { spans, under: [...fresh, ...under] };
}

function numberItem({ figure, earlier }: FigureNews, page: Page): Item {
  const { spans, under = [] } = figureItem(figure, page);
  if (!earlier) return { spans, under };
  const before = figureItem({ item: earlier.figure, briefs: [earlier.brief] }, page);
  const [first = [], ...rest] = flat(before);
  return { spans, under: [...under, [emphasis('Before: '), ...first], ...rest] };
}

function linesUnder({ shown, total }: PickedStory['lines'], page: Page): readonly Spans[] {
  const more = total - shown.length;
  return [...shown.flatMap((line) => flat(lineItem(line, page))), ...(more === 0 ? [] : [[emphasis(`+${more} more`)]])];
}

function lineItem(cited: Cited<Point | Statement>, page: Page): Item {
  const { item, briefs } = cited;
  return 'said' in item ? statementItem({ item, briefs }, page, { speaker: true }) : pointItem({ item, briefs }, page);
}

function flat({ spans, under = [] }: Item): readonly Spans[] {
  return [spans, ...under];
}

/** What was held and is not shown, with the lines that show all of it. */
function leftOut(left: number, about: readonly SubjectId[], since: Day): readonly Block[] {
  if (left === 0) return [];
  const lines = (about.length <= NAMED ? about : [EVERYTHING]).map((one) => writeLine('changed', [one], { since }));
  const shown = lines.flatMap((line, index): readonly Span[] => [plain(index === 0 ? '' : ' · '), commandLine(line)]);
  return [note(plain(`+${left} held. `), ...shown.slice(1), plain(lines.length === 1 ? ' shows all.' : ' show all.'))];
}

function waysOn(about: readonly SubjectId[], reader: NoticeView['reader'], lookup: Lookup): readonly Block[] {
  const [end, label] = reader === 'person' ? ['unfollow', 'Unfollow'] : ['unwatch', 'Stop watching'];
  const [first, ...others] = about;
  if (first === undefined) return [];
  const follow = (id: SubjectId): readonly Action[] =>
    reader === 'channel' ? [button('Follow', writeLine('follow', [id]))] : [];
  if (others.length === 0) {
    return actions(
      button('More', writeLine('brief', [first])),
      ...follow(first),
      button(label, writeLine(end, [first])),
    );
  }
  const menu = (prompt: string, command: string): Action => ({
    kind: 'menu',
    prompt,
    options: about.map((id) => {
      const subject = lookup.subject(id);
      const line = writeLine(command, [id]);
      return subject ? subjectOption(subject, line, lookup) : { label: lookup.name(id), line };
    }),
  });
  return actions(menu('More about…', 'brief'), menu(`${label}…`, end));
}
