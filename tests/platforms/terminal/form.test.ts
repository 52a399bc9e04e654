import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Filling } from '../../../src/platforms/terminal/parts/filling.ts';
import type { ArgumentKind, Desk, Form, FormField } from '../../../src/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { editor, openDigestDesk, type DigestDesk } from '../../fixtures/digest-desk.ts';
import { HOSTILE_SAMPLES } from '../../fixtures/hostile-text.ts';
import { databasesOf } from '../../state/databases.ts';
import { startSession } from './harness.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001b[A';

const field = (name: string, kind: ArgumentKind, more: Partial<FormField> = {}): FormField => ({
  argument: {
    name,
    kind,
    description: name,
    required: false,
    positional: false,
    ...(kind === 'choice' ? { choices: ['silent', 'say'] } : {}),
    ...(kind === 'number' ? { min: 1, max: 25 } : {}),
  },
  label: name.toUpperCase(),
  required: false,
  ...more,
});
const form = (...fields: FormField[]): Form => ({ begin: 'digest create', title: 'New digest', submit: 'Go', fields });

describe('a form that is filled in field by field', () => {
  test('keeps what stands there where nothing is typed, and leaves out what stays empty', () => {
    const filling = new Filling(
      form(field('name', 'text'), field('zone', 'zone', { value: 'UTC' }), field('at', 'text')),
    );
    expect(filling.prompt).toBe('NAME: ');
    expect(filling.take(' Morning  news ')).toEqual({ kind: 'ask' });
    expect(filling.prompt).toBe('ZONE [UTC]: ');
    expect(filling.take('')).toEqual({ kind: 'ask' });
    expect(filling.take('')).toEqual({ kind: 'line', line: 'digest create name:"Morning news" zone:UTC' });
  });

  test('asks again for what is needed, and for what no such field takes', () => {
    const filling = new Filling(
      form(field('name', 'text', { required: true }), field('most', 'number'), field('empty', 'choice')),
    );
    for (const text of ['', '  ', 'none', '.']) {
      expect(filling.take(text)).toEqual({ kind: 'ask', why: 'NAME is needed.' });
    }
    filling.take('Morning');
    for (const text of ['0', '26', 'many', '1.5']) {
      expect(filling.take(text)).toEqual({ kind: 'ask', why: 'It is a whole number from 1 to 25.' });
    }
    filling.take('5');
    expect(filling.take('loud')).toEqual({ kind: 'ask', why: 'It is one of silent, say.' });
    expect(filling.take('say')).toMatchObject({ line: 'digest create name:Morning most:5 empty:say' });
  });

  test('takes the rest as it stands at a full stop, once all that is needed is there', () => {
    const filling = new Filling(
      form(field('name', 'text', { required: true }), field('most', 'number', { value: '10' }), field('text', 'text')),
    );
    filling.take('Morning');
    expect(filling.take('.')).toEqual({ kind: 'line', line: 'digest create name:Morning most:10' });
  });

  test('makes a line of whatever is typed that gives each field what was typed into it', () => {
    const anyText = fc.oneof(fc.constantFrom(...HOSTILE_SAMPLES), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const filling = new Filling(form(field('name', 'text'), field('text', 'text')));
        const first = filling.take(one);
        const taken = first.kind === 'line' ? first : filling.take(other);
        expect(taken.kind).toBe('line');
        if (taken.kind === 'line') expect(taken.line).toMatch(/^digest create(?: |$)/);
      }),
    );
  });
});

describe('at a prompt', () => {
  let briefs: TestDesk;
  beforeAll(async () => {
    briefs = await openDesk();
  });
  afterAll(() => briefs.close());
  const databases = databasesOf('sqlite');

  async function open(isInteractive = true) {
    const office = openDigestDesk(briefs, await databases.fresh());
    const desk = withEditor(office);
    const session = await startSession(desk, {
      isInputTerminal: isInteractive,
      isOutputTerminal: isInteractive,
      zone: 'Europe/Amsterdam',
      greetingLine: 'help',
    });
    return { office, ...session };
  }

  test('a digest is made from nothing, looked at, changed and saved', async () => {
    const { office, input, running, until, written } = await open();
    await until('> ');
    input.write('digest create\r');
    await until('Name: ');
    input.write('Morning news\r');
    await until('Channel [#C1]: ');
    input.write('\r');
    await until('When: ');
    input.write('weekdays 8:00\r');
    await until('Time zone [Europe/Amsterdam]: ');
    // In one piece these keys would count as pasted, and a pasted tab is a tab.
    for (const keys of ['tokyo', '\t']) input.write(keys);
    await until('Asia/Tokyo ');
    input.write('\r');
    await until('About: ');
    input.write('aleppo\r');
    await until('Leave out: ');
    input.write('.\r');
    await until('> digest create name:"Morning news" channel:#C1 at:"weekdays 8:00" zone:Asia/Tokyo about:aleppo');
    await until('1 Save   2 Change');
    input.write('2\r');
    await until('Name [Morning news]: ');
    input.write('Noon\r');
    await until('Channel [#C1]: ');
    input.write('.\r');
    await until('A new digest: Noon');
    input.write('1\r');
    await until('It is saved.');
    input.write(CTRL_D);
    await running.ended;
    const [digest, ...more] = await office.office.list({ platform: 'chat', tenant: 'T1' });
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ name: 'Noon', channel: 'C1', definition: { about: ['aleppo'] } });
    expect(office.faults).toEqual([]);
    expect(written()).not.toContain('undefined');
  });

  test('Ctrl-C leaves the form, and nothing was done', async () => {
    const { office, input, running, until } = await open();
    await until('> ');
    input.write('digest create\r');
    await until('Name: ');
    input.write(`Mor${CTRL_C}`);
    await until('(Nothing was done.)');
    input.write('digest list\r');
    await until('There are no digests here yet.');
    input.write(CTRL_D);
    await running.ended;
    expect(office.faults).toEqual([]);
  });

  test('what was told to a form is no line of the history, and the line that it made is', async () => {
    const { input, running, until, written } = await open();
    await until('> ');
    input.write('digest create\r');
    await until('Name: ');
    input.write('Morning\r');
    await until('Channel [#C1]: ');
    input.write('\r');
    await until('When: ');
    input.write('nonsense\r');
    await until('Time zone');
    input.write('.\r');
    await until('neither a day nor a time');
    const before = written().length;
    input.write(UP);
    await until('> ');
    input.write('\r');
    await until('neither a day nor a time');
    expect(written().slice(before)).toContain('digest create name:Morning channel:#C1 at:nonsense');
    input.write(CTRL_D);
    await running.ended;
  });

  test('where a program writes, nobody is asked: the line is answered with what it lacks', async () => {
    const { input, running, written } = await open(false);
    input.end('digest create\n');
    await running.ended;
    expect(written()).toContain('A digest needs a name and the times at which it comes.');
  });
});

/** Whoever sits at the terminal asks as somebody of the community that the test looks into. */
function withEditor({ desk }: DigestDesk): Desk {
  const by = editor();
  return {
    ...desk,
    answer: (request) => desk.answer({ ...request, by }),
    form: (request) => desk.form({ ...request, by }),
    completeArgument: (typing) => desk.completeArgument({ ...typing, by }),
  };
}
