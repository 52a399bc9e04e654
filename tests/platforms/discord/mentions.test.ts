import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredMessage } from '../../fakes/discord/messages/stored-message.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { logged, registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
let mention: string;
beforeAll(async () => {
  office = await openDesk();
  bot = await startBot(office.desk);
  mention = bot.discord.bot.mention;
  await registered(bot);
});
afterAll(async () => {
  await bot.close();
  await office.close();
});

const replyTo = (question: StoredMessage) =>
  bot.discord.until(`a reply to “${question.content}”`, () =>
    bot.discord.messages(question.channel).find(({ reference }) => reference === question),
  );

/** What the bot answers to a later message shows that it did not answer an earlier one. */
async function isUnanswered(question: StoredMessage): Promise<boolean> {
  await replyTo(bot.ann.says(bot.channel, `${mention} status`));
  return !bot.discord.messages(question.channel).some(({ reference }) => reference === question);
}

test.each([
  ['who is lavrov', (words: string) => `${mention} ${words}`],
  ['who is lavrov', (words: string) => `${mention}, ${words}?`],
  ['who is lavrov', (words: string) => `${words} ${mention}`],
  ['who is lavrov', (words: string) => `<@!${/\d+/.exec(mention)?.[0] ?? ''}> ${words}`],
])('a mention before or after the question asks it: %s', async (words, written) => {
  const reply = await replyTo(bot.ann.says(bot.channel, written(words)));
  expect(shown(reply)).toContain('## Sergey Lavrov');
  expect(bot.discord.pings).toEqual([]);
});

test('a bare mention is answered with help', async () => {
  expect(shown(await replyTo(bot.ann.says(bot.channel, mention)))).toContain('What can be asked');
});

test('a mention in the middle of a sentence talks about the bot and not to it', async () => {
  expect(await isUnanswered(bot.ann.says(bot.channel, `I asked ${mention} about lavrov yesterday`))).toBe(true);
});

test('a reply to an answer mentions the bot without asking anything', async () => {
  const answer = await replyTo(bot.ann.says(bot.channel, `${mention} latest`));
  expect(await isUnanswered(bot.ann.says(bot.channel, 'thanks', { replyTo: answer }))).toBe(true);
});

test('what others write is neither answered nor seen, as the bot asks for no right to read it', async () => {
  expect(await isUnanswered(bot.ann.says(bot.channel, 'who is lavrov'))).toBe(true);
  expect(bot.discord.gateway.sessions.map(({ intents }) => intents)).toEqual([(1 << 9) | (1 << 12)]);
});

test('where the bot may not read what was written before, it answers in the channel all the same', async () => {
  const forgetful = bot.guild.addTextChannel('forgetful');
  forgetful.deny(bot.discord.bot, 'ReadMessageHistory');
  bot.ann.says(forgetful, `${mention} latest`);
  const answer = await bot.discord.until('an answer', () =>
    bot.discord.messages(forgetful).find(({ author }) => author === bot.discord.bot),
  );
  expect(shown(answer)).toContain('Latest');
  expect(bot.discord.messages(bot.ann.directMessages())).toEqual([]);
});

test('the answer to somebody who may write where the bot may not goes to that person alone', async () => {
  const quiet = bot.guild.addTextChannel('quiet');
  quiet.deny(bot.discord.bot, 'SendMessages');
  bot.ann.says(quiet, `${mention} latest`);
  const answer = await bot.discord.until('a direct message', () =>
    bot.discord.messages(bot.ann.directMessages()).find(({ author }) => author === bot.discord.bot),
  );
  expect(shown(answer)).toContain('Latest');
});

test('where the person takes no direct messages either, that is in the log and nothing fails', async () => {
  const quiet = bot.guild.addTextChannel('quieter');
  quiet.deny(bot.discord.bot, 'SendMessages');
  const dan = bot.discord.person('Dan', { in: [bot.guild], takesDirectMessages: false });
  dan.says(quiet, `${mention} latest`);
  await logged(bot, 'could not be delivered');
  expect(office.faults).toEqual([]);
});

test('a channel that is gone by the time of the answer is in the log too', async () => {
  const brief = bot.guild.addTextChannel('brief');
  const held = bot.discord.faults.hold('POST /channels/*/messages', 'before');
  bot.ann.says(brief, `${mention} latest`);
  await held.reached();
  bot.guild.removeChannel(brief);
  held.release();
  await logged(bot, '"why":"gone"');
  expect(office.faults).toEqual([]);
});

test('a mistake is told in the open, where the question was asked', async () => {
  const reply = await replyTo(bot.ann.says(bot.channel, `${mention} brief aleppo since:never`));
  expect(shown(reply)).toContain('never');
});

test('what is asked stands in no line of the log', async () => {
  await replyTo(bot.ann.says(bot.channel, `${mention} find canary-of-the-question`));
  expect(bot.log()).not.toContain('canary');
});
