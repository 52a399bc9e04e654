import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import type { Answer } from '../../../src/platform.ts';
import { NOW, openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { sampleMessage } from '../../fixtures/sample-message.ts';
import { readBlocks, seen } from '../../fakes/slack/read-blocks.ts';
import { renderAnswer } from '../../../src/platforms/slack/render.ts';
import type { Look } from '../illustrator.ts';
import { messagePage, slack } from './illustrator.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", nbsp: ' ' };

const look: Look = { theme: 'light', device: 'desktop', zone: 'UTC', now: NOW };

/** Letters alone, as lines are laid out by the drawing. */
const lettersOf = (text: string) => text.replaceAll(/[\s•]+/g, '');
const textOf = (html: string) =>
  html
    .replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, '')
    .replaceAll(/&(#x27|[a-z]+);/g, (whole, name: string) => entities[name] ?? whole);

describe.for(commands.map((command) => command.examples[0]?.line ?? ''))('the picture of “%s”', (line) => {
  test('shows every line of every page', async () => {
    const answer = await office.ask(line);
    const pages = slack.pages(line, answer, look);
    const shown = lettersOf(pages.map(textOf).join('\n'));
    for (const source of answer.message.sources) expect(shown).toContain(lettersOf(source.headline));
    expect(pages.length).toBeGreaterThan(0);
  });
});

test.each(['light', 'dark'] as const)('the picture of every kind of block shows all that is sent, %s', (theme) => {
  const answer: Answer = { message: sampleMessage, line: 'brief aleppo', page: 1, visibility: 'private' };
  const payload = renderAnswer(answer);
  const shown = lettersOf(textOf(messagePage(payload, { theme })));
  // A date is drawn in the zone of the reader.
  const lines = readBlocks(payload.blocks).filter(({ pieces }) => pieces.every(({ kind }) => kind !== 'date'));
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) expect(shown).toContain(lettersOf(seen(line)));
});

test('a picture asks for nothing from elsewhere and runs nothing', () => {
  const answer: Answer = { message: sampleMessage, line: 'brief aleppo', page: 1, visibility: 'private' };
  for (const html of slack.pages('sample', answer, look)) {
    expect(html).not.toMatch(/<script|<link|<iframe|\bon\w+=|url\((?!["']?data:)/);
    expect(html.match(/\bsrc="(?!data:)[^"]*"/g) ?? []).toEqual([]);
  }
});
