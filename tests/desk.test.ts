import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../src/commands/all.ts';
import { createDesk } from '../src/desk.ts';
import { fixedClock } from '../src/kernel/clock.ts';
import { ACTION_LINE_MAX } from '../src/message/model.ts';
import type { Answer } from '../src/platform.ts';
import { NOW, openDesk, type TestDesk } from './fixtures/desk.ts';
import { noServices } from './fixtures/services.ts';
import { hostileTexts } from './fixtures/hostile-text.ts';
import { actionLines, citedIn } from './fixtures/reading.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

/** What holds for any answer to anything. */
function expectAnAnswer({ message, page, line }: Answer): void {
  expect(office.faults).toEqual([]);
  expect(message.tone).not.toBe('fault');
  expect(message.summary.trim()).not.toBe('');
  expect(message.blocks.length).toBeGreaterThan(0);
  expect(page).toBeGreaterThanOrEqual(1);
  expect(typeof line).toBe('string');
  const numbers = new Set(message.sources.map(({ n }) => n));
  expect(citedIn(message).filter((n) => !numbers.has(n))).toEqual([]);
  expect(actionLines(message).filter((action) => action.length > ACTION_LINE_MAX)).toEqual([]);
}

describe('any line at all', () => {
  const hostile = [...hostileTexts({ count: 250, seed: 7, max: 1900 })];
  const examples = commands.flatMap((command) => command.examples.map((example) => example.line));
  const names = commands.map((command) => command.name);

  it('that breaks other programs is answered', async () => {
    for (const line of hostile) expectAnAnswer(await office.ask(line));
  });

  it('is answered after any command', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.string(), fc.constantFrom(...hostile)),
        async (name, text) => {
          expectAnAnswer(await office.ask(`${name} ${text}`));
        },
      ),
      { numRuns: 250 },
    );
  });

  it('is answered where a line that works was cut, doubled or mixed up', async () => {
    const words = [...new Set(examples.flatMap((line) => line.split(' ')))];
    const bits = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('"', ':', 'since:', 'page:2', 'public:yes', '“', '?', 'and'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 7 }), async (mixed) => {
        expectAnAnswer(await office.ask(mixed.join(' ')));
      }),
      { numRuns: 250 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...examples), fc.nat(), fc.nat(), async (line, from, length) => {
        const at = from % (line.length + 1);
        expectAnAnswer(await office.ask(line.slice(0, at) + line.slice(at + (length % 4))));
      }),
      { numRuns: 150 },
    );
  });

  it('is understood the same way again, once it was understood', async () => {
    const words = [
      'kerry',
      'lavrov',
      'aleppo',
      'the',
      'of',
      'and',
      '"x y"',
      'zz',
      'why?',
      'on',
      'about',
      'геополитика',
      'a:b',
    ];
    const lines = fc
      .tuple(
        fc.constantFrom('brief', 'find', 'said', 'numbers', 'disputed', 'sources'),
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
      )
      .map(([command, rest]) => [command, ...rest].join(' '));
    await fc.assert(
      fc.asyncProperty(lines, async (line) => {
        const { line: once, message } = await office.ask(line);
        if (message.tone === 'question') return;
        expect((await office.ask(once)).line).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  it('costs bounded work, however long: a line of a book is told to be too long', async () => {
    const { message } = await office.ask('brief '.repeat(500_000));
    expect(message.summary).toMatch(/longer than 2000 characters/);
    expect(office.desk.visibility(`${' '.repeat(500_000)}x public:yes`)).toBe('private');
    expect(office.desk.complete('“'.repeat(500_000)).choices).toEqual([]);
  });
});

describe('a follow-up that no button can carry', () => {
  it('stands there as a line to type, because one long button would lose the whole message', async () => {
    const words = 'ceasefire convoy humanitarian aid aleppo geneva talks russia united states opposition siege';
    const { message } = await office.ask(`brief ${words} since:2016-08-01 until:2016-12-31`);
    expect(message.sources.length).toBeGreaterThan(0);
    expect(actionLines(message).filter((line) => line.length > ACTION_LINE_MAX)).toEqual([]);
    const typed = message.blocks.flatMap((block) =>
      block.kind === 'list'
        ? block.items.flatMap(({ spans }) => spans.flatMap((span) => (span.kind === 'code' ? [span.text] : [])))
        : [],
    );
    expect(typed).toContainEqual(expect.stringMatching(/^sources ceasefire convoy/));
    for (const line of typed) expectAnAnswer(await office.ask(line));
  });

  it('is told for a name that is too long to look for with one press', async () => {
    const { message } = await office.ask(`who ${'nobody of that name '.repeat(8)}`);
    expect(message.tone).toBe('notice');
    expect(actionLines(message).filter((line) => line.length > ACTION_LINE_MAX)).toEqual([]);
  });
});

describe('a fault', () => {
  it('is told with an incident that the log has too, and nothing of its text', async () => {
    const reported: [string, unknown][] = [];
    const broken = new Error('the secret of the machine');
    const desk = createDesk({
      corpus: office.corpus,
      names: {
        resolve() {
          throw broken;
        },
        complete: () => [],
      },
      commands,
      services: noServices,
      clock: fixedClock(NOW),
      report: (incident, error) => reported.push([incident, error]),
    });
    const { message, visibility, line } = await desk.answer({ line: 'brief aleppo public:yes' });
    expect(message.tone).toBe('fault');
    expect(visibility).toBe('private');
    expect(line).toBe('brief aleppo public:yes');
    expect(reported).toEqual([[expect.stringMatching(/^[A-Z0-9]{7}$/i), broken]]);
    expect(message.summary).toContain(reported[0]?.[0]);
    expect(JSON.stringify(message)).not.toContain('secret');
  });
});

describe('the sheets of the commands', () => {
  it('hold what a native form needs, within the limits of the strictest platform', () => {
    for (const sheet of office.desk.commands) {
      expect(sheet.name).toMatch(/^[a-z]{1,32}$/);
      expect(sheet.description.length).toBeLessThanOrEqual(100);
      expect(sheet.examples.length).toBeGreaterThan(0);
      for (const argument of sheet.arguments) {
        expect(argument.name).toMatch(/^[a-z]{1,32}$/);
        expect(argument.description.length, `${sheet.name} ${argument.name}`).toBeLessThanOrEqual(100);
      }
      const required = sheet.arguments.map((argument) => argument.required);
      expect(required, 'what is required comes first').toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  });
});
