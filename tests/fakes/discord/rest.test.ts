import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';
import { EVERYBODY_MAY } from './world/permissions.ts';

const V2 = 1 << 15;
const text = (content: string) => ({ flags: V2, components: [{ type: 10, content }] });
const idOf = (body: unknown) => z.object({ id: z.string() }).parse(body).id;

let discord: FakeDiscord;
let guild: FakeGuild;
let channel: FakeChannel;

beforeEach(async () => {
  discord = await startFakeDiscord();
  guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
});
afterEach(async () => discord.close());

const send = async (body: unknown, to = channel) => call(discord, `POST /channels/${to.id}/messages`, body);

describe('the door', () => {
  it('takes the right token alone', async () => {
    for (const authorization of [undefined, 'Bot wrong', discord.token, `Bearer ${discord.token}`]) {
      const reply = await call(discord, 'GET /users/@me', undefined, { authorization });
      expect(reply).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
    }
    expect((await call(discord, 'GET /users/@me')).body).toMatchObject({ id: discord.bot.id, bot: true });
  });

  it('names places that it does not know, so that nothing a client calls goes unseen', async () => {
    const reply = await call(discord, 'GET /voice/regions');
    expect(reply).toMatchObject({ status: 404, body: { message: '404: Not Found', code: 0 } });
    expect(discord.unexpected.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /voice/regions']);
  });

  it('tells the limits with every reply', async () => {
    const { headers } = await call(discord, 'GET /users/@me');
    expect(headers.get('x-ratelimit-limit')).toBe('50');
    expect(headers.get('x-ratelimit-remaining')).toBe('49');
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('refuses another version, a body that is no JSON and one of another kind', async () => {
    const route = `POST /channels/${channel.id}/messages`;
    expect(await (await fetch(`${discord.apiUrl}/v9/users/@me`)).json()).toMatchObject({ code: 50_041 });
    const json = { headers: { 'content-type': 'application/json' } };
    expect((await call(discord, route, undefined, { raw: '{', ...json })).code).toBe(50_109);
    expect((await call(discord, route, undefined, { raw: '{}', headers: { 'content-type': 'text/plain' } })).code).toBe(
      50_035,
    );
  });
});

describe('a message', () => {
  it('is stored, with ids for its components', async () => {
    const reply = await send(text('news'));
    expect(reply).toMatchObject({
      status: 200,
      body: { flags: V2, components: [{ type: 10, id: 1, content: 'news' }] },
    });
    expect(discord.messages(channel).map((one) => one.text)).toEqual(['news']);
  });

  const button = { type: 2, style: 1, label: 'More', custom_id: 'same' };
  it.each([
    ['an empty one', {}, 50_006],
    ['one of spaces', { content: '  ' }, 50_006],
    ['one that is too long', { content: 'x'.repeat(2001) }, 50_035],
    ['a field that no page knows', { content: 'x', colour: 'red' }, 50_035],
    ['a text beside Components V2', { ...text('x'), content: 'y' }, 50_035],
    ['an embed beside Components V2', { ...text('x'), embeds: [{ title: 'y' }] }, 50_035],
    ['a V2 component without its flag', { components: [{ type: 10, content: 'x' }] }, 50_035],
    ['no component with the flag', { flags: V2 }, 50_006],
    ['a flag that is only for answers', { content: 'x', flags: 1 << 6 }, 50_035],
    ['a nonce over 25 characters', { content: 'x', nonce: 'n'.repeat(26) }, 50_035],
    ['a custom id twice', { flags: V2, components: [{ type: 1, components: [button, button] }] }, 50_035],
    ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 50_035],
    [
      'embeds of over 6000 letters',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      50_035,
    ],
    ['users both parsed and named', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 50_035],
    [
      'a file that was not sent',
      { flags: V2, components: [{ type: 13, file: { url: 'attachment://a.txt' } }] },
      50_035,
    ],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50_035],
  ])('is refused for %s', async (_, body, code) => {
    const reply = await send(body);
    expect(reply).toMatchObject({ status: 400, code });
    expect(discord.messages(channel)).toEqual([]);
    expect(discord.malformed).toHaveLength(1);
  });

  it('names what is wrong at the field, as clients print it', async () => {
    const { body } = await send({ ...text('x'), content: 'y' });
    expect(body).toMatchObject({
      message: 'Invalid Form Body',
      errors: { content: { _errors: [{ code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' }] } },
    });
  });

  it('comes with its files', async () => {
    const form = new FormData();
    form.set(
      'payload_json',
      JSON.stringify({ flags: V2, components: [{ type: 13, file: { url: 'attachment://a.txt' } }] }),
    );
    form.set('files[0]', new Blob(['hello']), 'a.txt');
    const reply = await call(discord, `POST /channels/${channel.id}/messages`, undefined, { raw: form });
    expect(reply).toMatchObject({ status: 200, body: { attachments: [{ filename: 'a.txt', size: 5 }] } });
  });

  it('stays Components V2 when it is edited, and becomes so only without its old text', async () => {
    const id = idOf((await send({ content: 'old' })).body);
    const edit = async (body: unknown) => call(discord, `PATCH /channels/${channel.id}/messages/${id}`, body);
    expect((await edit(text('new'))).code).toBe(50_035);
    expect((await edit({ ...text('new'), content: null })).status).toBe(200);
    expect((await edit({ content: 'back', components: [], flags: 0 })).code).toBe(50_035);
    expect((await edit({ components: [{ type: 10, content: 'newer' }] })).body).toMatchObject({ flags: V2 });
    expect(discord.messages(channel)[0]?.versions.map((one) => one.content)).toEqual(['old', '', '']);
  });

  it('is the one before where its nonce is enforced, by the same author, within minutes', async () => {
    const body = { content: 'once', nonce: 'n', enforce_nonce: true };
    const first = idOf((await send(body)).body);
    expect(idOf((await send(body)).body)).toBe(first);
    expect(idOf((await send({ ...body, enforce_nonce: false })).body)).not.toBe(first);
    discord.advance(4 * 60_000);
    expect(idOf((await send(body)).body)).not.toBe(first);
    expect(discord.messages(channel)).toHaveLength(3);
  });

  it('pings by default, and nobody where it says so', async () => {
    const ann = discord.person('Ann', { in: [guild] });
    const content = `@everyone ${ann.mention}`;
    await send({ content, allowed_mentions: { parse: [] } });
    await send({ flags: V2, components: [{ type: 10, content }], allowed_mentions: { parse: [] } });
    expect(discord.pings).toEqual([]);
    await send({ flags: V2, components: [{ type: 10, content }] });
    expect(discord.pings[0]?.state.mentions).toMatchObject({ everyone: true, users: [{ name: 'Ann' }] });
  });
});

describe('a channel', () => {
  it('is closed to who lacks the permission, or cannot see it, or where there is none', async () => {
    const { everyone } = guild;
    channel.deny(everyone, 'SendMessages');
    expect(await send(text('x'))).toMatchObject({ status: 403, code: 50_013 });
    channel.deny(everyone, 'ViewChannel');
    expect(await send(text('x'))).toMatchObject({ status: 403, code: 50_001 });
    expect(await call(discord, 'POST /channels/1/messages', text('x'))).toMatchObject({ status: 404, code: 10_003 });
    guild.removeChannel(channel);
    expect(await send(text('x'))).toMatchObject({ status: 404, code: 10_003 });
    expect(await send(text('x'), guild.addForum('stories'))).toMatchObject({ status: 400, code: 40_058 });
    const other = discord.addGuild('Elsewhere', { withBot: false }).addTextChannel('general');
    expect(await send(text('x'), other)).toMatchObject({ status: 403, code: 50_001 });
  });

  it('follows the permission for threads in a thread', async () => {
    const thread = guild.addThread(channel, 'talk');
    channel.deny(guild.everyone, 'SendMessages');
    expect((await send(text('x'), thread)).status).toBe(200);
    channel.deny(guild.everyone, 'SendMessagesInThreads');
    expect((await send(text('x'), thread)).code).toBe(50_013);
  });

  it('lists what is in it, newest first, without what others wrote', async () => {
    const ann = discord.person('Ann', { in: [guild] });
    ann.says(channel, 'secret');
    const asked = ann.says(channel, `${discord.bot.mention} hello`);
    const own = idOf((await send(text('news'))).body);
    const list = async (query: string) => (await call(discord, `GET /channels/${channel.id}/messages${query}`)).body;
    expect(await list('')).toMatchObject([{ id: own }, { content: `${discord.bot.mention} hello` }, { content: '' }]);
    expect(await list(`?after=${asked.id}`)).toMatchObject([{ id: own }]);
    expect(await list(`?before=${asked.id}&limit=1`)).toMatchObject([{ content: '' }]);
    expect(await list('?limit=101')).toMatchObject({ code: 50_035 });
  });

  it('lets nobody edit what another wrote, and delete it only with permission', async () => {
    const theirs = discord.person('Ann', { in: [guild] }).says(channel, 'mine');
    const path = `/channels/${channel.id}/messages/${theirs.id}`;
    expect((await call(discord, `PATCH ${path}`, { content: 'x' })).code).toBe(50_005);
    expect((await call(discord, `DELETE ${path}`)).code).toBe(50_013);
    guild.addMember(discord.bot, 'ManageMessages');
    expect((await call(discord, `DELETE ${path}`)).status).toBe(204);
    expect((await call(discord, `GET ${path}`)).code).toBe(10_008);
  });

  it('of two is open unless the person refuses, or meets the bot nowhere', async () => {
    const ann = discord.person('Ann', { in: [guild] });
    const opened = await call(discord, 'POST /users/@me/channels', { recipient_id: ann.id });
    const id = idOf(opened.body);
    const post = async () => call(discord, `POST /channels/${id}/messages`, text('x'));
    expect((await post()).status).toBe(200);
    ann.user.takesDirectMessages = false;
    expect(await post()).toMatchObject({ status: 403, code: 50_007 });
    ann.user.takesDirectMessages = true;
    guild.removeBot();
    expect(await post()).toMatchObject({ status: 403, code: 50_278 });
    expect((await call(discord, 'POST /users/@me/channels', { recipient_id: '1' })).code).toBe(50_033);
  });

  it('hears nothing of everyone where that is not allowed', async () => {
    const quiet = discord.addGuild('Quiet', { everyoneMay: EVERYBODY_MAY.filter((one) => one !== 'MentionEveryone') });
    await send({ content: '@everyone' }, quiet.addTextChannel('general'));
    expect(discord.pings).toEqual([]);
  });
});
