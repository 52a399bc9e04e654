import { ComponentType, MessageFlags, type APIContainerComponent, type APIMessageTopLevelComponent } from 'discord.js';
import { cutText, ELLIPSIS } from '../../kernel/text.ts';
import type { Action, Block, Message } from '../../message/model.ts';
import { plainSpans } from '../../message/plain-text.ts';
import { pack, type Page, type PageContent, type PageLimits } from '../../message/pack.ts';
import type { Answer } from '../../platform.ts';
import { accents } from './parts/accents.ts';
import { actionRows } from './parts/action-rows.ts';
import { piecesOf, piecesToMeasure, type Piece } from './parts/block-pieces.ts';
import { BoxBuilder, textDisplay } from './parts/box.ts';
import { CustomIds } from './parts/custom-id.ts';
import { escapeText, linkAddress } from './parts/escape.ts';
import { evenPages } from './parts/even-pages.ts';
import { fitsBeside, sizeOf, withinLimits } from './parts/measure.ts';
import { sourceActions, sourceText } from './parts/source-pieces.ts';
import { limits } from './limits.ts';
import { canTurn, WAYS_ON_COMPONENTS, waysOn } from './parts/ways-on.ts';

/** A message as it is sent. Whatever its text says, it notifies nobody. */
export interface Payload {
  readonly flags: typeof MessageFlags.IsComponentsV2;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** For a line that no button carries with a page number. */
const TURN_BY_HAND = 90;
/**
 * An app that somebody installed for themselves may send five more messages where the bot is not:
 * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
const MOST_FOLLOWING = 4;
const TITLE_MAX = 80;
/** Of what nobody asked for. */
const NO_LINE = '';

/** What stands with an answer that is not in it. */
export interface Addition {
  /** The id of who showed it to everybody. */
  readonly sharedBy?: string | undefined;
  /** How many pages the answer had on the message whose button was pressed. */
  readonly pagesBefore?: number | undefined;
  /** The pages after it are sent as well, as `renderFollowing` gives them, where no button leads there. */
  readonly isFollowed?: boolean | undefined;
}

/** Both of them at their longest, for which every page leaves room: a page holds the same whoever shows it. */
const ADDITION_TEXT = 150;
const ADDITION_COMPONENTS = 2;

type PiecesOf = (block: Block) => readonly Piece[];

/** The pages of an answer, each within all limits with whatever `renderPage` adds to it, and about as long as the others. */
export function pagesOf(answer: Answer, actions: PageLimits['actions'] = 'every page'): readonly Page[] {
  const above = titleAbove(answer.message, { number: 9999, of: 9999 }) ?? '';
  const beside = {
    components: WAYS_ON_COMPONENTS + ADDITION_COMPONENTS + (above === '' ? 0 : 1),
    text: ADDITION_TEXT + above.length + (canTurn(answer.line) ? 0 : TURN_BY_HAND),
  };
  return evenPages(limits.text.most, (most) =>
    pack(answer.message, {
      actions,
      fits: (content) => {
        const box = [boxOf(content, '', new CustomIds(), piecesToMeasure)];
        return fitsBeside(beside, box) && (isShort(content) || sizeOf(box).text <= most);
      },
    }),
  );
}

/** What is to go onto one page if it can: a page of less text than others must never be why something is cut. */
function isShort({ blocks }: PageContent): boolean {
  return blocks.filter(({ kind }) => kind !== 'actions').length <= 2;
}

/** The page that the answer is asked for, or its last one where there are fewer. */
export function renderAnswer(answer: Answer, { sharedBy, pagesBefore, isFollowed }: Addition = {}): Payload {
  const pages = pagesOf(answer);
  const page = pageOf(answer, pages);
  const payload = renderPage(
    page,
    pages,
    answer,
    isFollowed ? pages.slice(page.number, page.number + MOST_FOLLOWING) : [],
  );
  const count = pages.length === 1 ? 'one page' : `${pages.length} pages`;
  const moved = pagesBefore !== undefined && pagesBefore !== pages.length;
  payload.components.unshift(
    ...(sharedBy === undefined ? [] : [textDisplay(`-# Shared by <@${sharedBy}>`)]),
    ...(moved ? [textDisplay(`-# The briefs have changed since this was asked: the answer has ${count} now.`)] : []),
  );
  return payload;
}

/**
 * The pages after the one that is asked for, where no button can carry the line that leads there: a whole text, mostly.
 * Empty where buttons do. Of more than can follow, the last one says how many are left out.
 */
export function renderFollowing(answer: Answer): readonly Payload[] {
  if (canTurn(answer.line)) return [];
  const pages = pagesOf(answer);
  const { number } = pageOf(answer, pages);
  const following = pages.slice(number, number + MOST_FOLLOWING);
  return following.map((page, index) => renderPage(page, pages, answer, following.slice(index + 1)));
}

/**
 * All pages of what nobody asked for, one after the other: there is no line that would show another one, and nothing to
 * share, as everybody reads it.
 */
export function renderPosts(message: Message): readonly Payload[] {
  const answer: Answer = { message, line: NO_LINE, page: 1, visibility: 'public' };
  const pages = pagesOf(answer, 'last page');
  return pages.map((page) => renderPage(page, pages, answer));
}

function pageOf({ page: asked }: Answer, pages: readonly Page[]): Page {
  const page = pages[Math.min(asked, pages.length) - 1] ?? pages[0];
  if (!page) throw new Error('a message has no page');
  return page;
}

/** Citations are links to their articles where the page has room for all of them: its sources are linked in any case. */
export function renderPage(
  page: Page,
  pages: readonly Page[],
  answer: Answer,
  following: readonly Page[] = [],
): Payload {
  const addresses = new Map(page.sources.map((source) => [source.n, linkAddress(source.url)]));
  const place = { page, pages, following, answer };
  const linked = componentsOf(place, (block) => piecesOf(block, (n) => addresses.get(n)));
  const components = withinLimits(linked) ? linked : componentsOf(place, (block) => piecesOf(block));
  return { flags: MessageFlags.IsComponentsV2, components: [...components], allowed_mentions: { parse: [] } };
}

/** A page among the others, and those of them that are sent after it. */
interface Place {
  readonly page: Page;
  readonly pages: readonly Page[];
  readonly following: readonly Page[];
  readonly answer: Answer;
}

function componentsOf(place: Place, pieces: PiecesOf): readonly APIMessageTopLevelComponent[] {
  const { page, pages, answer } = place;
  const ids = new CustomIds();
  const { components } = boxOf(page, answer.line, ids, pieces);
  if (components.length === 0) components.push(textDisplay(escapeText(page.summary).trim() || ELLIPSIS));
  const above = page.number > 1 ? titleAbove(answer.message, page) : undefined;
  if (above !== undefined) components.unshift(textDisplay(above));
  // Of what nobody asked for, no page leads to another: its place is told once.
  const isTold = answer.line === NO_LINE && above !== undefined;
  if (page.of > 1 && !isTold && !canTurn(answer.line)) components.push(textDisplay(`-# ${whereToGo(place)}`));
  const box: APIContainerComponent = { type: ComponentType.Container, accent_color: accents[page.tone], components };
  return [box, ...waysOn(page, pages, answer, ids)];
}

/** For a line that no button carries. */
function whereToGo({ page: { number, of }, following, answer }: Place): string {
  const here = `Page ${number} of ${of}.`;
  if (answer.line === NO_LINE) return here;
  if (following.length > 0) return `${here} The next one follows.`;
  return number === of ? here : `${here} For another, ask again with page:${number + 1}, or with a part of the text.`;
}

/** A later page may be shared, and must say then what it is about. */
function titleAbove({ blocks }: Message, page: Pick<Page, 'number' | 'of'>): string | undefined {
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  if (heading?.kind !== 'heading') return undefined;
  const words = plainSpans(heading.spans.filter((span) => span.kind !== 'cite'));
  const title = escapeText(cutText(words.trim(), TITLE_MAX)).trim();
  return title === '' ? undefined : `-# **${title}** · page ${page.number} of ${page.of}`;
}

/** First all that is read, with its sources; then all that is pressed, buttons before menus. */
function boxOf(content: PageContent, line: string, ids: CustomIds, pieces: PiecesOf): APIContainerComponent {
  const builder = new BoxBuilder(ids);
  const end = content.blocks.findLastIndex(({ kind }) => kind !== 'actions' && kind !== 'note') + 1;
  const closing: Action[] = [];
  for (const [index, block] of content.blocks.entries()) {
    if (block.kind === 'actions' && index >= end) closing.push(...block.actions);
    else for (const piece of pieces(block)) builder.add(piece);
  }
  if (content.sources.length > 0) {
    builder.add({ kind: 'line' });
    builder.add({ kind: 'text', text: sourceText(content.sources), of: 'note' });
    closing.push(...sourceActions(content, line));
  }
  const buttons = closing.filter(({ kind }) => kind === 'button');
  const menus = closing.filter(({ kind }) => kind === 'menu');
  builder.addRows(actionRows([...buttons, ...menus], ids));
  return { type: ComponentType.Container, components: builder.components() };
}
