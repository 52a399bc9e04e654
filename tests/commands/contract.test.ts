import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { ACTION_LINE_MAX } from '../../src/message/model.ts';
import { plainSpans } from '../../src/message/plain-text.ts';
import type { Answer } from '../../src/platform.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { actionLines, citedIn, citesOf, itemsOf, listsOf, omissions } from '../fixtures/reading.ts';

const lines = commands.flatMap((command) => command.examples.map((example) => example.line));

/** What these say is about the bot itself, or of what belongs to somebody, so there is no brief to cite. */
const aboutItself = new Set([
  'help',
  'status',
  ...commands.filter(({ isSetting }) => isSetting === true).map(({ name }) => name),
]);

let office: TestDesk;
const answered = new Map<string, Promise<Answer>>();
const ask = (line: string): Promise<Answer> => {
  const known = answered.get(line) ?? office.ask(line);
  answered.set(line, known);
  return known;
};
const isAboutItself = (line: string) => aboutItself.has(line.split(' ')[0] ?? '');

beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

describe.for(lines)('the example “%s”', (line) => {
  it('is answered with news: no mistake, no question and no fault', async () => {
    const { message } = await ask(line);
    expect(office.faults).toEqual([]);
    expect(message.summary.trim()).not.toBe('');
    expect(message.blocks).not.toEqual([]);
    if (!isAboutItself(line)) expect(['news', 'person', 'dispute', 'figures', 'sources']).toContain(message.tone);
  });

  it('cites only what its sources list, and lists only what it cites', async () => {
    const { message } = await ask(line);
    expect(message.sources.map(({ n }) => n)).toEqual(message.sources.map((_, index) => index + 1));
    expect([...new Set(citedIn(message))].toSorted((a, b) => a - b)).toEqual(message.sources.map(({ n }) => n));
    expect(message.sources.length > 0).toBe(!isAboutItself(line));
  });

  it('cites a brief on every line of news', async () => {
    if (isAboutItself(line)) return;
    const { message } = await ask(line);
    const uncited = itemsOf(message)
      .filter((spans) => spans.every((run) => citesOf(run).length === 0))
      .map((spans) => spans.map(plainSpans).join(' / '));
    expect(uncited).toEqual([]);
  });

  it('opens each of its sources', async () => {
    const { message } = await ask(line);
    for (const source of message.sources) {
      const opened = await ask(source.line);
      expect(opened.line).toBe(source.line);
      expect(opened.message.summary).toBe(source.headline);
    }
  });

  it('offers only lines that a button can carry and that answer with something', async () => {
    const { message } = await ask(line);
    for (const action of actionLines(message)) {
      expect(action.length, action).toBeLessThanOrEqual(ACTION_LINE_MAX);
      const { message: next, line: understood } = await ask(action);
      // Help offers its examples as people would type them.
      if (!isAboutItself(line)) expect(understood, 'an action is written as it is understood').toBe(action);
      expect(['fault', 'question'], action).not.toContain(next.tone);
      if (!isAboutItself(action)) expect(next.tone, `${action}: ${next.summary}`).not.toBe('notice');
    }
    expect(office.faults).toEqual([]);
  });

  it('shows what it left out where it says', async () => {
    const { message } = await ask(line);
    for (const { shown, count, line: more } of omissions(message)) {
      if (more === undefined) continue;
      const { message: rest } = await ask(more);
      const told = listsOf(rest).reduce((sum, list) => sum + list.items.length + (list.omitted?.count ?? 0), 0);
      expect(told, `${more} after ${shown} + ${count}`).toBeGreaterThanOrEqual(shown + count);
    }
  });

  it('is answered in the same words when it is asked again as it was understood', async () => {
    const first = await ask(line);
    const again = await ask(first.line);
    expect(again.line).toBe(first.line);
    expect(again.message.summary).toBe(first.message.summary);
    expect(again.message.sources).toEqual(first.message.sources);
    // Only how a name was understood is said no more.
    expect(first.message.blocks.slice(-again.message.blocks.length)).toEqual(again.message.blocks);
  });
});

describe('whoever the briefs name', () => {
  it('is shown with a citation on every line and with no button that leads nowhere', async () => {
    const everybody = office.corpus.inTheNews({ kinds: ['actor'], limit: 1000 });
    expect(everybody.length).toBeGreaterThan(50);
    const wrong: string[] = [];
    for (const actor of everybody) {
      const { message } = await ask(`who ${actor.id}`);
      expect([...new Set(citedIn(message))].toSorted((a, b) => a - b)).toEqual(message.sources.map(({ n }) => n));
      for (const spans of itemsOf(message)) {
        const isCited = spans.some((run) => citesOf(run).length > 0);
        // An office may rest on a source outside the briefs, which it then names.
        if (!isCited && !spans.map(plainSpans).join(' ').includes('Source: ')) wrong.push(plainSpans(spans[0] ?? []));
      }
      for (const action of actionLines(message)) {
        const next = await ask(action);
        if (next.message.tone === 'notice' || next.line !== action) wrong.push(action);
      }
    }
    expect(wrong).toEqual([]);
  });
});
