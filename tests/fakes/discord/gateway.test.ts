import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, connect, greeted, identify, ready } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await startFakeDiscord();
});
afterEach(async () => discord.close());

const session = z.object({ session_id: z.string(), resume_gateway_url: z.string() });

describe('the handshake', () => {
  it('begins with HELLO and the interval of heartbeats, and acknowledges each', async () => {
    const socket = await greeted(discord);
    expect(socket.received).toEqual([{ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }]);
    socket.send({ op: 1, d: null });
    await socket.next(({ op }) => op === 11);
    expect(discord.gateway.counts.heartbeats).toBe(1);
  });

  it('tells who the bot is and where it is, then brings each guild where it asked for them', async () => {
    const guild = discord.addGuild('Newsroom');
    discord.addGuild('Elsewhere', { withBot: false });
    const socket = await ready(discord, { intents: GUILDS });
    expect(socket.received[1]?.d).toMatchObject({
      v: 10,
      user: { id: discord.bot.id },
      guilds: [{ id: guild.id, unavailable: true }],
      application: { id: discord.applicationId },
      shard: [0, 1],
    });
    expect((await socket.event('GUILD_CREATE')).d).toMatchObject({ id: guild.id, name: 'Newsroom' });
    const deaf = await ready(discord);
    guild.addTextChannel('unheard');
    discord.gateway.askForHeartbeat();
    await deaf.next(({ op }) => op === 1);
    expect(deaf.received.map(({ t }) => t)).toEqual([null, 'READY', null]);
  });

  it.each([
    ['what is no JSON', () => 'garbage', 4002],
    ['what is too long', () => ({ op: 1, d: null, more: 'x'.repeat(4096) }), 4002],
    ['an unknown opcode', () => ({ op: 99, d: null }), 4001],
    ['anything before IDENTIFY', () => ({ op: 8, d: { guild_id: '1' } }), 4003],
    ['IDENTIFY without its properties', () => ({ op: 2, d: { token: discord.token, intents: 0 } }), 4002],
    ['a wrong token', () => identify(discord, { token: 'wrong' }), 4004],
    ['a shard that is none', () => identify(discord, { shard: [1, 1] }), 4010],
    ['an intent that is none', () => identify(discord, { intents: 1 << 17 }), 4013],
    ['an intent that was not given', () => identify(discord, { intents: MESSAGE_CONTENT }), 4014],
    ['a RESUME with another token', () => ({ op: 6, d: { token: 'wrong', session_id: 'x', seq: 1 } }), 4004],
  ])('is refused for %s', async (_, said, code) => {
    const socket = await greeted(discord);
    socket.send(said());
    expect(await socket.closed).toBe(code);
    expect(discord.gateway.refusals).toEqual([code]);
    expect(discord.gateway.counts.identifies).toBe(0);
  });

  it('is refused a second time, in another version and beyond 120 sends a minute', async () => {
    const twice = await ready(discord);
    twice.send(identify(discord));
    expect(await twice.closed).toBe(4005);
    const old = connect(`${discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?v=6&encoding=json`);
    expect(await old.closed).toBe(4012);
    const loud = await greeted(discord);
    for (let count = 0; count < 121; count += 1) loud.send({ op: 1, d: null });
    expect(await loud.closed).toBe(4008);
  });

  it('asks for shards where the app is too large for one', async () => {
    const large = await startFakeDiscord({ shards: 3, shardsNeeded: 2 });
    expect((await call(large, 'GET /gateway/bot')).body).toMatchObject({
      shards: 3,
      session_start_limit: { total: 1000, remaining: 1000, max_concurrency: 1 },
    });
    const alone = await greeted(large);
    alone.send(identify(large));
    expect(await alone.closed).toBe(4011);
    await ready(large, { shard: [2, 3] });
    expect(large.gateway.sessions).toMatchObject([{ shard: [2, 3], connected: true }]);
    expect((await call(large, 'GET /gateway/bot')).body).toMatchObject({ session_start_limit: { remaining: 999 } });
    await large.close();
  });

  it('is put off where too many come at once', async () => {
    discord.gateway.refuseNextIdentify();
    const socket = await greeted(discord);
    socket.send(identify(discord));
    expect(await socket.next(({ op }) => op === 9)).toMatchObject({ d: false });
    socket.send(identify(discord));
    await socket.event('READY');
  });

  it('ends where no heartbeat comes', async () => {
    const strict = await startFakeDiscord({ heartbeatIntervalMs: 20 });
    const socket = await ready(strict);
    expect(await socket.closed).toBe(4000);
    await strict.close();
  });
});

describe('a session', () => {
  it('is resumed with what was missed, in order, and then RESUMED', async () => {
    const guild = discord.addGuild('Newsroom');
    const channel = guild.addTextChannel('general');
    const ann = discord.person('Ann', { in: [guild] });
    const first = await ready(discord, { intents: GUILD_MESSAGES });
    const { session_id: id, resume_gateway_url: url } = session.parse(first.received[1]?.d);
    discord.gateway.drop();
    expect(await first.closed).toBe(1006);
    ann.says(channel, 'one');
    ann.says(channel, 'two');

    const second = connect(`${url}?v=10&encoding=json`);
    await second.next(({ op }) => op === 10);
    second.send({ op: 6, d: { token: discord.token, session_id: id, seq: 1 } });
    await second.event('RESUMED');
    expect(second.received.map(({ t, s }) => [t, s])).toEqual([
      [null, null],
      ['MESSAGE_CREATE', 2],
      ['MESSAGE_CREATE', 3],
      ['RESUMED', 4],
    ]);
    expect(discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1, resumesByResumeUrl: 1 });
  });

  const resume = async (id: string, seq: number) => {
    const socket = await greeted(discord);
    socket.send({ op: 6, d: { token: discord.token, session_id: id, seq } });
    return socket;
  };

  it('is gone when it is unknown, forgotten, ahead of itself or was ended by its client', async () => {
    const isGone = async (id: string) => {
      const socket = await resume(id, 1);
      expect(await socket.next(({ op }) => op === 9)).toMatchObject({ d: false });
    };
    await isGone('unknown');

    const forgotten = session.parse((await ready(discord)).received[1]?.d);
    discord.gateway.forget();
    await isGone(forgotten.session_id);

    const ahead = session.parse((await ready(discord)).received[1]?.d);
    expect(await (await resume(ahead.session_id, 99)).closed).toBe(4007);
    await isGone(ahead.session_id);

    const polite = await ready(discord);
    polite.close(1000);
    await polite.closed;
    await discord.until('the farewell', () => discord.gateway.goodbyes.find((code) => code === 1000));
    await isGone(session.parse(polite.received[1]?.d).session_id);
  });

  it('can be told to reconnect, to beat, and that it is over, and goes on with the same connection', async () => {
    const guild = discord.addGuild('Newsroom');
    const channel = guild.addTextChannel('general');
    const socket = await ready(discord, { intents: GUILD_MESSAGES });
    const { session_id: id } = session.parse(socket.received[1]?.d);
    discord.gateway.askToReconnect();
    discord.gateway.askForHeartbeat();
    discord.gateway.invalidate(true);
    discord.person('Ann', { in: [guild] }).says(channel, 'missed');
    await socket.next(({ op, d }) => op === 9 && d === true);
    socket.send({ op: 6, d: { token: discord.token, session_id: id, seq: 1 } });
    await socket.event('RESUMED');
    discord.gateway.invalidate(false);
    await socket.next(({ op, d }) => op === 9 && d === false);
    expect(discord.gateway.sessions).toEqual([]);
    socket.send(identify(discord));
    await socket.next(() => socket.received.filter(({ t }) => t === 'READY').length === 2);
    expect(socket.received.slice(2).map(({ op, t }) => t ?? op)).toEqual([
      7,
      1,
      9,
      'MESSAGE_CREATE',
      'RESUMED',
      9,
      'READY',
    ]);
  });

  it('that is a zombie acknowledges nothing and keeps what happens for the resume', async () => {
    const guild = discord.addGuild('Newsroom');
    const channel = guild.addTextChannel('general');
    const socket = await ready(discord, { intents: GUILD_MESSAGES });
    const { session_id: id } = session.parse(socket.received[1]?.d);
    discord.gateway.zombify();
    socket.send({ op: 1, d: 1 });
    discord.person('Ann', { in: [guild] }).says(channel, 'missed');
    const second = await resume(id, 1);
    await second.event('RESUMED');
    expect(second.received.map(({ t }) => t)).toContain('MESSAGE_CREATE');
    expect(await socket.closed).toBe(4000);
    expect(socket.received.map(({ op }) => op)).toEqual([10, 0]);
    expect(discord.gateway.counts.heartbeats).toBe(0);
  });

  it('may hear the same twice', async () => {
    const guild = discord.addGuild('Newsroom');
    const socket = await ready(discord, { intents: GUILD_MESSAGES });
    discord.person('Ann', { in: [guild] }).says(guild.addTextChannel('general'), 'hello');
    discord.gateway.repeat('MESSAGE_CREATE');
    const second = await socket.next(({ t, s }) => t === 'MESSAGE_CREATE' && s === 3);
    expect(second.d).toEqual((await socket.event('MESSAGE_CREATE')).d);
  });
});

describe('an event', () => {
  it('comes where an intent covers it, with what others write left out unless the bot is meant', async () => {
    const guild = discord.addGuild('Newsroom');
    const channel = guild.addTextChannel('general');
    const hidden = guild.addTextChannel('hidden');
    hidden.deny(discord.bot, 'ViewChannel');
    const ann = discord.person('Ann', { in: [guild] });
    const inGuild = await ready(discord, { intents: GUILD_MESSAGES });
    const direct = await ready(discord, { intents: DIRECT_MESSAGES });

    ann.says(hidden, 'unseen');
    const plain = ann.says(channel, 'plain');
    ann.says(channel, 'replied', { replyTo: plain });
    ann.says(channel, `${discord.bot.mention} who is lavrov`);
    ann.says(ann.directMessages(), 'help');
    await call(discord, `POST /channels/${channel.id}/messages`, { content: 'own' });
    await inGuild.next(({ s }) => s === 5);
    expect(inGuild.received.slice(2).map(({ d }) => d)).toMatchObject([
      { content: '', guild_id: guild.id, member: { roles: [] } },
      { content: '', mentions: [{ username: 'ann' }] },
      { content: `${discord.bot.mention} who is lavrov`, mentions: [{ id: discord.bot.id }] },
      { content: 'own', author: { id: discord.bot.id } },
    ]);
    expect((await direct.event('MESSAGE_CREATE')).d).toMatchObject({ content: 'help', channel_type: 1 });
    expect(direct.received).toHaveLength(3);
  });

  it('comes whole to an app that was given the content of messages', async () => {
    const reader = await startFakeDiscord({ grantedIntents: ['messageContent'] });
    const guild = reader.addGuild('Newsroom');
    const socket = await ready(reader, { intents: GUILD_MESSAGES | MESSAGE_CONTENT });
    reader.person('Ann', { in: [guild] }).says(guild.addTextChannel('general'), 'plain');
    expect((await socket.event('MESSAGE_CREATE')).d).toMatchObject({ content: 'plain' });
    await reader.close();
  });

  it('comes to the shard of its guild, and without a guild to the first', async () => {
    const shards = await Promise.all(
      [0, 1].map(async (id) => ready(discord, { shard: [id, 2], intents: GUILD_MESSAGES | DIRECT_MESSAGES })),
    );
    const guild = discord.addGuild('Newsroom');
    const ann = discord.person('Ann', { in: [guild] });
    ann.says(guild.addTextChannel('general'), 'in a guild');
    ann.says(ann.directMessages(), 'alone');
    const home = Number((BigInt(guild.id) >> 22n) % 2n);
    expect((await shards[home]?.event('MESSAGE_CREATE'))?.d).toMatchObject({ guild_id: guild.id });
    await shards[0]?.next(({ t, d }) => t === 'MESSAGE_CREATE' && !JSON.stringify(d).includes('guild_id'));
    expect(shards.flatMap((one) => one.received.filter(({ t }) => t === 'MESSAGE_CREATE'))).toHaveLength(2);
  });
});
