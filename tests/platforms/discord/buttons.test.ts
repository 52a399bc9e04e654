import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Desk } from '../../../src/platform.ts';
import { fakeDesk } from '../terminal/fake-desk.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { isForOneOnly, registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
beforeEach(async () => {
  office = await openDesk();
  bot = await startBot(office.desk);
  await registered(bot);
});
afterEach(async () => {
  expect(bot.discord.malformed).toEqual([]);
  expect(bot.discord.unexpected).toEqual([]);
  expect(bot.discord.pings).toEqual([]);
  await bot.close();
  await office.close();
});

const brief = async (options: Record<string, string | boolean> = {}) =>
  bot.ann.command(bot.channel, 'brief', { subject: 'aleppo', ...options }).answer();

describe('the pages of an answer', () => {
  test('are turned in the message itself by who asked', async () => {
    const message = await brief();
    expect(shown(message)).toContain('1/3');
    await bot.ann.press(message, 'Next').answer();
    expect(shown(message)).toContain('2/3');
    await bot.ann.press(message, 'Prev').answer();
    expect(shown(message)).toContain('1/3');
    expect(bot.discord.messages(bot.channel)).toEqual([message]);
  });

  test('are not turned under the eyes of others: who else presses gets a copy alone', async () => {
    const message = await brief({ public: true });
    const before = shown(message);
    const copy = await bot.ben.press(message, 'Next').answer();
    expect(copy).not.toBe(message);
    expect(isForOneOnly(copy)).toBe(true);
    expect(shown(copy)).toContain('2/3');
    expect(shown(message)).toBe(before);
    await bot.ann.press(message, 'Next').answer();
    expect(shown(message), 'who asked turns it for all').toContain('2/3');
  });

  test('of an answer to a mention are given to each reader alone', async () => {
    const question = bot.ann.says(bot.channel, `${bot.discord.bot.mention} brief aleppo`);
    const reply = await bot.discord.until('a reply', () =>
      bot.discord.messages(bot.channel).find(({ reference }) => reference === question),
    );
    const copy = await bot.ben.press(reply, 'Next').answer();
    expect(isForOneOnly(copy)).toBe(true);
    expect(shown(copy)).toContain('2/3');
  });

  test('are turned in a direct message too', async () => {
    const message = await bot.ann.command(bot.ann.directMessages(), 'brief', { subject: 'aleppo' }).answer();
    await bot.ann.press(message, 'Next').answer();
    expect(shown(message)).toContain('2/3');
  });

  test('are reached from a menu of their sections', async () => {
    const message = await brief();
    await bot.ann.select(message, 'Go to a section…', 'Who is involved').answer();
    expect(shown(message)).toContain('### Who is involved');
    expect(shown(message)).not.toContain('1/3');
  });
});

describe('a button that carries another line', () => {
  test('answers in a new message, to who pressed it alone', async () => {
    const message = await brief({ public: true });
    const answer = await bot.ben.press(message, 'Timeline').answer();
    expect(isForOneOnly(answer)).toBe(true);
    expect(shown(answer)).toContain('Timeline');
    expect(shown(message)).toContain('## Aleppo');
  });

  test('a choice in a menu opens its brief', async () => {
    const message = await brief();
    const headline = 'Moscow denies that Kerry seeks an exchange to lift the siege of Aleppo';
    const opened = await bot.ann.select(message, 'Read a brief…', `5. ${headline}`).answer();
    expect(shown(opened)).toContain(`## ${headline}`);
    expect(isForOneOnly(opened)).toBe(true);
  });
});

describe('Share', () => {
  test('posts the same page for everybody, under the name of who shared it, and can be pressed after a restart', async () => {
    const message = await brief();
    await bot.ann.press(message, 'Next').answer();
    await bot.running.stop();
    const { discord } = bot;
    const again = await startAgain(office.desk, bot);
    const handle = bot.ann.press(message, 'Share');
    const shared = await handle.answer();
    expect(isForOneOnly(shared)).toBe(false);
    expect(bot.ben.sees(bot.channel)).toContain(shared);
    expect(shown(shared)).toContain(`Shared by ${bot.ann.mention}`);
    expect(shown(shared)).toContain('2/3');
    expect(shown(shared)).not.toContain('(Share');
    expect(discord.pings).toEqual([]);
    await again.stop();
  });

  test('says kindly where the rules of a place keep the answer from all others', async () => {
    const elsewhere = bot.discord.addGuild('Elsewhere', { withBot: false });
    const room = elsewhere.addTextChannel('room');
    room.deny(elsewhere.everyone, 'UseExternalApps');
    const cleo = bot.discord.person('Cleo', { in: [elsewhere], hasInstalled: true });
    const message = await cleo.command(room, 'brief', { subject: 'aleppo' }).answer();
    const handle = cleo.press(message, 'Share');
    const told = await handle.followUp();
    expect(shown(told)).toContain('Nobody else sees this answer');
  });
});

async function startAgain(desk: Desk, { discord }: Bot) {
  const { discordPlatform } = await import('../../../src/platforms/discord/platform.ts');
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: silent, error: silent, flushed: () => Promise.resolve() };
  return discordPlatform({ token: discord.token, apiUrl: discord.apiUrl, logger }).start(desk);
}

describe('where the briefs have changed since', () => {
  test('a button says so, and shows the last page where there are fewer', async () => {
    let items = 400;
    const desk = deskOf((line, page) => ({
      message: {
        tone: 'news',
        summary: 'Items',
        blocks: [
          {
            kind: 'list',
            ordered: true,
            items: Array.from({ length: items }, (_, n) => ({
              spans: [{ kind: 'plain', text: `An item, number ${n}` }],
            })),
          },
        ],
        sources: [],
      },
      line,
      page,
      visibility: 'private',
    }));
    const other = await startBot(desk);
    await registered(other);
    const message = await other.ann.command(other.channel, 'ask').answer();
    const count = Number(/1\/(\d+)/.exec(shown(message))?.[1]);
    expect(count).toBeGreaterThan(2);
    items = 10;
    await other.ann.press(message, 'Next').answer();
    expect(shown(message)).toContain('The briefs have changed since this was asked: the answer has one page now.');
    await other.close();
  });

  test('a button of another version is answered in a sentence', async () => {
    const desk = deskOf((line, page) => ({
      message: { tone: 'news', summary: 'x', blocks: [], sources: [] },
      line,
      page,
      visibility: 'private',
    }));
    const other = await startBot(desk);
    await registered(other);
    const message = await other.ann.command(other.channel, 'ask').answer();
    const payload = message.state.components;
    const strange = JSON.parse(
      JSON.stringify(payload).replaceAll(/"custom_id":"[^"]*"/g, '"custom_id":"!zzz"'),
    ) as typeof payload;
    Object.assign(message.state, { components: strange });
    const told = await other.ann.press(message, 'Share').answer();
    expect(shown(told)).toContain('of another version of Dossier');
    expect(isForOneOnly(told)).toBe(true);
    await other.close();
  });
});

function deskOf(answerTo: (line: string, page: number) => Answer): Desk {
  const desk = fakeDesk();
  return {
    ...desk,
    commands: [{ name: 'ask', description: 'Asks', visibility: 'private', arguments: [], examples: [] }],
    answer: ({ line }) => {
      const [, words = '', page = '1'] = /^(.*?)(?: page:(\d+))?$/.exec(line) ?? [];
      return Promise.resolve(answerTo(words, Number(page)));
    },
  };
}
