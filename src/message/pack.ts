import { cutText } from '../kernel/text.ts';
import { breakBlock, most } from './break-block.ts';
import type { Block, Message, SourceEntry, Span, Tone } from './model.ts';
import { sliceOf, unitsOf } from './slices.ts';
import { citedSources, mapSpans, spansIn } from './spans.ts';

/** A part of a message that a platform can show at once. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly tone: Tone;
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Just those that the blocks cite, with the numbers they have in the message; the last page also has the uncited. */
  readonly sources: readonly SourceEntry[];
}

export type PageContent = Pick<Page, 'blocks' | 'sources'>;

export interface PageLimits {
  /**
   * Whether the platform can show this as one page, with all that it adds itself (buttons to the next page). Must not turn
   * false for less content. A page needs room for some hundred characters of text with one source, or `pack` throws.
   */
  readonly fits: (content: PageContent) => boolean;
  /** Where the buttons that end a message go: pages that replace each other want them on each, pages in a row on the last. */
  readonly actions: 'every page' | 'last page';
}

/** Ends the heading that a page repeats because its section began on a page before. */
export const CONTINUED = ' (continued)';

/**
 * Splits a message into pages, losing nothing. Splits lie between blocks, or between the items of a list or rows of a table;
 * a heading stays with what follows it. Only what is too long for a page of its own is cut within its text, between
 * characters, and goes on from "…" to "…". An address is never cut: a source whose address is too long goes without it,
 * and says so.
 */
export function pack(message: Message, limits: PageLimits): readonly Page[] {
  const pages = new Packer(message, limits).pack();
  return pages.map((content, index) => ({
    number: index + 1,
    of: pages.length,
    tone: message.tone,
    summary: message.summary,
    ...content,
  }));
}

/** Ends the text of a link or a source whose address no page can hold. */
export const NO_ADDRESS = ' (its address is too long to show here)';

/** Shorter addresses leave room on any page that can hold text at all. */
const SHORT_ADDRESS = 200;

type Headings = readonly (Block & { kind: 'heading' })[];

class Packer {
  readonly #limits: PageLimits;
  readonly #sources: readonly SourceEntry[];
  readonly #queue: Block[];
  /** On every page, at its end. */
  readonly #closing: readonly Block[];
  readonly #pages: PageContent[] = [];
  #blocks: Block[] = [];
  #uncited: SourceEntry[] = [];
  /** The heading under which the next page goes on. */
  #section: Headings[number] | undefined;

  constructor(message: Message, limits: PageLimits) {
    this.#limits = limits;
    const end = message.blocks.findLastIndex((block) => block.kind !== 'actions') + 1;
    const closing = message.blocks.slice(end);
    // Buttons that fill more than half a page would leave too little to each: they go last instead.
    const isEverywhere =
      limits.actions === 'every page' && limits.fits({ blocks: [...closing, ...closing], sources: [] });
    this.#closing = isEverywhere ? closing : [];
    const blocks = isEverywhere ? message.blocks.slice(0, end) : message.blocks;
    this.#queue = blocks.map((block) => this.#withoutHugeLinks(block));
    this.#sources = message.sources.map((source) => this.#shortened(source));
  }

  pack(): readonly PageContent[] {
    while (this.#queue.length > 0) this.#place(this.#takeHeadings(), this.#queue.shift());
    const cited = new Set(
      this.#pages.flatMap((page) => page.sources).concat(citedSources(this.#blocks, this.#sources)),
    );
    for (const source of this.#sources) {
      if (cited.has(source)) continue;
      if (!this.#limits.fits(this.#content([], [source]))) this.#turn();
      this.#uncited.push(source);
    }
    if (this.#blocks.length > 0 || this.#uncited.length > 0 || this.#pages.length === 0) this.#turn();
    return this.#pages;
  }

  #takeHeadings(): Headings {
    const headings: Headings[number][] = [];
    for (let next = this.#queue[0]; next?.kind === 'heading'; next = this.#queue[0]) {
      headings.push(next);
      this.#queue.shift();
    }
    return headings;
  }

  /** Puts as much of the block as fits on this page under its headings, and the rest back into the queue. */
  #place(headings: Headings, block: Block | undefined): void {
    const isPageNew = this.#blocks.length === 0;
    if (this.#bringAlong(block)) return;
    if (block?.kind === 'divider' && isPageNew && headings.length === 0) return;
    const units = block ? unitsOf(block) : 0;
    for (const lead of this.#leads(headings, block)) {
      const fitting = (parts: readonly Block[]) => this.#limits.fits(this.#content([...lead, ...parts]));
      if (!block) {
        if (!fitting([])) continue;
        this.#put(headings, lead, undefined);
        return;
      }
      const count = most(1, units, (n) => fitting([sliceOf(block, 0, n)]));
      if (count === undefined) continue;
      this.#put(headings, lead, sliceOf(block, 0, count));
      if (count < units) {
        this.#turn();
        this.#queue.unshift(sliceOf(block, count, units));
      }
      return;
    }
    if (!isPageNew) {
      this.#turn();
      this.#queue.unshift(...headings, ...(block ? [block] : []));
      return;
    }
    this.#force(headings, block);
  }

  /**
   * The buttons that end the message, where they are too many for the page that is being filled: its last section goes with
   * them to the next one, as nobody reads a page of buttons alone. Whether they were put back for that.
   */
  #bringAlong(block: Block | undefined): boolean {
    const isEnd = block?.kind === 'actions' && this.#queue.every(({ kind }) => kind === 'actions');
    const start = this.#blocks.findLastIndex(({ kind }) => kind === 'heading');
    if (!isEnd || start <= 0 || this.#limits.actions !== 'last page') return false;
    if (this.#limits.fits(this.#content([block, ...this.#queue]))) return false;
    const moved = [...this.#blocks.slice(start), block, ...this.#queue];
    if (!this.#limits.fits({ blocks: moved, sources: citedSources(moved, this.#sources) })) return false;
    this.#blocks.length = start;
    this.#turn();
    this.#queue.splice(0, Infinity, ...moved);
    return true;
  }

  /** What may stand before a block: its headings; or at the head of a later page the repeated one, if there is room. */
  #leads(headings: Headings, block: Block | undefined): readonly (readonly Block[])[] {
    if (headings.length > 0 || this.#blocks.length > 0 || this.#pages.length === 0 || !this.#section) return [headings];
    if (block?.kind === 'actions') return [[]];
    const { spans } = this.#section;
    const uncited = spans.filter((span) => span.kind !== 'cite');
    return [[{ ...this.#section, spans: [...uncited, { kind: 'plain', text: CONTINUED }] }], []];
  }

  /** For an empty page on which not even one unit fits. */
  #force(headings: Headings, block: Block | undefined): void {
    const unit = block && sliceOf(block, 0, 1);
    const parts = unit && breakBlock(unit, (part) => this.#limits.fits(this.#content([...headings, part])));
    if (block && parts) {
      const others = unitsOf(block) > 1 ? [sliceOf(block, 1, unitsOf(block))] : [];
      this.#put(headings, headings, parts[0]);
      this.#turn();
      this.#queue.unshift(...parts.slice(1), ...others);
    } else if (headings.length > 0) {
      // The headings alone leave no room: they are read as text, which may be cut.
      const texts = headings.map(({ spans }): Block => ({ kind: 'text', spans }));
      this.#queue.unshift(...texts, ...(block ? [block] : []));
    } else {
      throw new Error(`the limits of the page leave no room for a ${block?.kind} block`);
    }
  }

  #put(headings: Headings, lead: readonly Block[], block: Block | undefined): void {
    this.#blocks.push(...lead, ...(block ? [block] : []));
    this.#section = headings.at(-1) ?? this.#section;
  }

  #turn(): void {
    while (this.#blocks.at(-1)?.kind === 'divider') this.#blocks.pop();
    this.#pages.push(this.#content([]));
    this.#blocks = [];
    this.#uncited = [];
  }

  #content(blocks: readonly Block[], uncited: readonly SourceEntry[] = []): PageContent {
    const all = [...this.#blocks, ...blocks, ...this.#closing];
    return { blocks: all, sources: [...citedSources(all, this.#sources), ...this.#uncited, ...uncited] };
  }

  /** A source that leaves room for text beside it: without an address that is too long, then with less of its words. */
  #shortened(source: SourceEntry): SourceEntry {
    const probe: Block = {
      kind: 'text',
      spans: [
        { kind: 'plain', text: 'x'.repeat(80) },
        { kind: 'cite', n: source.n },
      ],
    };
    const fits = (one: SourceEntry) => this.#limits.fits({ blocks: [probe, ...this.#closing], sources: [one] });
    if (fits(source)) return source;
    const bare = { ...source, url: undefined, headline: `${source.headline}${NO_ADDRESS}` };
    if (source.url !== undefined && fits(bare)) return bare;
    for (const max of [200, 100, 50, 20]) {
      const less = {
        ...source,
        url: undefined,
        headline: cutText(source.headline, max),
        outlet: cutText(source.outlet, max),
        published: cutText(source.published, max),
      };
      if (fits(less)) return less;
    }
    throw new Error('the limits of the page leave no room for a source');
  }
  /** Links as plain text where their address alone fills more than half a page. */
  #withoutHugeLinks(block: Block): Block {
    const isHuge = (span: Span) => {
      if (span.kind !== 'link' || span.url.length <= SHORT_ADDRESS) return false;
      const probe: Block = { kind: 'text', spans: [{ ...span, text: 'x'.repeat(80) }] };
      return !this.#limits.fits({ blocks: [probe, probe, ...this.#closing], sources: [] });
    };
    if (!spansIn(block).some((spans) => spans.some(isHuge))) return block;
    return mapSpans(block, (span) =>
      span.kind === 'link' && isHuge(span) ? { kind: 'plain', text: span.text + NO_ADDRESS } : span,
    );
  }
}
