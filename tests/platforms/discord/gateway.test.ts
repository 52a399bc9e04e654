import { afterEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../../src/platform.ts';
import { fakeDesk } from '../terminal/fake-desk.ts';
import { logged, registered, shown, startBot, type Bot, type BotOptions } from './bot.ts';

/** The library identifies at most once in five seconds. */
const IDENTIFY_MS = 20_000;

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const desk: Desk = {
  ...fakeDesk(),
  commands: [{ name: 'ask', description: 'Asks', visibility: 'private', arguments: [], examples: [] }],
};

async function start(options: BotOptions = {}): Promise<Bot> {
  bot = await startBot(desk, options);
  await registered(bot);
  return bot;
}

const answers = async ({ ann, channel }: Bot) => shown(await ann.command(channel, 'ask').answer());

describe('what is registered', () => {
  test('is put there at the first start and left alone by the next ones', async () => {
    const { discord, running } = await start();
    const puts = () => discord.requests.filter(({ method }) => method === 'PUT').length;
    expect(discord.commands().map(({ name }) => name)).toEqual(['ask', 'Who is in this?', 'Check against the briefs']);
    expect(puts()).toBe(1);
    await running.stop();
    const again = await startBot(desk, { apiUrl: discord.apiUrl });
    await logged(again, 'the commands are registered already');
    expect(puts()).toBe(1);
    await again.close();
  });

  test('is replaced where it differs', async () => {
    const { discord, running } = await start();
    await running.stop();
    const other: Desk = {
      ...desk,
      commands: desk.commands.map((one) => ({ ...one, description: 'Asks differently' })),
    };
    const again = await startBot(other, { apiUrl: discord.apiUrl });
    const descriptions = () => discord.commands().map((one) => ('description' in one ? one.description : ''));
    await discord.until('the new description', () => descriptions().includes('Asks differently') || undefined);
    expect(descriptions()).not.toContain('Asks');
    await again.close();
  });

  test('is put into the servers of the settings, and a server without the bot is named in the log', async () => {
    const settings: { servers: string[] } = { servers: ['1000000000000000001'] };
    bot = await startBot(desk, { ...settings, before: (_, guild) => settings.servers.push(guild.id) });
    await registered(bot, bot.guild);
    await logged(bot, 'invite it there first');
    expect(bot.discord.commands()).toEqual([]);
  });

  test('and refused is a line in the log, while what was registered before is answered', async () => {
    bot = await startBot(desk, {
      before: (discord) =>
        discord.faults.next('PUT /applications/*/commands', { kind: 'status', status: 400, moment: 'before' }),
    });
    await logged(bot, 'the commands could not be registered');
    bot.ann.says(bot.channel, `${bot.discord.bot.mention} hello`);
    const { discord, channel } = bot;
    const reply = await discord.until('a reply', () => discord.messages(channel).find(({ reference }) => reference));
    expect(shown(reply)).toContain('You asked hello');
  });
});

describe('a connection that breaks', () => {
  test('is resumed, and what happened meanwhile is answered once', async () => {
    const started = await start();
    const { discord, ann, channel } = started;
    discord.gateway.drop();
    const handle = ann.command(channel, 'ask');
    expect(shown(await handle.answer())).toContain('You asked ask');
    expect(discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1, resumesByResumeUrl: 1 });
    expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(1);
  });

  test('by request of the platform is taken up again', async () => {
    const started = await start();
    started.discord.gateway.askToReconnect();
    await started.discord.until('a resumption', () => started.discord.gateway.counts.resumes || undefined);
    expect(await answers(started)).toContain('You asked ask');
  });

  test('with a session that cannot be resumed begins anew', async () => {
    const started = await start({ fake: { patienceMs: IDENTIFY_MS } });
    started.discord.gateway.invalidate(false);
    await started.discord.until(
      'a second identification',
      () => started.discord.gateway.counts.identifies >= 2 || undefined,
    );
    expect(await answers(started)).toContain('You asked ask');
    expect(started.discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  }, 30_000);

  test('with a session that can be resumed resumes it', async () => {
    const started = await start();
    started.discord.gateway.invalidate(true);
    await started.discord.until('a resumption', () => started.discord.gateway.counts.resumes || undefined);
    expect(await answers(started)).toContain('You asked ask');
  });

  test('without a word, as a zombie, is noticed by its missing heartbeats', async () => {
    const started = await start({ fake: { heartbeatIntervalMs: 60 } });
    started.discord.gateway.zombify();
    await started.discord.until('a resumption', () => started.discord.gateway.counts.resumes || undefined);
    expect(await answers(started)).toContain('You asked ask');
  });

  test('at the moment of stopping does not come back', async () => {
    const { discord, running } = await start();
    discord.gateway.drop();
    await running.stop();
    await expect(running.ended).resolves.toBeUndefined();
  });
});

test('the same event twice is answered once', async () => {
  const started = await start();
  const { discord, ann, channel } = started;
  const handle = ann.command(channel, 'ask');
  await handle.answer();
  discord.gateway.repeat('INTERACTION_CREATE');
  const question = ann.says(channel, `${discord.bot.mention} hello`);
  await discord.until('a reply', () => discord.messages(channel).find(({ reference }) => reference === question));
  discord.gateway.repeat('MESSAGE_CREATE');
  const next = ann.says(channel, `${discord.bot.mention} hello again`);
  await discord.until('a reply', () => discord.messages(channel).find(({ reference }) => reference === next));
  expect(handle.messages).toHaveLength(1);
  expect(discord.messages(channel).filter(({ reference }) => reference === question)).toHaveLength(1);
});

describe('shards', () => {
  test('are as many as the platform recommends, all in this process', async () => {
    const { discord } = await start({ fake: { shards: 2, patienceMs: IDENTIFY_MS } });
    await discord.until('two shards', () => (discord.gateway.sessions.length === 2 ? true : undefined));
    expect(discord.gateway.sessions.map(({ shard }) => shard).toSorted(([a], [b]) => a - b)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  }, 30_000);

  test('are those of the settings where there are several processes, and only the first one registers', async () => {
    bot = await startBot(desk, { shards: { ids: [1], of: 2 } });
    await bot.discord.connected();
    expect(bot.discord.gateway.sessions.map(({ shard }) => shard)).toEqual([[1, 2]]);
    expect(bot.discord.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('that are too few are named with the setting that mends it', async () => {
    const starting = startBot(desk, { shards: { ids: [0], of: 1 }, fake: { shardsNeeded: 2 } });
    await expect(starting).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('DISCORD_SHARDS') as string,
    });
  });
});

describe('the start', () => {
  test('with a wrong token fails with a sentence that says where to get the right one', async () => {
    await expect(startBot(desk, { token: 'wrong' })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/DISCORD_TOKEN.*developers\/applications/) as string,
    });
  });

  test('while the platform is down goes on trying, longer each time, and keeps nobody waiting', async () => {
    bot = await startBot(desk, {
      before: (discord) =>
        discord.faults.next('GET /gateway/bot', { kind: 'status', status: 503, moment: 'before' }, 12),
    });
    await bot.discord.connected();
    expect(bot.waits.slice(0, 3)).toEqual([1000, 2000, 5000]);
    expect(bot.log()).toContain('there is no connection: this is tried again');
  }, 30_000);
});
