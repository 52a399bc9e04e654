import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ComponentType, type APIMessageComponent } from 'discord.js';
import { commands } from '../../../src/commands/all.ts';
import { cleanForeign } from '../../../src/kernel/clean-text.ts';
import { fitActions } from '../../../src/message/fit-actions.ts';
import type { Block, Message } from '../../../src/message/model.ts';
import { spansIn } from '../../../src/message/spans.ts';
import { readCustomId } from '../../../src/platforms/discord/parts/custom-id.ts';
import { limits } from '../../../src/platforms/discord/limits.ts';
import { sizeOf } from '../../../src/platforms/discord/parts/measure.ts';
import {
  pagesOf,
  renderAnswer,
  renderFollowing,
  renderPage,
  type Payload,
} from '../../../src/platforms/discord/render.ts';
import type { Answer } from '../../../src/platform.ts';
import { describeMessage } from '../../fakes/discord/describe-message.ts';
import { kindsOf, readMarkdown, seen } from '../../fakes/discord/read-markdown.ts';
import { problemsOfMessage } from '../../fakes/discord/validate-message.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { anyMessage } from '../../fixtures/messages.ts';
import { sampleMessage } from '../../fixtures/sample-message.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const answerOf = (message: Message, more: Partial<Answer> = {}): Answer => ({
  message,
  line: 'brief aleppo',
  page: 1,
  visibility: 'private',
  ...more,
});
const messageOf = (...blocks: Block[]): Message => ({ tone: 'news', summary: 'A summary', blocks, sources: [] });
const plain = (text: string) => ({ kind: 'plain' as const, text });

function allPages(answer: Answer): readonly Payload[] {
  const pages = pagesOf(answer);
  return pages.map((page) => renderPage(page, pages, answer));
}

function nested(components: readonly APIMessageComponent[]): readonly APIMessageComponent[] {
  return components.flatMap((one) => [
    one,
    ...('components' in one ? nested(one.components) : []),
    ...('accessory' in one ? [one.accessory] : []),
  ]);
}

const textsOf = (payload: Payload) =>
  nested(payload.components).flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []));
const linesOf = (payload: Payload) => textsOf(payload).flatMap(readMarkdown);
const idsOf = (payload: Payload) => nested(payload.components).flatMap((one) => ('custom_id' in one ? [one] : []));
const buttonNamed = (payload: Payload, label: string) =>
  idsOf(payload).find((one) => 'label' in one && one.label === label);

describe.for(commands.flatMap((command) => command.examples.map(({ line }) => line)))('the example “%s”', (line) => {
  test('is taken by the platform, page by page', async () => {
    const answer = await office.ask(line);
    for (const payload of allPages(answer)) expect(problemsOfMessage(payload)).toEqual([]);
  });

  test('shows all its words, and no markup but ours', async () => {
    const answer = await office.ask(line);
    const lines = allPages(answer).flatMap(linesOf);
    const allowed = new Set(['text', 'bold', 'italic', 'underline', 'code', 'time', 'link']);
    expect(lines.flatMap((one) => kindsOf(one.nodes)).filter((kind) => !allowed.has(kind))).toEqual([]);
    const shown = lines.map((one) => seen(one.nodes)).join('\n');
    const spans = answer.message.blocks.flatMap((block) => spansIn(block)).flat();
    for (const span of spans) if ('text' in span) expect(shown).toContain(cleanForeign(span.text).trim());
    for (const { headline } of answer.message.sources) expect(shown).toContain(headline);
  });

  test('offers what its actions offer, and every button gives back a line that is understood', async () => {
    const answer = await office.ask(line);
    for (const payload of allPages(answer)) {
      const asked = nested(payload.components).flatMap((one) => {
        if (one.type === ComponentType.StringSelect) return one.options.map(({ value }) => value);
        return one.type === ComponentType.Button && 'custom_id' in one && !one.disabled ? [one.custom_id] : [];
      });
      for (const id of asked) {
        const pressed = readCustomId(id);
        expect(pressed, id).toBeDefined();
        expect(office.desk.visibility(pressed?.line ?? '')).toBe('private');
      }
    }
  });
});

describe('a page reads well', () => {
  test.each(['brief aleppo', 'who lavrov', 'disputed', 'help', 'brief nothing like this', 'latest'])(
    '%s',
    async (line) => {
      const pages = allPages(await office.ask(line));
      const text = pages.map((payload, index) => {
        const { components, text: characters } = sizeOf(payload.components);
        const head = `page ${index + 1} of ${pages.length}: ${components} components, ${characters} characters`;
        return `${head}\n${describeMessage(payload.components)}\n`;
      });
      await expect(text.join('\n')).toMatchFileSnapshot(`golden/${line.replaceAll(' ', '-')}.txt`);
    },
  );

  test('with every kind of block, long texts and several scripts', async () => {
    const text = allPages(answerOf(sampleMessage)).map((payload) => `${describeMessage(payload.components)}\n`);
    await expect(text.join('\n')).toMatchFileSnapshot('golden/sample.txt');
  });
});

describe('an answer to a line that no button can carry', () => {
  const items = Array.from({ length: 900 }, (_, n) => ({ spans: [plain(`An item with the number ${n}`)] }));
  const answer = answerOf(messageOf({ kind: 'list', ordered: false, items }), { line: `check ${'ж'.repeat(300)}` });

  test('is followed by its next pages, within the limits, and the last one says how to see more', () => {
    const count = pagesOf(answer).length;
    expect(count).toBeGreaterThan(6);
    const payloads = [renderAnswer(answer, { isFollowed: true }), ...renderFollowing(answer)];
    expect(payloads.map(problemsOfMessage)).toEqual(payloads.map(() => []));
    const ends = payloads.map((payload) => textsOf(payload).at(-1));
    expect(ends).toEqual([
      ...[1, 2, 3, 4].map((n) => `-# Page ${n} of ${count}. The next one follows.`),
      `-# Page 5 of ${count}. For another, ask again with page:6, or with a part of the text.`,
    ]);
  });

  test('where none follows says at once how to see more, and at the end nothing', () => {
    const count = pagesOf(answer).length;
    expect(textsOf(renderAnswer(answer)).at(-1)).toContain('For another, ask again with page:2');
    expect(textsOf(renderAnswer({ ...answer, page: count })).at(-1)).toBe(`-# Page ${count} of ${count}.`);
  });

  test('of any other line nothing follows, as its buttons lead there', () => {
    expect(renderFollowing({ ...answer, line: 'brief aleppo' })).toEqual([]);
  });
});

describe('any message', () => {
  test('is taken by the platform, page by page, and notifies nobody', () => {
    fc.assert(
      fc.property(anyMessage, fc.constantFrom('brief aleppo', `find ${'ж'.repeat(200)}`), (message, line) => {
        for (const payload of allPages(answerOf(fitActions(message), { line }))) {
          expect(problemsOfMessage(payload)).toEqual([]);
          expect(payload.allowed_mentions).toEqual({ parse: [] });
        }
      }),
      { numRuns: 10_000 },
    );
  }, 300_000);

  test('of the worst texts that we know shows them as they are, wherever they stand', () => {
    const texts = [...hostileTexts({ count: 300, seed: 11, max: 200 })];
    for (const text of texts) {
      const message = messageOf(
        { kind: 'heading', level: 2, spans: [plain(text)] },
        { kind: 'text', spans: [plain(text)] },
        { kind: 'list', ordered: false, items: [{ spans: [plain(text)], under: [[plain(text)]] }] },
        { kind: 'quote', words: text, by: [plain(text)] },
        { kind: 'facts', facts: [{ label: 'Label', spans: [plain(text)] }] },
        { kind: 'note', spans: [plain(text)] },
      );
      const [payload] = allPages(answerOf(message));
      if (!payload) throw new Error('no page');
      expect(problemsOfMessage(payload)).toEqual([]);
      const lines = linesOf(payload);
      const kinds = new Set(lines.flatMap((line) => kindsOf(line.nodes)));
      expect([...kinds].filter((kind) => !['text', 'bold', 'italic'].includes(kind))).toEqual([]);
      const shown = lines.map((line) => seen(line.nodes).trim()).filter((line) => line !== '');
      const clean = cleanForeign(text).trim();
      expect(shown.filter((line) => line === clean).length).toBe(clean === '' ? 0 : 5);
    }
  });
});

test('a source leads to its article and nowhere else, whatever its words are', () => {
  const url = 'https://example.org/a';
  for (const text of hostileTexts({ count: 300, seed: 12, max: 100 })) {
    const source = { n: 1, headline: text, outlet: text, published: text, line: 'story a', url };
    const block: Block = { kind: 'text', spans: [plain(text), { kind: 'cite', n: 1 }, plain(text)] };
    for (const address of [url, 'none']) {
      const [payload] = allPages(answerOf({ ...messageOf(block), sources: [{ ...source, url: address }] }));
      if (!payload) throw new Error('no page');
      const nodes = linesOf(payload).flatMap((line) => line.nodes);
      const links = nodes.flatMap((node) => (node.kind === 'link' ? [node.url] : []));
      expect(links).toEqual(address === url ? [url, url] : []);
      expect(nodes.filter((node) => !['link', 'text', 'bold'].includes(node.kind))).toEqual([]);
    }
  }
});

describe('pages', () => {
  const long = messageOf(
    { kind: 'heading', level: 1, spans: [plain('Aleppo')] },
    ...Array.from({ length: 6 }, (_, index): readonly Block[] => [
      { kind: 'heading', level: 2, spans: [plain(`Section ${index + 1}`)] },
      {
        kind: 'list',
        ordered: false,
        items: Array.from({ length: 30 }, () => ({ spans: [plain('word '.repeat(12))] })),
      },
    ]).flat(),
  );

  test('are turned by buttons that stay where they are', () => {
    const pages = allPages(answerOf(long));
    expect(pages.length).toBeGreaterThan(2);
    const [first, second] = pages;
    const last = pages.at(-1);
    if (!first || !second || !last) throw new Error('no pages');
    expect(buttonNamed(first, 'Prev')).toMatchObject({ disabled: true });
    expect(buttonNamed(first, 'Next')).toMatchObject({ custom_id: '!p2 brief aleppo' });
    expect(buttonNamed(second, `2/${pages.length}`)).toMatchObject({ disabled: true });
    expect(buttonNamed(second, 'Share')).toMatchObject({ custom_id: '!sp2 brief aleppo' });
    expect(buttonNamed(last, 'Next')).toMatchObject({ disabled: true });
  });

  test('are about as long as one another', () => {
    const sizes = allPages(answerOf(long)).map((payload) => sizeOf(payload.components).text);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(500);
  });

  test('are reached by their sections', () => {
    const pages = pagesOf(answerOf(long));
    const [payload] = allPages(answerOf(long));
    const menu = idsOf(payload as Payload).find((one) => one.type === ComponentType.StringSelect);
    if (menu?.type !== ComponentType.StringSelect) throw new Error('no menu');
    expect(menu.options.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Section ${n}`));
    for (const { label, value } of menu.options) {
      const page = pages[(readCustomId(value)?.page ?? 0) - 1];
      const headings = page?.blocks.flatMap((block) => (block.kind === 'heading' ? spansIn(block) : []));
      expect(JSON.stringify(headings)).toContain(label);
    }
  });

  test('say what they are about and where they stand, as each may be shared', () => {
    const [first, second] = allPages(answerOf(long)).map((payload) => textsOf(payload)[0]);
    expect(first).toMatch(/^## Aleppo/);
    expect(second).toMatch(/^-# \*\*Aleppo\*\* · page 2 of \d+$/);
  });

  test('say what to type where the line is too long for a button', () => {
    const [first] = allPages(answerOf(long, { line: `find ${'ж'.repeat(300)}` }));
    expect(buttonNamed(first as Payload, 'Next')).toBeUndefined();
    expect(textsOf(first as Payload).at(-1)).toContain('Page 1 of');
  });

  test('beyond the last are the last', () => {
    const pages = allPages(answerOf(long));
    expect(renderAnswer(answerOf(long, { page: 99 }))).toEqual(pages.at(-1));
  });
});

describe('Share', () => {
  test.each([
    ['news', 'private', true],
    ['news', 'public', false],
    ['fault', 'private', false],
    ['question', 'private', false],
    ['notice', 'private', false],
  ] as const)('of %s that is %s: %s', (tone, visibility, isOffered) => {
    const message = { ...messageOf({ kind: 'text', spans: [plain('x')] }), tone };
    const [payload] = allPages(answerOf(message, { visibility }));
    expect(buttonNamed(payload as Payload, 'Share') !== undefined).toBe(isOffered);
  });
});

describe('what is left out', () => {
  const listed = (line?: string): Message =>
    messageOf({ kind: 'list', ordered: false, items: [{ spans: [plain('a')] }], omitted: { count: 26, line } });

  test('is counted, with a button beside it that shows it', () => {
    const [payload] = allPages(answerOf(listed('timeline aleppo')));
    expect(textsOf(payload as Payload)).toEqual(['- a', '-# +26 more']);
    expect(buttonNamed(payload as Payload, 'Show')).toMatchObject({ custom_id: 'timeline aleppo' });
  });

  test('is counted where nothing leads to it', () => {
    const [payload] = allPages(answerOf(listed()));
    expect(textsOf(payload as Payload)).toEqual(['- a\n-# +26 more']);
  });
});

test('an empty message shows its summary', () => {
  const [payload] = allPages(answerOf(messageOf()));
  expect(textsOf(payload as Payload)).toEqual(['A summary']);
});

describe('citations', () => {
  const cited = (url?: string): Message => ({
    ...messageOf({ kind: 'text', spans: [plain('It fell'), { kind: 'cite', n: 1 }] }),
    sources: [{ n: 1, headline: 'A *headline*', outlet: 'TASS', published: '1 Nov 2016', line: 'story a', url }],
  });

  test('lead to the article where it has an address', () => {
    const [payload] = allPages(answerOf(cited('https://example.org/a')));
    expect(textsOf(payload as Payload)).toEqual([
      'It fell\u00a0[[1]](https://example.org/a)',
      '-# **Sources**\n-# **[1]** A \\*headline\\* · TASS · 1\u00a0Nov\u00a02016 · [article](https://example.org/a)',
    ]);
  });

  test('are numbers where there is none, or no room for so many addresses', () => {
    expect(textsOf(allPages(answerOf(cited()))[0] as Payload)[0]).toBe('It fell\u00a0[1]');
    const often = cited(`https://example.org/${'x'.repeat(300)}`);
    const items = Array.from({ length: 20 }, () => ({ spans: [plain('It fell'), { kind: 'cite' as const, n: 1 }] }));
    const message = { ...often, blocks: [{ kind: 'list' as const, ordered: false, items }] };
    const [payload] = allPages(answerOf(message));
    expect(textsOf(payload as Payload)[0]).toMatch(/^- It fell\u00a0\[1\]$/m);
    expect(problemsOfMessage(payload)).toEqual([]);
  });
});

describe('the briefs of the sources', () => {
  const source = (n: number, line: string) => ({ n, headline: 'A', outlet: 'TASS', published: '1 Nov 2016', line });
  const [a, b] = [source(1, 'story a'), source(2, 'story b')];
  const openedBy = (sources: Message['sources'], { blocks = [] as Message['blocks'], line = 'brief aleppo' } = {}) =>
    idsOf(allPages(answerOf({ ...messageOf(...blocks), sources }, { line, visibility: 'public' }))[0] as Payload).map(
      (one) => (one.type === ComponentType.StringSelect ? one.options.map(({ value }) => value) : one.custom_id),
    );
  const menuOf = (line: string): Block => ({
    kind: 'actions',
    actions: [{ kind: 'menu', prompt: 'Ask', options: [{ label: 'A', line }] }],
  });

  test('are opened from a menu, and a single one by a button', () => {
    expect(openedBy([a, b])).toEqual([['story a', 'story b']]);
    expect(openedBy([a])).toEqual(['story a']);
  });

  test('are opened from one menu only', () => {
    expect(openedBy([a], { blocks: [menuOf('story a')] })).toEqual([['story a']]);
    expect(openedBy([a], { blocks: [menuOf('story b')] })).toEqual(['story a', ['story b']]);
  });

  test('are not opened from themselves', () => {
    expect(openedBy([a], { line: 'story a' })).toEqual([]);
  });
});

describe('a page', () => {
  const button: Block = { kind: 'actions', actions: [{ kind: 'button', label: 'Brief', line: 'brief a' }] };
  const text: Block = { kind: 'text', spans: [plain('It fell'), { kind: 'cite', n: 1 }] };
  const note: Block = { kind: 'note', spans: [plain('Searched')] };
  const sources = [{ n: 1, headline: 'A', outlet: 'TASS', published: '1 Nov 2016', line: 'story a' }];

  test('is read to its sources before anything is pressed', () => {
    for (const blocks of [
      [text, note, button],
      [text, button, note],
    ]) {
      const [payload] = allPages(answerOf({ ...messageOf(...blocks), sources }));
      const order = nested(payload?.components ?? []).flatMap((one) => {
        if (one.type === ComponentType.TextDisplay) return [one.content.slice(0, 8)];
        return 'label' in one ? [one.label] : [];
      });
      expect(order).toEqual(['It fell\u00a0', '-# Searc', '-# **Sou', 'Brief', 'Read [1]', 'Share']);
    }
  });

  test('leaves room between blocks of different kinds, which are texts of their own', () => {
    const facts: Block = { kind: 'facts', facts: [{ label: 'Seen', spans: [plain('5 briefs')] }] };
    const list: Block = { kind: 'list', ordered: false, items: [{ spans: [plain('a')] }] };
    const heading: Block = { kind: 'heading', level: 2, spans: [plain('Roles')] };
    const [payload] = allPages(answerOf(messageOf(heading, list, list, facts, note)));
    expect(textsOf(payload as Payload)).toEqual(['### Roles\n- a\n- a', '**Seen:** 5 briefs', '-# Searched']);
  });

  test('keeps what dots part in its order, where it runs from the right', () => {
    const names: Block = { kind: 'text', spans: [plain('لافروف · سيرغي لافروف · Lavrov')] };
    const [payload] = allPages(answerOf(messageOf(names)));
    expect(textsOf(payload as Payload)).toEqual(['لافروف\u200e · سيرغي لافروف\u200e · Lavrov']);
  });
});

describe('the judge of these tests refuses', () => {
  const text = { type: 10, content: 'x' };
  const button = (custom_id: string, label = 'x') => ({ type: 2, style: 2, label, custom_id });
  const row = (...components: unknown[]) => ({ type: 1, components });
  const menu = (options: unknown[]) => ({ type: 3, custom_id: 'menu', options });
  const option = (value: string, label = 'x') => ({ label, value });
  const nine = Array.from({ length: 9 }, (_, index) => button(`b${index}`));
  test.each([
    ['a message without the flag', { flags: 0, components: [text] }],
    ['content beside it', { flags: 1 << 15, content: 'x', components: [text] }],
    ['nothing', { flags: 1 << 15, components: [] }],
    ['an empty text', { flags: 1 << 15, components: [{ type: 10, content: ' ' }] }],
    ['an unknown field', { flags: 1 << 15, components: [{ ...text, colour: 1 }] }],
    ['a button outside a row', { flags: 1 << 15, components: [button('a')] }],
    ['six buttons in a row', { flags: 1 << 15, components: [row(...nine.slice(0, 6))] }],
    ['an empty row', { flags: 1 << 15, components: [row()] }],
    ['a menu beside a button', { flags: 1 << 15, components: [row(menu([option('a')]), button('a'))] }],
    ['26 options', { flags: 1 << 15, components: [row(menu(Array.from({ length: 26 }, (_, i) => option(`${i}`))))] }],
    ['a value twice', { flags: 1 << 15, components: [row(menu([option('a'), option('a')]))] }],
    ['an id twice', { flags: 1 << 15, components: [row(button('a')), row(button('a'))] }],
    ['an id of 101 characters', { flags: 1 << 15, components: [row(button('x'.repeat(101)))] }],
    ['a label of 81 characters', { flags: 1 << 15, components: [row(button('a', 'x'.repeat(81)))] }],
    ['4,001 characters', { flags: 1 << 15, components: [{ type: 10, content: 'x'.repeat(4000) }, text] }],
    ['41 components', { flags: 1 << 15, components: Array.from({ length: 41 }, () => text) }],
    [
      'a container in a container',
      { flags: 1 << 15, components: [{ type: 17, components: [{ type: 17, components: [text] }] }] },
    ],
    [
      'a section with four texts',
      { flags: 1 << 15, components: [{ type: 9, components: [text, text, text, text], accessory: button('a') }] },
    ],
    ['a section without anything beside it', { flags: 1 << 15, components: [{ type: 9, components: [text] }] }],
  ])('%s', (_, payload) => {
    expect(problemsOfMessage(payload)).not.toEqual([]);
  });
});

test('every limit says where it is stated', () => {
  for (const limit of Object.values(limits)) {
    expect(limit.most).toBeGreaterThan(0);
    expect(limit.statedAt).toMatch(/^https:\/\/(?:docs\.discord\.com|github\.com\/discord)\//);
  }
});
