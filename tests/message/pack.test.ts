import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Item, Message, SourceEntry, Span, Spans } from '../../src/message/model.ts';
import { CONTINUED, NO_ADDRESS, pack, type PageContent, type PageLimits } from '../../src/message/pack.ts';
import { plainText } from '../../src/message/plain-text.ts';
import { citedSources } from '../../src/message/spans.ts';
import { anyMessage } from '../fixtures/messages.ts';
import { sampleMessage } from '../fixtures/sample-message.ts';

const plain = (text: string): Span => ({ kind: 'plain', text });
const cite = (n: number): Span => ({ kind: 'cite', n });
const source = (n: number): SourceEntry => ({
  n,
  headline: `Headline ${n}`,
  outlet: 'TASS',
  published: '1 Nov 2016',
  line: `brief b${n}`,
});
const listOf = (count: number, text = (n: number) => `Item ${n}`): Block => ({
  kind: 'list',
  ordered: true,
  items: Array.from({ length: count }, (_, index) => ({ spans: [plain(text(index + 1))] })),
});
const messageOf = (blocks: readonly Block[], sources: readonly SourceEntry[] = []): Message => ({
  tone: 'news',
  summary: 'A summary',
  blocks,
  sources,
});

/** As a chat platform counts: blocks, and characters of what it would send. */
function limits(characters: number, blocks = 40, actions: PageLimits['actions'] = 'last page'): PageLimits {
  return {
    fits: (content: PageContent) => content.blocks.length <= blocks && plainText(content).length <= characters,
    actions,
  };
}

const kindsOf = (blocks: readonly Block[]) => blocks.map((block) => block.kind);

describe('pack', () => {
  test('leaves a message whole that fits', () => {
    const pages = pack(sampleMessage, limits(100_000));
    expect(pages).toEqual([{ ...sampleMessage, number: 1, of: 1 }]);
  });

  test('gives an empty message one page, so that there is always something to show', () => {
    expect(pack(messageOf([]), limits(1000))).toHaveLength(1);
  });

  test('splits a long list between items, goes on counting and repeats its heading', () => {
    const heading: Block = { kind: 'heading', level: 2, spans: [plain('What happened'), cite(1)] };
    const pages = pack(messageOf([heading, listOf(60)], [source(1)]), limits(400));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[1]?.blocks[0]).toEqual({ ...heading, spans: [plain('What happened'), plain(CONTINUED)] });
    const lists = pages.flatMap((page) => page.blocks.filter((block) => block.kind === 'list'));
    expect(lists.map((list) => list.start ?? 1)).toEqual(
      lists.map((_, index) => 1 + lists.slice(0, index).reduce((sum, list) => sum + list.items.length, 0)),
    );
    expect(lists.flatMap((list) => list.items)).toHaveLength(60);
  });

  test('keeps a heading with what follows it', () => {
    const heading: Block = { kind: 'heading', level: 2, spans: [plain('Next')] };
    const filler: Block = { kind: 'text', spans: [plain('x'.repeat(380))] };
    const pages = pack(messageOf([filler, heading, { kind: 'text', spans: [plain('y'.repeat(100))] }]), limits(400));
    expect(pages.map((page) => kindsOf(page.blocks))).toEqual([['text'], ['heading', 'text']]);
  });

  test('gives each page just the sources that it cites, under their own numbers', () => {
    const items: Item[] = Array.from({ length: 12 }, (_, index) => ({
      spans: [plain('x'.repeat(100)), cite(index + 1)],
    }));
    const sources = Array.from({ length: 13 }, (_, index) => source(index + 1));
    const pages = pack(messageOf([{ kind: 'list', ordered: false, items }], sources), limits(600));
    for (const page of pages.slice(0, -1)) expect(page.sources).toEqual(citedSources(page.blocks, sources));
    expect(pages.flatMap((page) => page.sources.map(({ n }) => n))).toEqual(sources.map(({ n }) => n));
  });

  test('cuts an item that no page can hold between characters and marks both edges', () => {
    const text = 'The army took the district. '.repeat(30).trim();
    const pages = pack(messageOf([{ kind: 'text', spans: [plain(text)] }]), limits(400));
    const parts = pages.map((page) => plainText(page));
    expect(parts[0]).toMatch(/ …$|\.…$/);
    expect(parts[1]).toMatch(/^…/);
    expect(parts.join('').replaceAll('…', '')).toBe(text);
  });

  test('says so when a source goes without an address that is too long', () => {
    const long = { ...source(1), url: `https://example.org/${'x'.repeat(900)}` };
    const [page] = pack(messageOf([{ kind: 'text', spans: [plain('a'), cite(1)] }], [long]), limits(400));
    expect(page?.sources[0]?.url).toBeUndefined();
    expect(page?.sources[0]?.headline).toContain('address is too long');
  });

  test('puts the closing buttons on every page where pages replace each other, and else on the last', () => {
    const buttons: Block = { kind: 'actions', actions: [{ kind: 'button', label: 'Disputed', line: 'disputed' }] };
    const message = messageOf([listOf(60), buttons]);
    const every = pack(message, limits(400, 40, 'every page'));
    expect(every.every((page) => page.blocks.at(-1) === buttons)).toBe(true);
    const last = pack(message, limits(400, 40, 'last page'));
    expect(last.map((page) => page.blocks.includes(buttons))).toEqual([...last.slice(1).map(() => false), true]);
  });

  test('takes the last section along where the buttons of the last page have no room under it', () => {
    const heading = (text: string): Block => ({ kind: 'heading', level: 2, spans: [plain(text)] });
    const buttons: Block = {
      kind: 'actions',
      actions: Array.from({ length: 4 }, (_, n) => ({ kind: 'button', label: `Button ${n}`, line: `story ${n}` })),
    };
    const message = messageOf([heading('First'), listOf(18), heading('Last'), listOf(2), buttons]);
    const whole = plainText({ blocks: message.blocks.slice(0, -1), sources: [] }).length;
    const pages = pack(message, limits(whole + 20));
    expect(pages.map(({ blocks }) => kindsOf(blocks))).toEqual([
      ['heading', 'list'],
      ['heading', 'list', 'actions'],
    ]);
  });

  test('puts no title over buttons that go to a page of their own', () => {
    const heading: Block = { kind: 'heading', level: 2, spans: [plain('What happened')] };
    const buttons: Block = { kind: 'actions', actions: [{ kind: 'button', label: 'Disputed', line: 'disputed' }] };
    const message = messageOf([heading, listOf(20), buttons]);
    const whole = plainText({ blocks: [heading, listOf(20)], sources: [] }).length;
    expect(pack(message, limits(whole + 5)).map(({ blocks }) => kindsOf(blocks))).toEqual([
      ['heading', 'list'],
      ['actions'],
    ]);
  });

  test('keeps every page of any message within the limits', () => {
    fc.assert(
      fc.property(
        anyMessage,
        fc.integer({ min: 1200, max: 5000 }),
        fc.integer({ min: 3, max: 12 }),
        fc.boolean(),
        (message, characters, blocks, every) => {
          const bounds = limits(characters, blocks, every ? 'every page' : 'last page');
          const pages = pack(message, bounds);
          for (const page of pages) expect(bounds.fits(page)).toBe(true);
          expect(pages.map((page) => page.number)).toEqual(pages.map((_, index) => index + 1));
        },
      ),
      { numRuns: 80 },
    );
  });

  test('loses nothing of any message, however small the pages', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1200, max: 5000 }), (message, characters) => {
        const pages = pack(message, limits(characters));
        expect(contentOf(pages.flatMap((page) => page.blocks))).toEqual(contentOf(message.blocks));
        const shown = new Set(pages.flatMap((page) => page.sources.map(({ n }) => n)));
        expect([...shown].sort((a, b) => a - b)).toEqual(message.sources.map(({ n }) => n));
        for (const page of pages) {
          const cited = citedSources(page.blocks, message.sources).map(({ n }) => n);
          expect(page.sources.map(({ n }) => n)).toEqual(expect.arrayContaining(cited));
        }
      }),
      { numRuns: 80 },
    );
  });

  test('never parts an item that a page of its own could hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ maxCount: 20 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 700, max: 2000 }),
        (texts, characters) => {
          const items: Item[] = texts.map((text, index) => ({ spans: [plain(text), cite((index % 3) + 1)] }));
          const heading: Block = { kind: 'heading', level: 2, spans: [plain('Short')] };
          const pages = pack(
            messageOf([heading, { kind: 'list', ordered: false, items }], [source(1), source(2), source(3)]),
            limits(characters),
          );
          const lists = pages.flatMap((page) => page.blocks.filter((block) => block.kind === 'list'));
          expect(lists.flatMap((list) => list.items)).toEqual(items);
          for (const page of pages) expect(page.blocks.at(-1)?.kind).not.toBe('heading');
        },
      ),
      { numRuns: 60 },
    );
  });
});

/**
 * All that blocks hold, without what packing may add (ellipses, repeated headings, "(continued)") or change (a fact that
 * became a text): the letters in order, the citations and times in order, the omissions and the choices.
 */
function contentOf(blocks: readonly Block[]) {
  const letters: string[] = [];
  const marks: string[] = [];
  const choices: string[] = [];
  const add = (spans: Spans) => {
    for (const span of spans) {
      if ('text' in span) letters.push(span.text);
      else marks.push(span.kind === 'cite' ? `[${span.n}]` : span.kind === 'channel' ? span.id : span.at);
    }
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const last = block.spans.at(-1);
      if (!(last?.kind === 'plain' && last.text === CONTINUED)) add(block.spans);
    } else if (block.kind === 'text' || block.kind === 'note') add(block.spans);
    else if (block.kind === 'quote') {
      letters.push(block.words);
      add(block.by);
    } else if (block.kind === 'facts') {
      for (const { label, spans } of block.facts) {
        letters.push(label);
        add(spans);
      }
    } else if (block.kind === 'list') {
      for (const { spans, under } of block.items) for (const line of [spans, ...(under ?? [])]) add(line);
    } else if (block.kind === 'table') for (const row of block.rows) for (const cell of row) add(cell);
    else if (block.kind === 'actions') {
      const all = block.actions.flatMap((action) => (action.kind === 'button' ? [action] : action.options));
      choices.push(...all.map(({ label, line }) => label + line));
    }
    if ('omitted' in block && block.omitted) marks.push(`+${block.omitted.count}`);
  }
  const all = letters.join('').replaceAll(/[\s…·:]/g, '');
  return { letters: all.replaceAll('(continued)', '').replaceAll(NO_ADDRESS.replaceAll(' ', ''), ''), marks, choices };
}
