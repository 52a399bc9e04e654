import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from './people/answer.ts';
import type { Person } from './people/person.ts';
import { call } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';

const V2 = 1 << 15;
const MANAGE_GUILD = String(1 << 5);

let discord: FakeDiscord;
let guild: FakeGuild;
let channel: FakeChannel;
let ann: Person;

const option = (type: number, name: string, more: object = {}) => ({ type, name, description: 'An option', ...more });
const commands = [
  {
    name: 'brief',
    description: 'What happened',
    options: [
      option(3, 'about', { required: true, max_length: 100 }),
      option(4, 'page', { min_value: 1, max_value: 9 }),
      option(5, 'public'),
      option(3, 'order', { choices: [{ name: 'Newest first', value: 'newest' }] }),
    ],
  },
  {
    name: 'digest',
    description: 'Digests',
    default_member_permissions: MANAGE_GUILD,
    contexts: [0],
    options: [option(7, 'channel', { channel_types: [0] }), option(6, 'editor')],
  },
  { type: 3, name: 'Who is in this?' },
  { type: 2, name: 'Who is this?' },
];

beforeEach(async () => {
  discord = await startFakeDiscord();
  guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
  ann = discord.person('Ann', { in: [guild], locale: 'de' });
  expect((await call(discord, `PUT /applications/${discord.applicationId}/commands`, commands)).status).toBe(200);
});
afterEach(async () => discord.close());

const reply = async ({ id, token }: Answer, body: unknown) =>
  call(discord, `POST /interactions/${id}/${token}/callback`, body, { authorization: undefined });

/** A message of the bot in the channel. */
const post = async (...components: readonly unknown[]) => {
  await call(discord, `POST /channels/${channel.id}/messages`, { flags: V2, components });
  const message = discord.messages(channel).at(-1);
  if (!message) throw new Error('nothing was posted');
  return message;
};

describe('a slash command', () => {
  it('brings what the client knows of its place and its sender', () => {
    expect(
      ann.command(channel, 'brief', { about: 'aleppo', order: 'Newest first', page: 2, public: true }).payload,
    ).toMatchObject({
      type: 2,
      version: 1,
      application_id: discord.applicationId,
      guild_id: guild.id,
      channel_id: channel.id,
      channel: { id: channel.id, type: 0 },
      member: { user: { id: ann.id, username: 'ann' }, permissions: expect.stringMatching(/^\d+$/) as unknown },
      locale: 'de',
      guild_locale: 'en-US',
      context: 0,
      authorizing_integration_owners: { '0': guild.id },
      entitlements: [],
      data: {
        type: 1,
        name: 'brief',
        options: [
          { name: 'about', type: 3, value: 'aleppo' },
          { name: 'page', type: 4, value: 2 },
          { name: 'public', type: 5, value: true },
          { name: 'order', type: 3, value: 'newest' },
        ],
      },
    });
    expect(ann.command(ann.directMessages(), 'brief', { about: 'x' }).payload).toMatchObject({
      context: 1,
      user: { id: ann.id },
      authorizing_integration_owners: { '0': '0' },
    });
  });

  it.each<[string, () => unknown, string]>([
    ['that is not registered', () => ann.command(channel, 'nothing'), 'No command "nothing"'],
    ['without what it needs', () => ann.command(channel, 'brief'), 'needs about'],
    [
      'with an option that it has not',
      () => ann.command(channel, 'brief', { about: 'x', since: '7d' }),
      'no option since',
    ],
    [
      'with a value of another type',
      () => ann.command(channel, 'brief', { about: 'x', page: '2' }),
      'does not take "2"',
    ],
    ['with a number out of range', () => ann.command(channel, 'brief', { about: 'x', page: 10 }), 'does not take 10'],
    ['with a text that is too long', () => ann.command(channel, 'brief', { about: 'x'.repeat(101) }), 'does not take'],
    [
      'with a choice that is none',
      () => ann.command(channel, 'brief', { about: 'x', order: 'oldest' }),
      'one of Newest first',
    ],
    ['where it is not offered', () => ann.command(ann.directMessages(), 'digest'), 'not offered'],
    ['without permission', () => ann.command(channel, 'digest'), 'lacks permissions 32'],
    ['in a guild of others', () => discord.person('Eve').command(channel, 'brief', { about: 'x' }), 'no member'],
    ['that suggests nothing', () => ann.typing(channel, 'brief', { about: 'x' }, 'about'), 'suggests nothing'],
  ])('cannot be sent %s', (_, send, words) => {
    expect(send).toThrow(words);
  });

  it('for managers is offered to who manages, and to whom the guild lets use it', () => {
    const bob = discord.person('Bob');
    guild.addMember(bob.user, 'ManageGuild');
    const sent = bob.command(channel, 'digest', { channel, editor: ann.user });
    expect(sent.payload).toMatchObject({
      data: {
        options: [{ value: channel.id }, { value: ann.id }],
        resolved: {
          channels: { [channel.id]: { name: 'general' } },
          users: { [ann.id]: { username: 'ann' } },
          members: { [ann.id]: {} },
        },
      },
    });
    expect(() => bob.command(channel, 'digest', { channel: guild.addForum('stories') })).toThrow('does not take');
    guild.letUse.add(`digest/${ann.id}`);
    expect(ann.command(channel, 'digest').payload).toMatchObject({ data: { name: 'digest' } });
  });
});

describe('a component', () => {
  const button = (more: object) => ({ type: 2, style: 1, ...more });

  it('is there or not: nobody presses what they do not see, what is off or what is a link', async () => {
    const message = await post({
      type: 1,
      components: [
        button({ label: 'More', custom_id: 'a' }),
        button({ label: 'Off', custom_id: 'b', disabled: true }),
        { type: 2, style: 5, label: 'Link', url: 'https://example.org' },
      ],
    });
    expect(ann.press(message, 'a').payload).toMatchObject({ data: { custom_id: 'a' } });
    expect(() => ann.press(message, 'Off')).toThrow('disabled');
    expect(() => ann.press(message, 'Link')).toThrow('link');
    expect(() => ann.press(message, 'Share')).toThrow('only More | Off | Link');
    channel.deny(ann.user, 'ViewChannel');
    expect(() => ann.press(message, 'More')).toThrow('does not see');
  });

  it('with options gives the values that were picked', async () => {
    const options = ['one', 'two', 'three'].map((value) => ({ label: value.toUpperCase(), value }));
    const message = await post(
      { type: 1, components: [{ type: 3, custom_id: 'texts', placeholder: 'Sections', options, max_values: 2 }] },
      { type: 1, components: [{ type: 8, custom_id: 'places', placeholder: 'Channel' }] },
    );
    expect(ann.select(message, 'Sections', 'TWO', 'three').payload).toMatchObject({
      data: { component_type: 3, custom_id: 'texts', values: ['two', 'three'] },
    });
    expect(() => ann.select(message, 'Sections', 'FOUR')).toThrow('no "FOUR"');
    expect(() => ann.select(message, 'Sections', 'one', 'two', 'three')).toThrow('1 to 2, not 3');
    expect(ann.select(message, 'places', channel).payload).toMatchObject({
      data: { values: [channel.id], resolved: { channels: { [channel.id]: { id: channel.id } } } },
    });
  });
});

describe('a menu', () => {
  it('of a message brings it whole, whoever wrote it', () => {
    const message = discord.person('Bob', { in: [guild] }).says(channel, 'Lavrov spoke');
    expect(ann.contextMenu(message, 'Who is in this?').payload).toMatchObject({
      data: { type: 3, target_id: message.id, resolved: { messages: { [message.id]: { content: 'Lavrov spoke' } } } },
    });
    expect(() => ann.contextMenu(message, 'Who is this?')).toThrow('No command');
  });

  it('of somebody brings them', () => {
    const { user } = discord.person('Bob', { in: [guild] });
    expect(ann.contextMenu({ user, channel }, 'Who is this?').payload).toMatchObject({
      data: { type: 2, target_id: user.id, resolved: { users: { [user.id]: { username: 'bob' } } } },
    });
  });
});

describe('a form', () => {
  const form = {
    custom_id: 'form',
    title: 'New digest',
    components: [
      { type: 10, content: 'Fill this in' },
      { type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1, max_length: 10 } },
      {
        type: 18,
        label: 'Days',
        component: {
          type: 22,
          custom_id: 'days',
          required: false,
          options: [
            { label: 'Monday', value: 'mon' },
            { label: 'Friday', value: 'fri', default: true },
          ],
        },
      },
      { type: 18, label: 'Where', component: { type: 8, custom_id: 'where', required: false } },
    ],
  };
  const shown = async () => {
    const answer = ann.command(channel, 'brief', { about: 'x' });
    expect((await reply(answer, { type: 9, data: form })).status).toBe(204);
    return answer;
  };

  it('is sent with what was written, by label or id, and what was set before', async () => {
    const answer = await shown();
    expect((await answer.modal()).title).toBe('New digest');
    const sent = ann.submitModal(answer, { Name: 'Morning', where: [channel] });
    expect(sent.payload).toMatchObject({
      type: 5,
      data: {
        custom_id: 'form',
        components: [
          { type: 10 },
          { type: 18, component: { type: 4, custom_id: 'name', value: 'Morning' } },
          { type: 18, component: { custom_id: 'days', values: ['fri'] } },
          { type: 18, component: { custom_id: 'where', values: [channel.id] } },
        ],
        resolved: { channels: { [channel.id]: { id: channel.id } } },
      },
    });
    expect((await reply(sent, { type: 9, data: form })).code).toBe(50_035);
    expect((await reply(sent, { type: 5 })).status).toBe(204);
  });

  it('cannot be sent without what it needs, or with what it does not take', async () => {
    const answer = await shown();
    expect(() => ann.submitModal(answer, {})).toThrow('"Name" is required');
    expect(() => ann.submitModal(answer, { Name: 'x'.repeat(11) })).toThrow('"Name" is too long');
    expect(() => ann.submitModal(answer, { Name: 'x', Days: ['Sunday'] })).toThrow('"Days" has no');
    expect(() => ann.submitModal(answer, { Title: 'x' })).toThrow('no field Title');
    expect(() => ann.submitModal(ann.command(channel, 'brief', { about: 'x' }))).toThrow('No form was shown');
  });
});

describe('somebody who waits', () => {
  it('is told what did not come', async () => {
    const impatient = await startFakeDiscord({ patienceMs: 10 });
    const newsroom = impatient.addGuild('Newsroom');
    const room = newsroom.addTextChannel('general');
    await call(impatient, `PUT /applications/${impatient.applicationId}/commands`, [
      { name: 'help', description: 'Help' },
    ]);
    const answer = impatient.person('Eve', { in: [newsroom] }).command(room, 'help');
    await expect(answer.answer()).rejects.toThrow('an answer to /help; nothing came yet');
    await expect(impatient.connected()).rejects.toThrow('a bot that is connected');
    await impatient.close();
  });

  it('writes and is read', () => {
    const first = ann.says(channel, 'hello');
    const second = discord.person('Bob', { in: [guild] }).says(channel, 'hi', { replyTo: first });
    expect(second.payload()).toMatchObject({
      type: 19,
      referenced_message: { content: 'hello' },
      mentions: [{ username: 'ann' }],
    });
    expect(ann.sees(channel)).toEqual([first, second]);
    channel.deny(ann.user, 'SendMessages');
    expect(() => ann.says(channel, 'again')).toThrow('may not write');
  });
});
