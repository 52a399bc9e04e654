import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestName } from '../../../src/commands/digest/words.ts';
import { UserError } from '../../../src/kernel/errors.ts';
import { writeLine } from '../../../src/line/write-line.ts';
import { ACTION_LINE_MAX } from '../../../src/message/model.ts';
import { plainText } from '../../../src/message/plain-text.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { openDigestDesk } from '../../fixtures/digest-desk.ts';
import { HOSTILE_SAMPLES } from '../../fixtures/hostile-text.ts';
import { actionLines } from '../../fixtures/reading.ts';
import { databasesOf } from '../../state/databases.ts';
import { lineOf } from './reading.ts';

let briefs: TestDesk;
beforeAll(async () => {
  briefs = await openDesk();
});
afterAll(() => briefs.close());

const databases = databasesOf('sqlite');
const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_SAMPLES),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
);

describe('whatever a digest is called', () => {
  it('it is shown under that name, found by it, and every button leads to it', async () => {
    const desk = openDigestDesk(briefs, await databases.fresh());
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const answer = await desk.ask(writeLine('digest create', [], { name: text, at: '8:00', zone: 'UTC' }));
        const save = actionLines(answer.message).find((line) => line.startsWith('digest save'));
        expect(desk.faults).toEqual([]);
        if (save === undefined) {
          expect(plainText(answer.message)).toMatch(/needs |at most 60|called/);
          return;
        }
        const saved = await desk.ask(save);
        const [digest, ...more] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
        if (!digest || more.length > 0) throw new Error('not one digest');
        expect(digest.name.length).toBeLessThanOrEqual(60);
        expect(digest.name).toBe(digestName(digest.name));
        expect(plainText(saved.message)).toContain(digest.name);
        expect(saved.message.blocks[0]).toEqual({
          kind: 'heading',
          level: 1,
          spans: [{ kind: 'plain', text: digest.name }],
        });
        for (const { message } of [saved, await desk.ask('digest list'), await desk.ask('digest run')]) {
          for (const line of actionLines(message)) {
            expect(line.length).toBeLessThanOrEqual(ACTION_LINE_MAX);
            expect(line).toMatch(/^digest [a-z]+(?: [a-z0-9]{12})?$/);
          }
        }
        const again = await desk.ask(writeLine('digest show', [], { name: digest.name }));
        expect(again.line).toBe(`digest show ${digest.id}`);
        await desk.ask(lineOf(await desk.ask(`digest delete ${digest.id}`), 'Yes, delete it'));
        expect(await desk.office.list({ platform: 'chat', tenant: 'T1' })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('whatever is typed', () => {
  const names = ['at', 'days', 'text', 'sections', 'name', 'rename', 'draft', 'channel', 'zone', 'about', 'outlets'];

  it('into any argument is answered without a fault, and makes nothing by itself', async () => {
    const desk = openDigestDesk(briefs, await databases.fresh());
    await desk.ask(lineOf(await desk.ask('digest create Morning at:8:00 zone:UTC'), 'Save'));
    const [before] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
    const actions = fc.constantFrom('create', 'edit', 'show', 'list', 'preview', 'save', 'history', 'delete');
    await fc.assert(
      fc.asyncProperty(actions, fc.dictionary(fc.constantFrom(...names), anyText), async (action, given) => {
        const line = writeLine(`digest ${action}`, [], { ...given, ...(action === 'edit' ? { name: 'Morning' } : {}) });
        const { message } = await desk.ask(line);
        expect(message.summary).not.toBe('');
        await desk.desk.form({ line });
        expect(desk.faults).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(await desk.office.list({ platform: 'chat', tenant: 'T1' })).toEqual([before]);
  });
});

describe('a name', () => {
  it('is one line of at most 60 characters that shows all it holds, or refused in a sentence', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          const name = digestName(text);
          if (name === undefined) return;
          expect(name).toBe(name.trim());
          expect(name).not.toMatch(/\s{2}|[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
