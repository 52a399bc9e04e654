import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import { cleanForeign } from '../../../src/kernel/clean-text.ts';
import { fitActions } from '../../../src/message/fit-actions.ts';
import type { Message } from '../../../src/message/model.ts';
import { spansIn } from '../../../src/message/spans.ts';
import type { Answer } from '../../../src/platform.ts';
import { NOW, openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { anyMessage } from '../../fixtures/messages.ts';
import { sampleMessage } from '../../fixtures/sample-message.ts';
import { readHtml } from '../read-html.ts';
import type { Look } from '../illustrator.ts';
import { discord } from './illustrator.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const look: Look = { theme: 'dark', device: 'phone', zone: 'Europe/Berlin', now: NOW };
const answerOf = (message: Message): Answer => ({ message, line: 'brief aleppo', page: 1, visibility: 'private' });
const messageOf = (text: string): Message => ({
  tone: 'news',
  summary: 'A summary',
  blocks: [
    { kind: 'text', spans: [{ kind: 'plain', text }] },
    { kind: 'quote', words: text, by: [{ kind: 'strong', text }] },
    {
      kind: 'actions',
      actions: [{ kind: 'menu', prompt: text, options: [{ label: text, hint: text, line: 'help' }] }],
    },
  ],
  sources: [],
});

/** What no width has, as a browser shows it, and no space that differs from another. */
const shown = (html: string) =>
  readHtml(html)
    .text.replaceAll(/[\u200b\u200e\u2060]/g, '')
    .replaceAll('\u00a0', ' ');

/** What our attributes look like; an element has no other. */
const ours: Readonly<Record<string, RegExp>> = {
  class: /^[a-z][a-z -]*$/,
  href: /^https?:\/\//,
  start: /^\d+$/,
  style: /^--accent: #[0-9a-f]{6}$/,
};

function expectOnlyOurs(html: string): void {
  const foreign = readHtml(html)
    .elements.flatMap(({ attributes }) => Object.entries(attributes))
    .filter(([name, value]) => ours[name]?.test(value) !== true);
  expect(foreign).toEqual([]);
}

describe.for(commands.flatMap((command) => command.examples.map(({ line }) => line)))('the picture of “%s”', (line) => {
  test('shows all words of the answer and of what can be pressed', async () => {
    const answer = await office.ask(line);
    const pages = discord.pages(line, answer, { ...look, menusOpen: true });
    const text = pages.map(shown).join('\n');
    for (const html of pages) expectOnlyOurs(html);
    for (const span of answer.message.blocks.flatMap(spansIn).flat()) {
      if ('text' in span) expect(text).toContain(cleanForeign(span.text).trim());
    }
    for (const { headline, published } of answer.message.sources) {
      expect(text).toContain(headline);
      expect(text).toContain(published);
    }
    const actions = answer.message.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    for (const action of actions) {
      if (action.kind === 'button') expect(text).toContain(action.label);
      else for (const { label } of action.options) expect(text).toContain(label.slice(0, 90));
    }
  });
});

describe('foreign text', () => {
  test('becomes no element and no attribute, whatever message it stands in', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const html of discord.pages('brief', answerOf(fitActions(message)), { ...look, menusOpen: true })) {
          expectOnlyOurs(html);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is shown as it is', () => {
    for (const text of hostileTexts({ count: 300, seed: 21, max: 80 })) {
      const clean = cleanForeign(text).trim();
      const [html = ''] = discord.pages('brief', answerOf(messageOf(text)), { ...look, menusOpen: true });
      expectOnlyOurs(html);
      expect(shown(html)).toContain(clean.replaceAll('\u00a0', ' '));
    }
  });

  test('that looks like HTML is none', () => {
    const harm = '<img src=x onerror="alert(1)"><script>alert(1)</script>&lt;b&gt;</style>';
    const [html = ''] = discord.pages('brief', answerOf(messageOf(harm)), look);
    expect(readHtml(html).elements.map(({ tag }) => tag)).not.toContain('script');
    expect(shown(html)).toContain(harm);
  });
});

describe('a picture', () => {
  test('of a message with every kind of block', async () => {
    const pages = discord.pages('brief alepo', answerOf(sampleMessage), { ...look, menusOpen: true });
    await expect(pages.map(bodyOf).join('\n')).toMatchFileSnapshot('golden/sample.html');
  });

  test('of a mistake, and of a reply to a mention', async () => {
    const [mistake = ''] = discord.pages('brief', await office.ask('brief'), look);
    await expect(bodyOf(mistake)).toMatchFileSnapshot('golden/brief.html');
    const [reply = ''] = discord.pages('@Dossier status', await office.ask('status'), { ...look, theme: 'light' });
    await expect(bodyOf(reply)).toMatchFileSnapshot('golden/mention.html');
  });

  test('asks for nothing from elsewhere and runs nothing', () => {
    const [html = ''] = discord.pages('brief', answerOf(sampleMessage), look);
    expect(html).not.toMatch(/<(?:script|link|img|iframe)|url\(|@import/);
  });
});

function bodyOf(html: string): string {
  return html.slice(html.indexOf('</style>') + '</style>'.length).trim();
}
