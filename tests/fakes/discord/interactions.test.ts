import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from './people/answer.ts';
import type { Person } from './people/person.ts';
import { call, type RawReply } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';
import { EVERYBODY_MAY } from './world/permissions.ts';

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const text = (content: string) => ({ flags: V2, components: [{ type: 10, content }] });
const button = { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] };
const open = { authorization: undefined };

let discord: FakeDiscord;
let guild: FakeGuild;
let channel: FakeChannel;
let ann: Person;

beforeEach(async () => {
  discord = await startFakeDiscord();
  guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
  ann = discord.person('Ann', { in: [guild] });
  const about = { type: 3, name: 'about', description: 'A subject', autocomplete: true };
  const brief = { name: 'brief', description: 'What happened', options: [about] };
  await call(discord, `PUT /applications/${discord.applicationId}/commands`, [brief]);
});
afterEach(async () => discord.close());

// No token of the bot: that of the interaction is enough.
const reply = async ({ id, token }: Answer, body: unknown, query = ''): Promise<RawReply> =>
  call(discord, `POST /interactions/${id}/${token}/callback${query}`, body, open);
const hook = async ({ token }: Answer, method: string, path: string, body?: unknown): Promise<RawReply> =>
  call(discord, `${method} /webhooks/${discord.applicationId}/${token}${path}`, body, open);
const edit = async (answer: Answer, body: unknown) => hook(answer, 'PATCH', '/messages/@original', body);

describe('the first answer', () => {
  it('is taken once, without a body or content type in return', async () => {
    const answer = ann.command(channel, 'brief');
    const { status, headers, body } = await reply(answer, { type: 4, data: text('news') });
    expect([status, headers.get('content-type'), body]).toEqual([204, null, undefined]);
    expect((await answer.answer()).text).toBe('news');
    expect(await reply(answer, { type: 5 })).toMatchObject({ status: 400, code: 40_060 });
  });

  it('is told back where that is asked for', async () => {
    const answer = ann.command(channel, 'brief');
    const { status, body } = await reply(answer, { type: 5, data: { flags: EPHEMERAL } }, '?with_response=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      interaction: { id: answer.id, type: 2, response_message_loading: true, response_message_ephemeral: true },
      resource: { type: 5 },
    });
  });

  it('is too late after three seconds, and where it never comes nothing else is taken', async () => {
    const late = ann.command(channel, 'brief');
    discord.advance(3001);
    expect(await reply(late, { type: 5 })).toMatchObject({ status: 404, code: 10_062 });
    expect(await edit(late, text('x'))).toMatchObject({ status: 404, code: 10_015 });
    const expired = ann.command(channel, 'brief');
    expired.expire('callback');
    expect((await reply(expired, { type: 5 })).code).toBe(10_062);
    const wrong = { ...ann.command(channel, 'brief'), token: 'wrong' };
    expect((await reply(wrong, { type: 5 })).code).toBe(10_062);
  });

  it.each([
    ['an update, for a command', { type: 6 }],
    ['suggestions, for a command', { type: 8, data: { choices: [] } }],
    ['a pong', { type: 1 }],
    ['a message over its limits', { type: 4, data: text('x'.repeat(4001)) }],
    ['a field beside the data', { type: 4, data: text('x'), more: 1 }],
    ['words in a deferral', { type: 5, data: { content: 'x' } }],
    [
      'a form without a title',
      { type: 9, data: { custom_id: 'x', title: '', components: [{ type: 10, content: 'x' }] } },
    ],
    [
      'a form of six parts',
      {
        type: 9,
        data: { custom_id: 'x', title: 'x', components: Array.from({ length: 6 }, () => ({ type: 10, content: 'x' })) },
      },
    ],
    [
      'a form with a bare field',
      { type: 9, data: { custom_id: 'x', title: 'x', components: [{ type: 4, custom_id: 'y', style: 1 }] } },
    ],
  ])('is refused for %s, and can still be given', async (_, body) => {
    const answer = ann.command(channel, 'brief');
    expect(await reply(answer, body)).toMatchObject({ status: 400, code: 50_035 });
    expect((await reply(answer, { type: 5 })).status).toBe(204);
  });
});

describe('a deferred answer', () => {
  it('is a message that thinks, private or not for good, and becomes Components V2 with the edit', async () => {
    const answer = ann.command(channel, 'brief');
    await reply(answer, { type: 5, data: { flags: EPHEMERAL | V2 } });
    expect(answer.deferred).toBe(true);
    expect(ann.sees(channel)[0]).toMatchObject({ loading: true, ephemeral: true, flags: LOADING | EPHEMERAL });
    expect((await edit(answer, { components: [{ type: 10, content: 'x' }] })).code).toBe(50_035);
    expect((await edit(answer, { ...text('news'), flags: V2 })).body).toMatchObject({ edited_timestamp: null });
    expect(await answer.answer()).toMatchObject({ text: 'news', ephemeral: true, loading: false });
    expect(discord.person('Bob', { in: [guild] }).sees(channel)).toEqual([]);
    const inChannel = await call(discord, `GET /channels/${channel.id}/messages/${answer.messages[0]?.id}`);
    expect(inChannel.code).toBe(10_008);
  });

  it('is not there before it is given, nor after it was deleted', async () => {
    const answer = ann.command(channel, 'brief');
    expect(await edit(answer, text('x'))).toMatchObject({ status: 404, code: 10_015 });
    await reply(answer, { type: 5 });
    expect((await hook(answer, 'DELETE', '/messages/@original')).status).toBe(204);
    expect((await edit(answer, text('x'))).code).toBe(10_008);
    expect(discord.messages(channel)).toEqual([]);
  });

  it('takes the first follow-up in its place, and keeps what it was', async () => {
    const answer = ann.command(channel, 'brief');
    await reply(answer, { type: 5 });
    await hook(answer, 'POST', '', { ...text('in its place'), flags: V2 | EPHEMERAL });
    expect(await answer.answer()).toMatchObject({ text: 'in its place', ephemeral: false });
    await hook(answer, 'POST', '', { ...text('second'), flags: V2 | EPHEMERAL });
    expect(await answer.followUp()).toMatchObject({ text: 'second', ephemeral: true });
    expect(answer.messages).toHaveLength(2);
  });

  it('can be changed for fifteen minutes', async () => {
    const answer = ann.command(channel, 'brief');
    await reply(answer, { type: 5 });
    discord.advance(15 * 60_000);
    expect((await edit(answer, text('just in time'))).status).toBe(200);
    discord.advance(1);
    expect(await edit(answer, text('too late'))).toMatchObject({ status: 401, code: 50_027 });
    expect((await hook({ ...answer, token: 'wrong' }, 'POST', '', text('x'))).code).toBe(50_027);
  });

  it('pings only people by default, and nobody where it says so', async () => {
    const answer = ann.command(channel, 'brief');
    await reply(answer, { type: 4, data: { ...text(`@everyone ${ann.mention}`), allowed_mentions: { parse: [] } } });
    expect(discord.pings).toEqual([]);
    await edit(answer, text(`@everyone ${ann.mention}`));
    expect(discord.pings[0]?.state.mentions).toMatchObject({ everyone: false, users: [{ name: 'Ann' }] });
  });
});

describe('a button', () => {
  const shown = async () => {
    const answer = ann.command(channel, 'brief');
    await reply(answer, { type: 4, data: { flags: V2, components: [{ type: 10, content: 'news' }, button] } });
    return answer.answer();
  };

  it('can change its own message, at once or later', async () => {
    const message = await shown();
    const atOnce = ann.press(message, 'More');
    await reply(atOnce, { type: 7, data: { components: [{ type: 10, content: 'more' }, button] } });
    expect(await atOnce.answer()).toBe(message);
    expect(message.text).toBe('more');
    const later = ann.press(message, 'more');
    await reply(later, { type: 6 });
    await edit(later, { components: [{ type: 10, content: 'most' }] });
    expect(await later.answer()).toMatchObject({ id: message.id, text: 'most', flags: V2 });
    expect(() => ann.press(message, 'More')).toThrow('No "More" there');
  });

  it('can bring a message of its own, for who pressed it', async () => {
    const message = await shown();
    const bob = discord.person('Bob', { in: [guild] });
    const pressed = bob.press(message, 'More');
    expect(pressed.payload).toMatchObject({
      type: 3,
      message: { id: message.id },
      data: { component_type: 2, custom_id: 'more' },
    });
    await reply(pressed, { type: 4, data: { ...text('for Bob'), flags: V2 | EPHEMERAL } });
    expect((await pressed.answer()).payload()).toMatchObject({
      type: 19,
      message_reference: { message_id: message.id },
    });
    expect(ann.sees(channel)).toEqual([message]);
    expect(bob.sees(channel)).toHaveLength(2);
  });
});

describe('suggestions', () => {
  it('are shown as they come, and refused beyond their limits', async () => {
    const typing = ann.typing(channel, 'brief', { about: 'ale' }, 'about');
    expect(typing.payload).toMatchObject({
      type: 4,
      data: { options: [{ name: 'about', value: 'ale', focused: true }] },
    });
    const choice = (name: string, value: unknown = name) => ({ name, value });
    const give = async (choices: unknown) => reply(typing, { type: 8, data: { choices } });
    expect((await give(Array.from({ length: 26 }, (_, at) => choice(`c${at}`)))).code).toBe(50_035);
    expect((await give([choice('x'.repeat(101), 'x')])).code).toBe(50_035);
    expect((await give([choice('')])).code).toBe(50_035);
    expect((await give([choice('a number', 1)])).code).toBe(50_035);
    expect((await reply(typing, { type: 5 })).code).toBe(50_035);
    expect((await give([choice('Aleppo, a city', 'aleppo')])).status).toBe(204);

    const { payload } = ann.typing(channel, 'brief', {}, 'about');
    expect(payload).toMatchObject({ data: { options: [{ value: '', focused: true }] } });
  });
});

describe('an app that came with somebody', () => {
  it('says privately what it may not say to all, and follows up five times', async () => {
    const everyoneMay = EVERYBODY_MAY.filter((one) => one !== 'UseExternalApps');
    const elsewhere = discord.addGuild('Elsewhere', { withBot: false, everyoneMay });
    const cleo = discord.person('Cleo', { in: [elsewhere], hasInstalled: true });
    const room = elsewhere.addTextChannel('room');
    const answer = cleo.command(room, 'brief');
    expect(answer.payload).toMatchObject({ context: 0, authorizing_integration_owners: { '1': cleo.id } });
    await reply(answer, { type: 4, data: text('meant for all') });
    expect((await answer.answer()).ephemeral).toBe(true);
    for (let count = 0; count < 5; count += 1) await hook(answer, 'POST', '', text('more'));
    expect(answer.messages.map((one) => one.ephemeral)).toEqual(Array.from({ length: 6 }, () => true));
    expect(await hook(answer, 'POST', '', text('more'))).toMatchObject({ status: 400, code: 40_094 });
  });

  it('speaks to all where the guild lets it, and is still that person’s when another presses', async () => {
    const elsewhere = discord.addGuild('Elsewhere', { withBot: false });
    const cleo = discord.person('Cleo', { in: [elsewhere], hasInstalled: true });
    const answer = cleo.command(elsewhere.addTextChannel('room'), 'brief');
    await reply(answer, { type: 4, data: { flags: V2, components: [button] } });
    const message = await answer.answer();
    expect(message.ephemeral).toBe(false);
    const dan = discord.person('Dan', { in: [elsewhere] });
    expect(dan.press(message, 'More').payload).toMatchObject({ authorizing_integration_owners: { '1': cleo.id } });
    expect(() => dan.command(message.channel, 'brief')).toThrow('not offered to Dan');
  });
});
