import { ChannelType, DiscordAPIError, MessageFlags, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';

let discord: FakeDiscord;
let guild: FakeGuild;
let channel: FakeChannel;
let forum: FakeChannel;
let rest: REST;
beforeEach(async () => {
  discord = await startFakeDiscord();
  guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
  forum = guild.addForum('stories');
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
});
afterEach(async () => discord.close());

const message = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'Aid' }] };
const starter = async () => (await rest.post(Routes.channelMessages(channel.id), { body: message })) as { id: string };
const code = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : 'taken';
};
const begin = (id: string, name = 'Aleppo', where = channel.id) =>
  rest.post(Routes.threads(where, id), { body: { name } });

it('a thread has the id of its message, and a message has one thread', async () => {
  const { id } = await starter();
  expect(await begin(id)).toMatchObject({ id, type: ChannelType.PublicThread, parent_id: channel.id });
  expect(await code(begin(id))).toBe(160_004);
});

it.each([[''], ['   '], ['x'.repeat(101)]])('the name %j is refused', async (name) => {
  const { id } = await starter();
  expect(await code(begin(id, name))).toBe(50_035);
});

it('a thread is refused without the permission, in a thread, under nothing, and where there are too many', async () => {
  const { id } = await starter();
  expect(await code(begin('1'))).toBe(10_008);
  expect(await code(begin(id, 'x', guild.addThread(channel, 'talk').id))).toBe(50_024);
  guild.mostThreads = 1;
  expect(await code(begin(id))).toBe(160_006);
  channel.deny(guild.everyone, 'CreatePublicThreads');
  expect(await code(begin(id))).toBe(50_013);
});

it('a forum takes a post with a name and a message without nonce, and no plain message', async () => {
  const post = (body: object) => rest.post(Routes.threads(forum.id), { body });
  expect(await code(rest.post(Routes.channelMessages(forum.id), { body: message }))).toBe(40_058);
  expect(await code(post({ message }))).toBe(50_035);
  expect(await code(post({ name: 'Aleppo', message: { ...message, nonce: '1' } }))).toBe(50_035);
  const made = (await post({ name: 'Aleppo', message })) as { id: string; message: { id: string } };
  expect(made.message.id).toBe(made.id);
  forum.wantsTag = true;
  expect(await code(post({ name: 'Aleppo', message }))).toBe(40_067);
  forum.deny(guild.everyone, 'SendMessages');
  expect(await code(post({ name: 'Aleppo', message }))).toBe(50_013);
});

it('open threads are listed for the server and closed ones for the channel, and a message opens one again', async () => {
  const thread = guild.addThread(forum, 'Aleppo');
  const ids = async (route: `/${string}`) =>
    ((await rest.get(route)) as { threads: readonly { id: string }[] }).threads.map(({ id }) => id);
  const [open, closed] = [Routes.guildActiveThreads(guild.id), Routes.channelThreads(forum.id, 'public')];
  expect([await ids(open), await ids(closed)]).toEqual([[thread.id], []]);
  thread.archivedMs = discord.nowMs();
  expect([await ids(open), await ids(closed)]).toEqual([[], [thread.id]]);
  await rest.post(Routes.channelMessages(thread.id), { body: message });
  expect([await ids(open), await ids(closed)]).toEqual([[thread.id], []]);
  thread.archivedMs = discord.nowMs();
  thread.locked = true;
  expect(await code(rest.post(Routes.channelMessages(thread.id), { body: message }))).toBe(50_083);
});

it('who was told to be silent writes nothing, and a server tells its roles to its bot alone', async () => {
  const member = guild.members.get(discord.bot.id);
  if (member) member.timedOutUntil = new Date(discord.nowMs() + 60_000).toISOString();
  expect(await code(rest.post(Routes.channelMessages(channel.id), { body: message }))).toBe(50_013);
  expect(await rest.get(Routes.guildMember(guild.id, discord.bot.id))).toMatchObject({
    communication_disabled_until: member?.timedOutUntil,
  });
  expect(await rest.get(Routes.guild(guild.id))).toMatchObject({ id: guild.id, owner_id: guild.owner.id });
  expect(await code(rest.get(Routes.guild('1')))).toBe(10_004);
  expect(await code(rest.get(Routes.guild(discord.addGuild('Other', { withBot: false }).id)))).toBe(50_001);
  expect(await code(rest.get(Routes.guildMember(guild.id, '1')))).toBe(10_007);
});
