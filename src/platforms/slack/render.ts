import type { types } from '@slack/bolt';
import { cutText } from '../../kernel/text.ts';
import type { Block, Message } from '../../message/model.ts';
import { pack, type Page, type PageContent, type PageLimits } from '../../message/pack.ts';
import { plainSpans } from '../../message/plain-text.ts';
import { spansIn, webAddress } from '../../message/spans.ts';
import type { Answer } from '../../platform.ts';
import { limits } from './limits.ts';
import { BlockBuilder } from './parts/block-builder.ts';
import { piecesOf } from './parts/block-pieces.ts';
import type { CommandNames } from './parts/command-names.ts';
import { actionsBlocks, menus, type Control } from './parts/controls.ts';
import { fallbackText } from './parts/fallback-text.ts';
import { fitsBeside } from './parts/measure.ts';
import { ActionIds, type ControlPlace } from './parts/pressed.ts';
import type { CiteAddress } from './parts/rich-text.ts';
import { sourceChoices, sourceText } from './parts/source-pieces.ts';
import { plainObject } from './parts/text-object.ts';
import { withTypedLines } from './parts/typed-lines.ts';
import { canTurn, hasPageMenu, waysOn, waysOnSize } from './parts/ways-on.ts';

/**
 * A message as it is sent. Whatever its text says, it notifies nobody: foreign text stands in rich text and plain text,
 * in which nothing is markup. `text` is for notifications and screen readers.
 */
export interface Payload {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** What stands with an answer that is not in it. */
export interface Addition {
  /** The name of who showed it to everybody: no mention, as nothing may notify anybody. */
  readonly sharedBy?: string | undefined;
  /** How many pages the answer had on the message whose button was pressed. */
  readonly pagesBefore?: number | undefined;
  /** The conversation with the bot alone, whose messages stay. Default: any other place. */
  readonly isDirect?: boolean | undefined;
}

const TITLE_MAX = 80;
const NAME_MAX = 80;
/** Of what nobody asked for. */
const NO_LINE = '';

/** A title above a later page, both additions and a line to type, at their longest: a page holds the same whoever shows it. */
const BESIDE = { blocks: 4, weight: 1000 };

/** The pages of an answer, each within all limits with whatever `renderAnswer` adds to it. */
export function pagesOf(
  answer: Answer,
  actions: PageLimits['actions'] = 'every page',
  blocksBeside = BESIDE.blocks,
): readonly Page[] {
  const ways = waysOnSize(answer);
  const beside = { blocks: blocksBeside + ways.blocks, weight: BESIDE.weight + ways.weight };
  return pack(answer.message, {
    actions,
    fits: (content) => addressesFit(content) && fitsBeside(beside, blocksOf(content, new ActionIds())),
  });
}

/** Where one does not, `pack` leaves it out and says so. */
function addressesFit({ blocks, sources }: PageContent): boolean {
  const links = blocks.flatMap(spansIn).flat();
  const urls = [
    ...sources.map(({ url }) => url),
    ...links.map((span) => (span.kind === 'link' ? span.url : undefined)),
  ];
  // A character takes nine at most where it is spelt as an address.
  const isShort = (url: string) => url.length * 9 <= limits.linkUrl.most;
  return urls.every((url = '') => isShort(url) || (webAddress(url)?.length ?? 0) <= limits.linkUrl.most);
}

/**
 * The page that the answer is asked for, or its last one where there are fewer. With `names`, the command lines in it are
 * as they are typed here.
 */
export function renderAnswer(
  asked: Answer,
  { sharedBy, pagesBefore, isDirect = false }: Addition = {},
  names?: CommandNames,
): Payload {
  const answer = names ? { ...asked, message: withTypedLines(asked.message, names) } : asked;
  const pages = pagesOf(answer);
  const page = pages[Math.min(answer.page, pages.length) - 1] ?? pages[0];
  if (!page) throw new Error('a message has no page');
  const payload = renderPage(page, pages, answer, isDirect ? 'direct' : 'channel');
  const count = pages.length === 1 ? 'one page' : `${pages.length} pages`;
  const moved = pagesBefore !== undefined && pagesBefore !== pages.length;
  payload.blocks.unshift(
    ...(sharedBy === undefined ? [] : [smallLine(`Shared by ${cutText(sharedBy, NAME_MAX)}`)]),
    ...(moved ? [smallLine(`The briefs have changed since this was asked: the answer has ${count} now.`)] : []),
  );
  return payload;
}

/** As much of an answer as fits into so many blocks, with its buttons. */
export function renderShort(
  { message }: Answer,
  mostBlocks: number,
  names: CommandNames,
): { readonly blocks: readonly types.KnownBlock[]; readonly isWhole: boolean } {
  const answer: Answer = { message: withTypedLines(message, names), line: NO_LINE, page: 1, visibility: 'public' };
  const [page, ...others] = pagesOf(answer, 'every page', limits.blocks.most - mostBlocks);
  if (!page) throw new Error('a message has no page');
  const blocks = blocksOf(page, new ActionIds('home'));
  return { blocks, isWhole: others.length === 0 };
}

/**
 * All pages of what nobody asked for, one after the other: there is no line that would show another one, and nothing to
 * share, as everybody reads it.
 */
export function renderPosts(message: Message, names: CommandNames): readonly Payload[] {
  const answer: Answer = { message: withTypedLines(message, names), line: NO_LINE, page: 1, visibility: 'public' };
  const pages = pagesOf(answer, 'last page');
  return pages.map((page) => renderPage(page, pages, answer));
}

/** Citations are links to their articles where the page has room for all of them: its sources are linked in any case. */
export function renderPage(
  page: Page,
  pages: readonly Page[],
  answer: Answer,
  place: ControlPlace = 'channel',
): Payload {
  const addresses = new Map(page.sources.map((source) => [source.n, webAddress(source.url)]));
  const linked = pageBlocks(page, pages, answer, new ActionIds(place), (n) => addresses.get(n));
  const room = { blocks: 0, weight: BESIDE.weight };
  const blocks = fitsBeside(room, linked) ? linked : pageBlocks(page, pages, answer, new ActionIds(place));
  return { text: fallbackText(page), blocks, unfurl_links: false, unfurl_media: false };
}

function pageBlocks(
  page: Page,
  pages: readonly Page[],
  answer: Answer,
  ids: ActionIds,
  addressOf?: CiteAddress,
): types.KnownBlock[] {
  const above = page.number > 1 ? titleAbove(answer.message, page) : undefined;
  const blocks = blocksOf(page, ids, (brief) => [...waysOn(page, pages, answer, ids), ...brief], addressOf);
  // Of what nobody asked for, no page leads to another: its place is told once.
  const isTold = answer.line === NO_LINE && above !== undefined;
  if (page.of > 1 && !isTold && !hasPageMenu(page, pages, answer)) blocks.push(smallLine(placeText(page, answer)));
  if (blocks.every(({ type }) => type === 'actions')) {
    blocks.unshift({ type: 'section', text: plainObject(page.summary, limits.sectionText.most) });
  }
  return [...(above === undefined ? [] : [smallLine(above)]), ...blocks];
}

function placeText({ number, of }: Page, { line }: Answer): string {
  const place = `Page ${number} of ${of}.`;
  return canTurn(line) || line === NO_LINE ? place : `${place} For another, ask again with page:2 or so.`;
}

/** A later page may be shared, and must say then what it is about. */
function titleAbove({ blocks }: Message, page: Pick<Page, 'number' | 'of'>): string | undefined {
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  if (heading?.kind !== 'heading') return undefined;
  const words = plainSpans(heading.spans.filter((span) => span.kind !== 'cite'));
  const title = cutText(words.trim(), TITLE_MAX).trim();
  return title === '' ? undefined : `${title} · page ${page.number} of ${page.of}`;
}

/**
 * What a page holds: its content, its sources, and then all that can be pressed, the buttons of the answer first.
 * `controls` puts others beside the menu that opens the briefs of the sources.
 */
function blocksOf(
  content: PageContent,
  ids: ActionIds,
  controls: (briefs: readonly Control[]) => readonly Control[] = (briefs) => briefs,
  addressOf?: CiteAddress,
): types.KnownBlock[] {
  const builder = new BlockBuilder(ids, addressOf);
  const end = content.blocks.findLastIndex(({ kind }) => kind !== 'actions') + 1;
  const add = (block: Block) => piecesOf(block, addressOf).forEach((piece) => builder.add(piece));
  content.blocks.slice(0, end).forEach(add);
  if (content.sources.length > 0) {
    builder.add({ kind: 'line' });
    builder.add({ kind: 'text', elements: sourceText(content.sources) });
  }
  content.blocks.slice(end).forEach(add);
  const briefs = menus('Open a brief…', sourceChoices(content), ids);
  return [...builder.blocks(), ...actionsBlocks(controls(briefs))];
}

function smallLine(text: string): types.ContextBlock {
  return { type: 'context', elements: [plainObject(text, limits.textObject.most)] };
}
