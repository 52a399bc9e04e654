import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
beforeAll(async () => {
  office = await openDesk();
  bot = await startBot(office.desk);
  await registered(bot);
});
afterAll(async () => {
  await bot.close();
  await office.close();
});

const typed = async (text: string, command = 'who', field = 'actor') =>
  (await bot.ann.autocomplete(bot.channel, command, { [field]: text }, field)).choices;

test('a choice says who that is, and stands for an id', async () => {
  const [first] = await typed('lavr');
  expect(first).toEqual({ name: 'Sergey Lavrov — Foreign Minister, Russia · 5 briefs', value: 'sergey-lavrov' });
});

test('other spellings, other scripts and typos lead to the same choice', async () => {
  for (const text of ['Lavroff', 'Лавров', 'lavrpv', 'SERGEI LAVROV']) {
    expect((await typed(text)).map(({ value }) => value)).toContain('sergey-lavrov');
  }
});

test('an empty field offers what is in the news', async () => {
  const choices = await typed('', 'brief', 'subject');
  expect(choices.length).toBeGreaterThan(5);
  expect(choices.map(({ value }) => value)).toContain('aleppo');
});

test('every field that completes does so for a hostile text, with what the platform takes', async () => {
  const fields = bot.discord
    .commands()
    .flatMap(({ name, options = [] }) =>
      options.flatMap((option) =>
        'autocomplete' in option && option.autocomplete ? [{ name, field: option.name }] : [],
      ),
    );
  expect(fields.length).toBeGreaterThan(commands.length);
  for (const [index, text] of [...hostileTexts({ count: 60, seed: 3, max: 90 })].entries()) {
    const { name, field } = fields[index % fields.length] ?? { name: 'who', field: 'actor' };
    await typed(text, name, field);
  }
  expect(bot.discord.malformed).toEqual([]);
});

test('the words of a choice are taken for the choice, as who copies them sends them', async () => {
  const [first] = await typed('lavr');
  const message = await bot.ann.command(bot.channel, 'who', { actor: first?.name ?? '' }).answer();
  expect(shown(message)).toContain('## Sergey Lavrov');
  expect(shown(message)).not.toContain('for “');
});

test('a field of a command that was taken out since offers nothing, and nothing fails', async () => {
  expect(await office.desk.completeArgument({ command: 'gone', argument: 'actor', text: 'x' })).toEqual([]);
  expect(await office.desk.completeArgument({ command: 'who', argument: 'gone', text: 'x' })).toEqual([]);
});
