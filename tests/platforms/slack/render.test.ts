import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import { cleanForeign } from '../../../src/kernel/clean-text.ts';
import { fitActions } from '../../../src/message/fit-actions.ts';
import type { Block, Message } from '../../../src/message/model.ts';
import { spansIn } from '../../../src/message/spans.ts';
import { limits } from '../../../src/platforms/slack/limits.ts';
import { sizeOf } from '../../../src/platforms/slack/parts/measure.ts';
import { readPressed } from '../../../src/platforms/slack/parts/pressed.ts';
import { pagesOf, renderAnswer, renderPage, type Payload } from '../../../src/platforms/slack/render.ts';
import type { Answer } from '../../../src/platform.ts';
import { describeMessage } from '../../fakes/slack/describe-message.ts';
import { pressablesOf, readBlocks, seen } from '../../fakes/slack/read-blocks.ts';
import { problemsOfMessage } from '../../fakes/slack/validate-blocks.ts';
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

function onlyPage(answer: Answer): Payload {
  const [payload, ...others] = allPages(answer);
  if (!payload || others.length > 0) throw new Error('not one page');
  return payload;
}

const piecesIn = (payload: Payload) => readBlocks(payload.blocks).flatMap(({ pieces }) => pieces);
const linesIn = (payload: Payload) => readBlocks(payload.blocks).map(seen);
const pressableNamed = (payload: Payload, name: string) =>
  pressablesOf(payload.blocks).find(({ label }) => label === name);
const choicesIn = (payload: Payload, prompt: RegExp) =>
  pressablesOf(payload.blocks).filter(({ menu }) => menu !== undefined && prompt.test(menu));

describe.for(commands.flatMap((command) => command.examples.map(({ line }) => line)))('the example “%s”', (line) => {
  test('is taken by the platform, page by page, with whatever is added to it', async () => {
    const answer = await office.ask(line);
    const count = pagesOf(answer).length;
    for (let page = 1; page <= count; page += 1) {
      const payload = renderAnswer({ ...answer, page }, { sharedBy: 'W'.repeat(99), pagesBefore: count + 1 });
      expect(problemsOfMessage(payload)).toEqual([]);
    }
  });

  test('shows all its words, and no markup but ours', async () => {
    const answer = await office.ask(line);
    const payloads = allPages(answer);
    const allowed = new Set(['text', 'bold', 'italic', 'code', 'date', 'link']);
    const pieces = payloads.flatMap(piecesIn);
    expect(pieces.filter(({ kind }) => !allowed.has(kind))).toEqual([]);
    const shown = payloads.flatMap(linesIn).join('\n');
    const spans = answer.message.blocks.flatMap((block) => spansIn(block)).flat();
    for (const span of spans) if ('text' in span) expect(shown).toContain(cleanForeign(span.text).trim());
    for (const { headline } of answer.message.sources) expect(shown).toContain(headline);
  });

  test('offers what its actions offer, and every button gives back a line that is understood', async () => {
    const answer = await office.ask(line);
    for (const payload of allPages(answer)) {
      const pressables = pressablesOf(payload.blocks);
      const controls = new Set(pressables.map(({ id, menu }) => `${id} ${menu ?? ''}`));
      expect(new Set(pressables.map(({ id }) => id)).size).toBe(controls.size);
      for (const { value } of pressables) {
        const pressed = readPressed(value);
        expect(pressed, value).toBeDefined();
        expect(office.desk.visibility(pressed?.line ?? '')).toBe('private');
      }
    }
  });
});

describe('a page reads well', () => {
  test.each(['brief aleppo', 'who lavrov', 'disputed', 'help', 'brief nothing like this', 'latest', 'who lavrof'])(
    '%s',
    async (line) => {
      const pages = allPages(await office.ask(line));
      const text = pages.map((payload, index) => {
        const { blocks, weight } = sizeOf(payload.blocks);
        const head = `page ${index + 1} of ${pages.length}: ${blocks} blocks, ${weight} characters`;
        return `${head}\n${describeMessage(payload)}\n\nas text:\n${payload.text}\n`;
      });
      await expect(text.join('\n')).toMatchFileSnapshot(`golden/${line.replaceAll(' ', '-')}.txt`);
    },
  );

  test('with every kind of block, long texts and several scripts', async () => {
    const text = allPages(answerOf(sampleMessage)).map((payload) => `${describeMessage(payload)}\n`);
    await expect(text.join('\n')).toMatchFileSnapshot('golden/sample.txt');
  });
});

describe('any message', () => {
  test('is taken by the platform, page by page', () => {
    fc.assert(
      fc.property(anyMessage, fc.constantFrom('brief aleppo', `find ${'ж'.repeat(600)}`), (message, line) => {
        for (const payload of allPages(answerOf(fitActions(message), { line }))) {
          expect(problemsOfMessage(payload)).toEqual([]);
          expect(payload).toMatchObject({ unfurl_links: false, unfurl_media: false });
        }
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  test('mentions nobody and shows no emoji that its text names', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const pieces = allPages(answerOf(fitActions(message))).flatMap(piecesIn);
        expect(pieces.filter(({ kind }) => kind === 'mention' || kind === 'emoji')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of the worst texts that we know shows them as they are, wherever they stand', () => {
    for (const text of hostileTexts({ count: 300, seed: 11, max: 200 })) {
      const message = messageOf(
        { kind: 'heading', level: 2, spans: [plain(text)] },
        { kind: 'text', spans: [plain(text)] },
        { kind: 'list', ordered: false, items: [{ spans: [plain(text)], under: [[plain(text)]] }] },
        { kind: 'quote', words: text, by: [plain(text)] },
        { kind: 'facts', facts: [{ label: 'Label', spans: [plain(text)] }] },
        { kind: 'note', spans: [plain(text)] },
        { kind: 'note', spans: [plain('Showing '), { kind: 'strong', text }, plain('.')] },
      );
      const payload = onlyPage(answerOf(message));
      expect(problemsOfMessage(payload)).toEqual([]);
      const pieces = piecesIn(payload);
      expect(pieces.filter(({ kind }) => !['text', 'bold', 'italic'].includes(kind))).toEqual([]);
      const shown = linesIn(payload).map((line) => line.trim());
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
    for (const address of [url, 'none', 'javascript:alert(1)']) {
      const message = { ...messageOf(block), sources: [{ ...source, url: address }] };
      const pieces = piecesIn(onlyPage(answerOf(message)));
      const links = pieces.flatMap((piece) => (piece.kind === 'link' ? [piece.url] : []));
      expect(links).toEqual(address === url ? [url, url] : []);
      expect(pieces.filter(({ kind }) => !['link', 'text', 'bold'].includes(kind))).toEqual([]);
    }
  }
});

describe('the text beside the blocks', () => {
  test('begins with the summary, says what the blocks say, and makes no mention', async () => {
    const { text } = onlyPage(answerOf(sampleMessageOf('A <!channel> & B')));
    expect(text.split('\n')[0]).toBe('A &lt;!channel&gt; &amp; B');
    expect(text).toContain('It fell [1]');
    expect(text).toContain('[1] Headline &lt;@U1&gt; · TASS');
    expect(text).not.toMatch(/<[!@#]/);
  });

  test('is never over 4,000 bytes, and ends between two characters', () => {
    for (const unit of ['<', '&', 'ж', '阿', '👩‍👩‍👧', 'word ']) {
      const { text } = onlyPage(answerOf(messageOf({ kind: 'text', spans: [plain(unit.repeat(900))] })));
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(4000);
      expect(text.replace(/…$/, '')).not.toMatch(/&[a-z]*$/);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  function sampleMessageOf(summary: string): Message {
    return {
      ...messageOf({ kind: 'text', spans: [plain('It fell'), { kind: 'cite', n: 1 }] }),
      summary,
      sources: [{ n: 1, headline: 'Headline <@U1>', outlet: 'TASS', published: '1 Nov 2016', line: 'story a' }],
    };
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
        items: Array.from({ length: 60 }, () => ({ spans: [plain('word '.repeat(12))] })),
      },
    ]).flat(),
  );

  test('are turned by buttons, and a page that is not there has none', () => {
    const pages = allPages(answerOf(long));
    expect(pages.length).toBeGreaterThan(2);
    const [first, second] = pages;
    const last = pages.at(-1);
    if (!first || !second || !last) throw new Error('no pages');
    expect(pressableNamed(first, 'Prev')).toBeUndefined();
    expect(pressableNamed(first, 'Next')?.value).toBe(`!p2/${pages.length} brief aleppo`);
    expect(pressableNamed(second, 'Prev')?.value).toBe(`!p1/${pages.length} brief aleppo`);
    expect(pressableNamed(second, 'Share')?.value).toBe(`!sp2/${pages.length} brief aleppo`);
    expect(pressableNamed(last, 'Next')).toBeUndefined();
  });

  test('are reached by their sections, from a menu that says where the reader is', () => {
    const pages = pagesOf(answerOf(long));
    const payload = allPages(answerOf(long))[1];
    const choices = choicesIn(payload as Payload, new RegExp(`^Page 2 of ${pages.length}: go to…$`));
    const sections = choices.filter(({ label }) => label.includes('Section'));
    expect(sections.map(({ label }) => label.split(' · ')[1])).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Section ${n}`));
    expect(new Set(choices.map(({ label }) => label.split(' ')[0])).size).toBe(pages.length);
    for (const { label, value } of sections) {
      const page = pages[(readPressed(value)?.page ?? 0) - 1];
      const headings = page?.blocks.flatMap((block) => (block.kind === 'heading' ? spansIn(block) : []));
      expect(JSON.stringify(headings)).toContain(label.split(' · ')[1]);
    }
  });

  test('that are too many for a menu are counted in it', () => {
    const huge = messageOf(
      ...Array.from({ length: 80 }, (_, index): readonly Block[] => [
        { kind: 'heading', level: 2, spans: [plain(`Section ${index + 1}`)] },
        { kind: 'text', spans: [plain('word '.repeat(400))] },
      ]).flat(),
    );
    const payload = renderAnswer(answerOf(huge));
    const choices = choicesIn(payload, /^Page 1 of \d+: go to… \(the first \d+ of 80 places\)$/);
    expect(choices.length).toBeGreaterThan(5);
    expect(problemsOfMessage(payload)).toEqual([]);
  });

  test('say what they are about and where they stand, as each may be shared', () => {
    const [first, second] = allPages(answerOf(long)).map((payload) => linesIn(payload)[0]);
    expect(first).toBe('Aleppo');
    expect(second).toMatch(/^Aleppo · page 2 of \d+$/);
  });

  test('say what to type where the line is too long for a button', () => {
    const [first] = allPages(answerOf(long, { line: `find ${'ж'.repeat(600)}` }));
    expect(pressableNamed(first as Payload, 'Next')).toBeUndefined();
    expect(linesIn(first as Payload).at(-1)).toMatch(/^Page 1 of \d+\. For another, ask again with page:2 or so\.$/);
  });

  test('beyond the last are the last', () => {
    const pages = allPages(answerOf(long));
    expect(renderAnswer(answerOf(long, { page: 99 }))).toEqual(pages.at(-1));
  });
});

describe('an addition', () => {
  const answer = answerOf(messageOf({ kind: 'text', spans: [plain('x')] }));

  test.each(['Ann Lee', '<@U012AB3CD> <!channel>', '*bold* @here', '', ' '.repeat(9)])(
    'says who shared it, without a mention or markup: %j',
    (sharedBy) => {
      const { blocks } = renderAnswer(answer, { sharedBy });
      expect(problemsOfMessage(renderAnswer(answer, { sharedBy }))).toEqual([]);
      const [line] = readBlocks(blocks);
      expect(line?.pieces).toEqual([{ kind: 'text', text: `Shared by ${sharedBy}`.trim() }]);
    },
  );

  test('says that the briefs have changed where the answer has another number of pages', () => {
    const lineOf = (pagesBefore: number) => linesIn(renderAnswer(answer, { pagesBefore }))[0];
    expect(lineOf(3)).toBe('The briefs have changed since this was asked: the answer has one page now.');
    expect(lineOf(1)).toBe('x');
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
    const payload = onlyPage(answerOf(message, { visibility }));
    expect(pressableNamed(payload, 'Share') !== undefined).toBe(isOffered);
  });
});

describe('what is left out', () => {
  const listed = (line?: string): Message =>
    messageOf({ kind: 'list', ordered: false, items: [{ spans: [plain('a')] }], omitted: { count: 26, line } });

  test('is counted, with a button beside it that shows it', () => {
    const payload = onlyPage(answerOf(listed('timeline aleppo'), { visibility: 'public' }));
    expect(linesIn(payload)).toEqual(['a', '+26 more', 'Show']);
    expect(pressableNamed(payload, 'Show')?.value).toBe('timeline aleppo');
  });

  test('is counted where nothing leads to it', () => {
    const payload = onlyPage(answerOf(listed(), { visibility: 'public' }));
    expect(linesIn(payload)).toEqual(['a', '+26 more']);
  });
});

test('an empty message shows its summary', () => {
  expect(linesIn(onlyPage(answerOf(messageOf(), { visibility: 'public' })))).toEqual(['A summary']);
});

describe('a list', () => {
  test('goes on with its next number after what stands under an item, and on the next page', () => {
    const items = Array.from({ length: 4 }, (_, index) => ({
      spans: [plain(`item ${index}`)],
      ...(index === 1 ? { under: [[plain('below')]] } : {}),
    }));
    const payload = onlyPage(answerOf(messageOf({ kind: 'list', ordered: true, start: 9, items })));
    const lines = readBlocks(payload.blocks).filter(({ kind }) => kind === 'item');
    expect(lines.map(({ number, depth }) => [number, depth])).toEqual([
      [9, 0],
      [10, 0],
      [undefined, 1],
      [11, 0],
      [12, 0],
    ]);
  });
});

describe('a table', () => {
  const table = (columns: number, rows: number, text: string): Block => ({
    kind: 'table',
    columns: Array.from({ length: columns }, (_, index) => `Column ${index}`),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => [plain(text)])),
  });
  const kindsOf = (...blocks: Block[]) =>
    allPages(answerOf(messageOf(...blocks), { visibility: 'public' })).map((payload) => {
      expect(problemsOfMessage(payload)).toEqual([]);
      return payload.blocks.map(({ type }) => type).filter((type) => type !== 'actions' && type !== 'context');
    });

  test('is one, and a second one on its page is a list', () => {
    expect(kindsOf(table(3, 2, 'a'), table(3, 2, 'b'))).toEqual([['table', 'rich_text']]);
  });

  test('of more columns than one may have is a list', () => {
    expect(kindsOf(table(21, 2, 'a'))).toEqual([['rich_text']]);
  });

  test('that is too long goes on as a table on the next page', () => {
    const kinds = kindsOf(table(3, 150, 'word '.repeat(10)));
    expect(kinds.length).toBeGreaterThan(1);
    expect(new Set(kinds.flat())).toEqual(new Set(['table']));
  });
});

describe('citations', () => {
  const cited = (url?: string): Message => ({
    ...messageOf({ kind: 'text', spans: [plain('It fell'), { kind: 'cite', n: 1 }] }),
    sources: [{ n: 1, headline: 'A *headline*', outlet: 'TASS', published: '1 Nov 2016', line: 'story a', url }],
  });

  test('lead to the article where it has an address', () => {
    const links = piecesIn(onlyPage(answerOf(cited('https://example.org/a')))).filter(({ kind }) => kind === 'link');
    expect(links).toEqual([
      { kind: 'link', text: '[1]', url: 'https://example.org/a' },
      { kind: 'link', text: 'A *headline*', url: 'https://example.org/a' },
    ]);
  });

  test('are numbers where there is none, or no room for so many addresses', () => {
    expect(linesIn(onlyPage(answerOf(cited())))[0]).toBe('It fell [1]');
    const often = cited(`https://example.org/${'x'.repeat(300)}`);
    const items = Array.from({ length: 60 }, () => ({ spans: [plain('It fell'), { kind: 'cite' as const, n: 1 }] }));
    const payload = onlyPage(answerOf({ ...often, blocks: [{ kind: 'list', ordered: false, items }] }));
    expect(piecesIn(payload)[0]).toEqual({ kind: 'text', text: 'It fell [1]' });
    expect(problemsOfMessage(payload)).toEqual([]);
  });
});

describe('the briefs of the sources', () => {
  const sources = [{ n: 1, headline: 'A', outlet: 'TASS', published: '1 Nov 2016', line: 'story a' }];
  const valuesIn = (blocks: Message['blocks']) =>
    pressablesOf(onlyPage(answerOf({ ...messageOf(...blocks), sources })).blocks).flatMap(({ menu, value }) =>
      menu === undefined ? [] : [value],
    );
  const menuOf = (line: string): Block => ({
    kind: 'actions',
    actions: [{ kind: 'menu', prompt: 'Read', options: [{ label: 'A', line }] }],
  });

  test('are opened from a menu', () => {
    expect(valuesIn([menuOf('story b')])).toEqual(['story b', 'story a']);
  });

  test('are opened from one menu only', () => {
    expect(valuesIn([menuOf('story a')])).toEqual(['story a']);
  });
});

test('every limit says where it is stated', () => {
  for (const limit of Object.values(limits)) {
    expect(limit.most).toBeGreaterThan(0);
    expect(limit.statedAt).toMatch(/^https:\/\/(?:docs\.slack\.dev|github\.com\/slackapi)\//);
  }
});
