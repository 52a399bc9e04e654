import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCommand, type Command } from '../../src/command.ts';
import { cleanForeign } from '../../src/kernel/clean-text.ts';
import { parseDay } from '../../src/kernel/partial-date.ts';
import { writeLine } from '../../src/line/write-line.ts';
import { createUnderstanding, type Understanding } from '../../src/understanding/understand.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

const TODAY = parseDay('2016-12-01') ?? expect.fail();

const weigh = defineCommand({
  name: 'weigh',
  description: 'A command that takes a whole text',
  visibility: 'private',
  arguments: { text: { kind: 'text', whole: true, required: true, positional: true, description: 'A text' } },
  examples: [{ line: 'weigh Kerry said so', shows: 'it' }],
  run: () => ({ tone: 'news', summary: '', blocks: [], sources: [] }),
});

let office: TestDesk;
let understanding: Understanding;
beforeAll(async () => {
  office = await openDesk();
  const names = { resolve: () => ({ kind: 'none', nearest: [] }) as const, complete: () => [] };
  const others: readonly Command[] = [{ ...weigh, name: 'brief' }];
  understanding = createUnderstanding({ corpus: office.corpus, names, commands: [weigh, ...others] });
});
afterAll(() => office.close());

async function textOf(line: string): Promise<unknown> {
  const understood = await understanding.understand(line, TODAY);
  return understood.kind === 'run' ? understood.values['text'] : undefined;
}

/** A text as it can be read: one line, no character that nobody sees. */
const readable = (text: string) => cleanForeign(text.replaceAll(/\s+/g, ' ')).trim().replaceAll(/\s+/g, ' ');
const marksOfEveryKind = (text: string) => ['"', '”', '“', '»'].every((mark) => text.includes(mark));

const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts({ count: 300, seed: 11, max: 3000 })),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...' "“”„«»\':?|.\npage:2 public:yes text:since:7d'.split('')), maxLength: 40 }),
);

describe('a whole text', () => {
  it('that a platform writes into a line is understood as it was, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const clean = readable(text);
        const expected = clean === '' ? undefined : marksOfEveryKind(clean) ? clean.replaceAll('"', "'") : clean;
        const line = writeLine('weigh', [], { text: clean });
        expect(await textOf(line)).toBe(expected);
        // As the platforms ask for a page of it, and for everybody.
        expect(await textOf(`${line} page:2`)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same where it was typed, and comes back the same from the line as it was understood', async () => {
    for (const text of ['Kerry said: "no" since:7d?', 'why?', '“a” «b»', 'the end', 'https://example.org/a?b=c:d']) {
      expect(await textOf(`weigh ${text}`)).toBe(text);
      const understood = await understanding.understand(`weigh ${text}`, TODAY);
      if (understood.kind !== 'run') throw new Error('not understood');
      const { command, positional, named } = understood.line;
      expect(await textOf(writeLine(command, positional, named))).toBe(text);
    }
  });

  it('is taken whole where the name of the command was misspelt', async () => {
    expect(await textOf('wiegh Kerry said: "no" since:7d')).toBe('Kerry said: "no" since:7d');
  });

  it('may be longer than other lines, and of a longer one it is told how much was read', async () => {
    const long = 'Kerry met Lavrov. '.repeat(900);
    const understood = await understanding.understand(`weigh ${long}`, TODAY);
    if (understood.kind !== 'run') throw new Error('not understood');
    const text = understood.values['text'];
    if (typeof text !== 'string') throw new Error('not a text');
    expect(text.length).toBeLessThanOrEqual(12_000);
    expect(text.length).toBeGreaterThan(11_900);
    expect(long.startsWith(text)).toBe(true);
    const [note] = understood.notes;
    expect(note?.kind === 'note' && note.spans.map((span) => ('text' in span ? span.text : '')).join('')).toBe(
      `The text has 16,199 characters. The first ${text.length.toLocaleString('en')} were read, the rest was not.`,
    );
    expect(await textOf(`brief ${'a'.repeat(2500)}`)).toBe('a'.repeat(2500));
  });

  it('says before any work who will see the answer', () => {
    const long = 'Kerry met Lavrov. '.repeat(500);
    expect(understanding.isPublic(`weigh ${long}`)).toBe(false);
    expect(understanding.isPublic(`weigh public:yes ${long}`)).toBe(true);
    expect(understanding.isPublic(writeLine('weigh', [], { text: long, public: 'yes' }))).toBe(true);
    expect(understanding.isPublic(writeLine('weigh', [], { text: 'it went public:yes' }))).toBe(false);
  });

  it('is asked for where it is missing', async () => {
    const understood = await understanding.understand('weigh', TODAY);
    expect(understood.kind === 'reply' && understood.message.summary).toBe(
      'weigh needs to know: a text. For example: weigh Kerry said so.',
    );
  });
});
