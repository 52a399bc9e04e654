import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { slugOf } from '../../src/kernel/fold.ts';
import { plainText } from '../../src/message/plain-text.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';

/**
 * Whole answers over the five briefs, as their readers would get them in plain text. Read a changed file as an editor
 * would before it is taken over with `npx vitest run tests/commands -u`: nothing here knows whether it is good news.
 */

const examples = commands.flatMap((command) => command.examples.map((example) => example.line));

const asPeopleType = [
  'who lavrof',
  'who john',
  'who "us secretary of state"',
  'who nobody at all',
  'brief хaлеппо',
  'brief nothing like this',
  'brief zzyzx qqqv',
  'brief',
  'breif aleppo',
  'aleppo',
  'who is lavrov?',
  'said lavrov',
  'said kerry lavrov',
  'said',
  'compare kerry',
  'compare kerry kerry',
  'story nonsense',
  'story kerry',
  'links kerry since:2016-11',
  'links geneva',
  'numbers syria outlet:interfax',
  'latest since:2030',
  'latest since:7d',
  'brief aleppo page:99',
  'brief aleppo page:0',
  'brief aleppo since:nonsense',
  'brief aleppo colour:red',
  'find "',
  'find ceasefire',
  'help nonsense',
  'names',
  'names Kerry said that Blinken, Jimmy Carter and “RIA Novosti” met Lavrow over the ceasefire. Trump Jr. stayed in Paris.',
  'names Встреча Сергея Лаврова с Блинкеном в Москве: боевики покинули Алеппо',
  'names nobody that anybody knows',
  'check Kerry offered Russia a swap over Aleppo; almost 400 civilians died last week, the UN says 10,000 were killed',
  'check Lavrov said “nothing is agreed until everything is agreed”. Obama and Putin met for 60 minutes. Putin never spoke to Trump by telephone.',
  'check The ECB raised rates to 4.5% on 3 May, Lagarde said. What now?',
  'check Лавров заявил, что договорённости по Алеппо пока нет.',
  'check lol',
  '',
];

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

/** The line as a file name: other scripts are romanised, and what has no letters is called `nothing`. */
const fileOf = (line: string) =>
  `golden/${slugOf(line.replaceAll(':', ' is ')) || 'nothing'}${/\P{ASCII}/u.test(line) ? '-as-typed' : ''}.txt`;

it('has a file of its own for every line', () => {
  const files = [...examples, ...asPeopleType].map(fileOf);
  expect(new Set(files).size).toBe(files.length);
});

describe('the answer to', () => {
  it.for([...examples, ...asPeopleType])('“%s” is the one that an editor has read', async (line) => {
    const { message, line: understood, page, visibility } = await office.ask(line);
    const head = [
      `asked:      ${line}`,
      `understood: ${understood}`,
      `shown:      ${visibility}, page ${page}, ${message.tone}`,
      `summary:    ${message.summary}`,
    ];
    await expect(`${head.join('\n')}\n\n${plainText(message)}\n`).toMatchFileSnapshot(fileOf(line));
    expect(office.faults).toEqual([]);
  });
});
