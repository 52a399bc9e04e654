import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const values = (line: string) => office.desk.complete(line).choices.map((choice) => choice.value);

/** The line with its first choice put in, as a terminal does. */
function taken(line: string): string | undefined {
  const { from, choices } = office.desk.complete(line);
  return choices[0] && line.slice(0, from) + choices[0].value;
}

describe('a line that is being typed', () => {
  it('begins with every command', () => {
    expect(values('')).toEqual(office.desk.commands.map((command) => command.name));
    expect(values('   ')).toEqual(values(''));
  });

  it.for([
    ['br', 'brief'],
    ['/br', 'brief'],
    ['  ti', '  timeline'],
    ['brief al', 'brief aleppo'],
    ['BRIEF al', 'BRIEF aleppo'],
    ['brief since:2016 al', 'brief since:2016 aleppo'],
    ['brief eastern al', 'brief eastern-aleppo'],
    ['who Лав', 'who sergey-lavrov'],
    ['who lavrof', 'who sergey-lavrov'],
    ['who sergey lav', 'who sergey-lavrov'],
    ['who "sergey lav', 'who sergey-lavrov'],
    ['help comp', 'help compare'],
    ['story 2016-11-28', 'story 2016-11-28-kerry-aleppo-efforts'],
    ['story hangzhou', 'story 2016-09-07-no-syria-truce-deal'],
    ['said kerry alep', 'said kerry aleppo'],
    ['said kerry about alep', 'said kerry about aleppo'],
    ['compare kerry and lav', 'compare kerry and sergey-lavrov'],
    ['compare "ria novosti" int', 'compare "ria novosti" interfax'],
    ['brief aleppo outlet:int', 'brief aleppo outlet:interfax'],
    ['brief aleppo Outlet:int', 'brief aleppo Outlet:interfax'],
    ['brief aleppo outlet:"wash', 'brief aleppo outlet:washington-post'],
    ['brief aleppo place:gen', 'brief aleppo place:geneva'],
    ['brief aleppo since:', 'brief aleppo since:7d'],
    ['latest o', 'latest outlet:'],
    ['ale', 'aleppo'],
  ] as const)('“%s” can become “%s”', ([line, expected]) => {
    expect(taken(line)).toBe(expected);
  });

  it('offers what is in the news before a letter is typed', () => {
    expect(values('brief ')[0]).toBe('aleppo');
    expect(values('said kerry ').length).toBeGreaterThan(0);
  });

  it('offers only outlets where an outlet is wanted, also before a letter is typed', () => {
    const offered = values('latest outlet:');
    expect(offered).toContain('interfax');
    expect(offered).not.toContain('john-kerry');
    expect(offered).not.toContain('john-kirby');
  });

  it('offers filters where nothing else can follow', () => {
    expect(values('latest ')).toEqual(['since:', 'until:', 'outlet:', 'place:']);
    expect(values('brief aleppo sinc')).toContain('since:');
    expect(values('status ')).toEqual([]);
  });

  it('offers nothing after what is no command', () => {
    expect(values('zzz al')).toEqual([]);
    expect(values('zzz')).toEqual([]);
  });

  it('gives lines that are understood as the choice says', async () => {
    for (const line of [
      'brief ',
      'who l',
      'story ',
      'said kerry about ',
      'links kerry la',
      'latest outlet:',
      'latest place:',
    ]) {
      const { from, choices } = office.desk.complete(line);
      for (const { value } of choices.slice(0, 5)) {
        const whole = line.slice(0, from) + value;
        const { line: understood, message } = await office.ask(whole);
        expect(message.tone, whole).not.toBe('question');
        expect(understood, whole).toContain(value);
      }
    }
    expect(office.faults).toEqual([]);
  });
});

describe('an argument of a native form', () => {
  it('has choices with a label and what it is', async () => {
    const [first] = await office.desk.completeArgument({ command: 'brief', argument: 'subject', text: 'lavr' });
    expect(first).toEqual({
      value: 'sergey-lavrov',
      label: 'Sergey Lavrov',
      hint: 'Foreign Minister, Russia · 5 briefs',
    });
    const [newest] = await office.desk.completeArgument({ command: 'story', argument: 'brief', text: '' });
    expect(newest).toEqual({
      value: '2016-11-29-moscow-denies-aleppo-swap',
      label: 'Moscow denies that Kerry seeks an exchange to lift the siege of Aleppo',
      hint: '29 Nov 2016',
    });
  });

  it('has no more than a form shows, and none where there is no such argument', async () => {
    expect(await office.desk.completeArgument({ command: 'brief', argument: 'subject', text: '' })).toHaveLength(25);
    for (const [command, argument] of [
      ['brief', 'nonsense'],
      ['nonsense', 'subject'],
      ['brief', 'constructor'],
      ['brief', '__proto__'],
      ['toString', 'toString'],
    ] as const) {
      expect(await office.desk.completeArgument({ command, argument, text: 'a' })).toEqual([]);
    }
  });
});

describe('whatever is typed', () => {
  const hostile = [...hostileTexts({ count: 300, seed: 11, max: 1500 })];
  const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile));
  const started = fc.constantFrom(
    '',
    'brief ',
    'said ',
    'said kerry ',
    'latest outlet:',
    'brief constructor:',
    'story ',
    'help ',
    '/',
  );

  it('completion answers, within the line and with no more than is shown', () => {
    fc.assert(
      fc.property(started, anyText, (start, text) => {
        const line = start + text;
        const { from, choices } = office.desk.complete(line);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(line.length);
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { value, label } of choices) {
          expect(value).not.toBe('');
          expect(label).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a form has its choices', async () => {
    const sheets = office.desk.commands.flatMap((command) =>
      command.arguments.map((argument) => [command.name, argument.name] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sheets), anyText, async ([command, argument], text) => {
        expect((await office.desk.completeArgument({ command, argument, text })).length).toBeLessThanOrEqual(25);
      }),
      { numRuns: 300 },
    );
  });
});
