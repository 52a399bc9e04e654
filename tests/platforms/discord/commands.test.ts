import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import { renderAnswer } from '../../../src/platforms/discord/render.ts';
import type { Answer, Request } from '../../../src/platform.ts';
import { describeMessage } from '../../fakes/discord/describe-message.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { fieldsOf, isForOneOnly, registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
/** What the bot asked the desk, oldest first. */
const requests: Request[] = [];
beforeAll(async () => {
  office = await openDesk();
  bot = await startBot({
    ...office.desk,
    answer(request) {
      requests.push(request);
      return office.desk.answer(request);
    },
  });
  await registered(bot);
});
afterAll(async () => {
  await bot.close();
  await office.close();
});

/** What the desk says to who asked last. */
const said = async (): Promise<Answer> => {
  const request = requests.at(-1);
  if (!request) throw new Error('nothing was asked');
  return office.desk.answer(request);
};
const described = (answer: Answer) => describeMessage(renderAnswer(answer).components);
const examples = commands.flatMap((command) => command.examples.map(({ line }) => line));
const isSetting = (name: string) => commands.some((command) => command.name === name && command.isSetting === true);

describe.for(examples)('the example “%s” as a slash command', (line) => {
  test('is answered to who asked alone, with what the desk says', async () => {
    const { line: understood } = await office.ask(line);
    const { name, options } = fieldsOf(understood, office.desk);
    const handle = bot.ann.command(bot.channel, name, options);
    const message = await handle.answer();
    expect(shown(message)).toBe(described({ ...(await said()), visibility: 'private' }));
    expect(handle.callback).toMatchObject({ type: 5 });
    expect(isForOneOnly(message)).toBe(true);
    expect(bot.ben.sees(bot.channel)).not.toContain(message);
  });

  test('is answered in the open where that is asked for, with nothing left to share', async () => {
    const { line: understood } = await office.ask(line);
    const { name, options } = fieldsOf(understood, office.desk);
    if (isSetting(name)) {
      // There is no such field to fill in.
      expect(() => bot.ann.command(bot.channel, name, { ...options, public: true })).toThrow(/public/);
      return;
    }
    const message = await bot.ann.command(bot.channel, name, { ...options, public: true }).answer();
    expect(isForOneOnly(message)).toBe(false);
    expect(bot.ben.sees(bot.channel)).toContain(message);
    expect(shown(message)).not.toContain('(Share');
  });

  test('is answered to a mention and to a direct message, as it is typed', async () => {
    const ways = [
      () => bot.ann.says(bot.channel, `${bot.discord.bot.mention} ${line}`),
      () => bot.ann.says(bot.ann.directMessages(), line),
    ];
    for (const write of ways) {
      const question = write();
      const reply = await bot.discord.until('a reply', () =>
        bot.discord.messages(question.channel).find(({ reference }) => reference === question),
      );
      expect(requests.at(-1)?.line).toBe(line);
      expect(shown(reply)).toBe(described({ ...(await said()), visibility: 'public' }));
    }
  });
});

test('nothing that was sent was refused, unknown or notified anybody', () => {
  expect(bot.discord.malformed).toEqual([]);
  expect(bot.discord.unexpected).toEqual([]);
  expect(bot.discord.pings).toEqual([]);
  expect(office.faults).toEqual([]);
  expect(bot.discord.requests.filter(({ status = 0 }) => status >= 400 || status === 0)).toEqual([]);
});

test('a command is deferred before anything is looked up', async () => {
  const handle = bot.ann.command(bot.channel, 'brief', { subject: 'aleppo' });
  const before = bot.discord.requests.length;
  await handle.answer();
  const own = bot.discord.requests.slice(before).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
  expect(own).toEqual(['POST callback', 'PATCH @original']);
});

test('free text is taken where an id is offered', async () => {
  const message = await bot.ann.command(bot.channel, 'who', { actor: 'Лавров' }).answer();
  expect(shown(message)).toContain('Sergey Lavrov');
});

test('a mistake is told to who made it alone, though the answer was asked for in the open', async () => {
  const handle = bot.ann.command(bot.channel, 'brief', { subject: 'aleppo', since: 'the day of glory', public: true });
  const told = await handle.followUp();
  expect(isForOneOnly(told)).toBe(true);
  expect(shown(told)).toContain('the day of glory');
  expect(handle.messages).toEqual([told]);
  expect(bot.ben.sees(bot.channel).some((message) => shown(message).includes('the day of glory'))).toBe(false);
});

test('in a direct message there is nothing to share, and what is said stays there', async () => {
  const message = await bot.ann.command(bot.ann.directMessages(), 'brief', { subject: 'aleppo' }).answer();
  expect(isForOneOnly(message)).toBe(false);
  expect(shown(message)).not.toContain('(Share');
});

test('in a thread it works as anywhere', async () => {
  const thread = bot.guild.addThread(bot.channel, 'Aleppo');
  const message = await bot.ann.command(thread, 'latest').answer();
  expect(shown(message)).toContain('Latest');
  const question = bot.ann.says(thread, `${bot.discord.bot.mention} latest`);
  await bot.discord.until('a reply in the thread', () =>
    bot.discord.messages(thread).find(({ reference }) => reference === question),
  );
});

test('who installed it has it in a server and in a conversation where the bot is not', async () => {
  const elsewhere = bot.discord.addGuild('Elsewhere', { withBot: false });
  const room = elsewhere.addTextChannel('room');
  const cleo = bot.discord.person('Cleo', { in: [elsewhere], hasInstalled: true });
  expect(shown(await cleo.command(room, 'brief', { subject: 'aleppo' }).answer())).toContain('Aleppo');
  const group = bot.discord.groupOf(cleo, bot.ben);
  const message = await cleo.command(group, 'brief', { subject: 'aleppo' }).answer();
  expect(isForOneOnly(message)).toBe(true);
});
