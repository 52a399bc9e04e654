import { PassThrough } from 'node:stream';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InFlight } from '../../../src/kernel/in-flight.ts';
import { createLogger } from '../../../src/kernel/logger.ts';
import type { Message } from '../../../src/message/model.ts';
import type { Attempt, Channels, PostPlace } from '../../../src/platform.ts';
import { refusedAs } from '../../../src/platforms/discord/parts/channel-refusals.ts';
import { markOf } from '../../../src/platforms/discord/parts/post-mark.ts';
import { createWays } from '../../../src/platforms/discord/parts/ways.ts';
import type { FakeChannel } from '../../fakes/discord/world/channel.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let bot: Bot;
let channels: Channels;
beforeEach(async () => {
  bot = await startBot(office.desk);
  ({ channels } = bot.running);
});
afterEach(async () => {
  expect(bot.discord.unexpected).toEqual([]);
  expect(bot.discord.malformed.filter(({ reply }) => (reply as { code: number }).code === 50_035)).toEqual([]);
  expect(bot.discord.pings).toEqual([]);
  await bot.close();
});

const POST = 'POST /channels/*/messages';
const inChannel = (channel: FakeChannel = bot.channel, more: Partial<PostPlace> = {}): PostPlace => ({
  tenant: bot.guild.id,
  to: { kind: 'channel', id: channel.id },
  title: 'Aleppo',
  ...more,
});
const toPerson = (id = bot.ann.id): PostPlace => ({ tenant: '', to: { kind: 'person', id }, title: 'Aleppo' });
const now = () => Temporal.Instant.fromEpochMilliseconds(bot.discord.nowMs());
const count = (method: string, path: RegExp) =>
  bot.discord.requests.filter((one) => one.method === method && path.test(one.path)).length;
const posts = (channel: FakeChannel = bot.channel) => bot.discord.messages(channel);
const threadOf = (reference: string) => bot.guild.channels.get(reference.split('/')[1] ?? '');

const plain = (text: string) => ({ kind: 'plain' as const, text });
const short: Message = {
  tone: 'news',
  summary: 'Morning news',
  blocks: [
    { kind: 'heading', level: 1, spans: [plain('Morning news')] },
    { kind: 'text', spans: [plain('Aid reaches Aleppo.'), { kind: 'cite', n: 1 }] },
    { kind: 'actions', actions: [{ kind: 'button', label: 'More', line: 'brief aleppo' }] },
  ],
  sources: [
    { n: 1, headline: 'Aid', outlet: 'RIA', published: '28 Nov 2016', line: 'story 2016-11-28-kerry-aleppo-efforts' },
  ],
};
const long: Message = {
  ...short,
  blocks: [
    short.blocks[0] ?? { kind: 'divider' },
    {
      kind: 'list',
      ordered: true,
      items: Array.from({ length: 60 }, (_, index) => ({
        spans: [plain(`Item ${index} ${'word '.repeat(40)}`), { kind: 'cite', n: 1 }],
      })),
    },
    ...short.blocks.slice(2),
  ],
};
const contentOf = (message: Message = short) => channels.posts(message)[0] ?? '';
const post = (place: PostPlace, attempt: Attempt = { key: 'k' }) => channels.post(place, contentOf(), attempt);

describe('a look at a channel', () => {
  const look = (id: string) => channels.look({ tenant: bot.guild.id, to: { kind: 'channel', id } });
  const why = async ({ id }: { readonly id: string }) => {
    const seen = await look(id);
    return seen.kind === 'closed' ? seen.why : seen.kind;
  };

  it('finds it open where the bot may post: in texts, announcements, threads and forums, with its name', async () => {
    const places = [
      bot.channel,
      bot.guild.addAnnouncements('press'),
      bot.guild.addThread(bot.channel, 'talk'),
      bot.guild.addForum('stories'),
    ];
    for (const one of places) expect(await look(one.id), one.name).toEqual({ kind: 'open', name: one.name });
  });

  it.each([
    ['SendMessages', 'Dossier lacks “Send Messages” there.'],
    ['ReadMessageHistory', 'Dossier lacks “Read Message History” there.'],
  ] as const)('says that the bot lacks %s, and where it is given', async (permission, words) => {
    bot.channel.deny(bot.guild.everyone, permission);
    expect(await why(bot.channel)).toBe(`${words} Give it that in the permissions of the channel.`);
    bot.channel.allow(bot.discord.bot, permission);
    expect(await why(bot.channel), 'what is given to the bot itself counts most').toBe('open');
  });

  it('asks in a thread for the permission of threads, by the rules of its channel', async () => {
    const thread = bot.guild.addThread(bot.channel, 'talk');
    bot.channel.deny(bot.guild.everyone, 'SendMessages');
    expect(await why(thread)).toBe('open');
    bot.channel.deny(bot.guild.everyone, 'SendMessagesInThreads');
    expect(await why(thread)).toContain('lacks “Send Messages in Threads” there');
  });

  it('says so where the bot does not see it, is told to be silent, or where a thread is locked', async () => {
    const member = bot.guild.members.get(bot.discord.bot.id);
    if (member) member.timedOutUntil = now().add({ hours: 1 }).toString();
    expect(await why(bot.channel)).toContain('lacks “Send Messages” there');
    if (member) member.timedOutUntil = now().subtract({ hours: 1 }).toString();
    expect(await why(bot.channel)).toBe('open');
    const thread = bot.guild.addThread(bot.channel, 'talk');
    thread.locked = true;
    expect(await why(thread)).toBe('The thread is locked. Choose another channel.');
    bot.channel.deny(bot.guild.everyone, 'ViewChannel');
    expect(await why(bot.channel)).toContain('Let it “View Channel”');
  });

  it('refuses a forum that wants tags, which nobody would choose', async () => {
    const forum = bot.guild.addForum('stories');
    forum.wantsTag = true;
    expect(await why(forum)).toContain('The forum wants a tag with every post');
  });

  it('is none at a channel of another server, a conversation, or what takes no messages', async () => {
    const NONE = 'This is no channel of this server that takes messages. Choose one from the list that Discord shows.';
    const elsewhere = bot.discord.addGuild('Elsewhere').addTextChannel('there');
    await bot.discord.until('a conversation', () => bot.ann.directMessages());
    const wrong = [elsewhere, bot.ann.directMessages(), bot.guild.addCategory('all')];
    for (const one of wrong) expect(await why(one), one.name).toBe(NONE);
    for (const id of ['news', '', '1', '#2', '../users/@me']) expect(await why({ id }), id).toBe(NONE);
  });

  it('knows nothing where the platform does not answer', async () => {
    bot.discord.faults.next('GET /channels/*', { kind: 'drop', moment: 'before' });
    expect(await why(bot.channel)).toBe('unknown');
  });

  it('opens the conversation with a person, who is the same in every server', async () => {
    expect(channels.people).toBe('everywhere');
    expect(await channels.look(toPerson())).toEqual({ kind: 'open' });
    expect(await channels.look(toPerson('1'))).toEqual({
      kind: 'closed',
      why: 'Discord does not know this person.',
    });
  });
});

describe('a post', () => {
  it('is there with all that it says, notifies nobody, and its buttons are lines', async () => {
    const outcome = await post(inChannel());
    const [message] = posts();
    expect(outcome).toEqual({ kind: 'posted', reference: `${bot.channel.id}/${message?.id}` });
    expect(message && shown(message)).toContain('Aid reaches Aleppo.');
    expect(message && shown(message)).toContain('brief aleppo');
  });

  it('reads as readers see it, page by page', async () => {
    for (const [index, page] of channels.posts(long).entries()) {
      await channels.post(inChannel(), page, { key: `k${index}` });
    }
    const pages = posts().map((one) => shown(one).replaceAll(/(?:word ){4,}/g, 'word … '));
    await expect(pages.join('\n\n═══════\n\n')).toMatchFileSnapshot('golden/post.txt');
  });

  it('of many pages is several, in order, each within the limits and the buttons under the last', async () => {
    const pages = channels.posts(long);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect((await channels.post(inChannel(), page, { key: `k${index}` })).kind).toBe('posted');
    }
    const texts = posts().map(shown);
    expect(texts).toHaveLength(pages.length);
    expect(texts.map((text) => text.includes('brief aleppo'))).toEqual(pages.map((_, n) => n === pages.length - 1));
    expect(texts[1]).toContain(`page 2 of ${pages.length}`);
    expect(texts.join()).not.toContain('ask again');
    expect(texts.join()).not.toContain('Next');
    for (let item = 0; item < 60; item += 1) expect(texts.join('\n')).toContain(`Item ${item} `);
  });

  it('of any text is taken, and notifies nobody', async () => {
    let number = 0;
    for (const text of hostileTexts({ count: 60, seed: 5, max: 6000 })) {
      const blocks = [{ kind: 'text' as const, spans: [plain(text)] }];
      for (const page of channels.posts({ ...short, summary: text, blocks })) {
        number += 1;
        const outcome = await channels.post(inChannel(bot.channel, { title: text }), page, { key: `k${number}` });
        expect(outcome.kind, text).toBe('posted');
      }
    }
  });

  it('goes to a person, who may refuse it for good', async () => {
    expect((await post(toPerson())).kind).toBe('posted');
    expect(posts(bot.ann.directMessages())).toHaveLength(1);
    bot.ann.user.takesDirectMessages = false;
    expect(await post(toPerson(), { key: 'other' })).toEqual({
      kind: 'rejected',
      permanent: true,
      why: 'This person takes no direct messages from Dossier.',
    });
  });

  it.each([
    ['was deleted', () => bot.guild.removeChannel(bot.channel), 'The channel is not there any more.'],
    ['is hidden', () => bot.channel.deny(bot.guild.everyone, 'ViewChannel'), 'Dossier cannot see the channel.'],
    [
      'is for reading',
      () => bot.channel.deny(bot.guild.everyone, 'SendMessages'),
      'Dossier may not post in the channel.',
    ],
    ['is in a server without it', () => bot.guild.removeBot(), 'Dossier cannot see the channel.'],
  ])('is rejected for good where the channel %s', async (_, happens, words) => {
    happens();
    const outcome = await post(inChannel());
    expect(outcome).toMatchObject({ kind: 'rejected', permanent: true });
    expect(outcome).toHaveProperty('why', expect.stringContaining(words));
  });

  it('is rejected for good in a thread that is locked, which no later post would open', () => {
    const locked = { code: RESTJSONErrorCodes.ThreadLocked, message: 'Thread is locked' };
    const error = new DiscordAPIError(locked, locked.code, 400, 'POST', 'https://discord.com', {});
    expect(refusedAs(error)).toEqual({
      kind: 'rejected',
      permanent: true,
      why: 'The thread is locked. Choose another channel.',
    });
  });

  it('never goes into another server, whatever the place says', async () => {
    const elsewhere = bot.discord.addGuild('Elsewhere').addTextChannel('there');
    expect(await post(inChannel(elsewhere))).toMatchObject({ kind: 'rejected', permanent: true });
    expect(posts(elsewhere)).toEqual([]);
  });

  it('that another version made, or under what no version names, says so', async () => {
    expect(await channels.post(inChannel(), '{"version":9}', { key: 'k' })).toMatchObject({ permanent: false });
    expect(await post(inChannel(bot.channel, { under: 'x' }))).toMatchObject({ permanent: false });
    expect(posts()).toEqual([]);
  });

  it('waits for a short rate limit, and leaves a long one to who posts', async () => {
    bot.discord.faults.next(POST, { kind: 'rate limit', retryAfterMs: 50 });
    expect((await post(inChannel())).kind).toBe('posted');
    bot.discord.faults.next(POST, { kind: 'rate limit', retryAfterMs: 30_000, scope: 'shared' });
    const outcome = await post(inChannel(), { key: 'other' });
    expect(outcome.kind).toBe('retry');
    expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThanOrEqual(29_000);
    expect(posts()).toHaveLength(1);
  });

  it('waits where nobody is reached, and is known of no more than before', async () => {
    const ways = createWays({
      token: 'token',
      apiUrl: 'http://127.0.0.1:1/api',
      clock: { now },
      pause: () => Promise.resolve(),
      logger: createLogger({ level: 'silent', output: new PassThrough() }),
      inFlight: new InFlight(),
      signal: new AbortController().signal,
    });
    const tried = (attempt: Attempt) => ways.channels.post(inChannel(), contentOf(), attempt);
    expect(await tried({ key: 'k' })).toEqual({ kind: 'retry', afterMs: 30_000 });
    await expect(tried({ key: 'k', since: now() })).rejects.toThrow('cannot be asked just now');
  });

  it('is not begun while the bot stops', async () => {
    await bot.running.stop();
    expect(await post(inChannel())).toEqual({ kind: 'retry', afterMs: 0 });
  });

  it('leaves nothing of what it says in the log', async () => {
    bot.discord.faults.next(POST, { kind: 'status', status: 502, moment: 'after' });
    await post(inChannel());
    bot.channel.deny(bot.guild.everyone, 'SendMessages');
    await post(inChannel(), { key: 'other' });
    expect(bot.log()).toContain('something was not posted');
    expect(bot.log()).not.toContain('Aid reaches');
  });
});

describe('a post whose fate is not known', () => {
  const lost = [
    { kind: 'drop', moment: 'after' },
    { kind: 'status', status: 502, moment: 'after' },
  ] as const;
  const early = { kind: 'drop', moment: 'before' } as const;

  it.each(lost)('is found where it is there, after $kind', async (fault) => {
    bot.discord.faults.next(POST, fault);
    expect(await post(inChannel())).toEqual({ kind: 'posted', reference: `${bot.channel.id}/${posts()[0]?.id}` });
    expect(posts()).toHaveLength(1);
    expect(count('POST', /messages$/), 'nothing is sent a second time').toBe(1);
  });

  it('is to be sent again where it is not there', async () => {
    bot.discord.faults.next(POST, early);
    expect(await post(inChannel())).toEqual({ kind: 'retry', afterMs: 0 });
    expect((await post(inChannel(), { key: 'k', since: now() })).kind).toBe('posted');
    expect(posts()).toHaveLength(1);
  });

  it('of an earlier try is looked for before anything is sent, hours after the nonce was forgotten', async () => {
    const since = now();
    await post(inChannel());
    bot.discord.advance(6 * 3_600_000);
    for (let index = 0; index < 250; index += 1) bot.ben.says(bot.channel, `talk ${index}`);
    expect(await post(inChannel(), { key: 'k', since })).toMatchObject({
      reference: `${bot.channel.id}/${posts()[0]?.id}`,
    });
    expect(posts().filter(({ author }) => author === bot.discord.bot)).toHaveLength(1);
  });

  it('is known by its mark, and only in a message of the bot', async () => {
    await post(inChannel());
    expect(posts()[0]?.components[0]?.id).toBe(markOf('k'));
    const since = now();
    bot.discord.advance(3_600_000);
    expect((await post(inChannel(), { key: 'other', since })).kind).toBe('posted');
    expect(posts()).toHaveLength(2);
  });

  it('is unknown where the bot may not read what was written, once the nonce may be forgotten', async () => {
    bot.channel.deny(bot.guild.everyone, 'ReadMessageHistory');
    bot.discord.faults.next(POST, lost[0]);
    const since = now();
    expect(await post(inChannel()), 'the nonce holds').toEqual({ kind: 'retry', afterMs: 0 });
    expect((await post(inChannel(), { key: 'k', since })).kind).toBe('posted');
    expect(posts()).toHaveLength(1);
    bot.discord.advance(3_600_000);
    expect(await post(inChannel(), { key: 'k', since })).toEqual({ kind: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it('to a person is found in the conversation', async () => {
    const since = now();
    await post(toPerson());
    bot.discord.advance(3_600_000);
    expect((await post(toPerson(), { key: 'k', since })).kind).toBe('posted');
    expect(posts(bot.ann.directMessages())).toHaveLength(1);
  });

  it('stays so, to be asked for later, while the platform does not answer', async () => {
    const since = now();
    await post(inChannel());
    bot.discord.advance(3_600_000);
    bot.discord.faults.next('GET /channels/*/messages', early, 3);
    await expect(post(inChannel(), { key: 'k', since })).rejects.toThrow('cannot be asked just now');
    expect((await post(inChannel(), { key: 'k', since })).kind).toBe('posted');
    expect(posts()).toHaveLength(1);
  });

  it('is unknown where the channel cannot be seen any more, and gone with it where it was deleted', async () => {
    const since = now();
    await post(inChannel());
    bot.channel.deny(bot.guild.everyone, 'ViewChannel');
    expect(await post(inChannel(), { key: 'k', since })).toEqual({ kind: 'unknown' });
    bot.guild.removeChannel(bot.channel);
    expect(await post(inChannel(), { key: 'k', since })).toMatchObject({ kind: 'rejected', permanent: true });
  });
});

describe('a post under another', () => {
  const MAKE = 'POST /channels/*/messages/*/threads';
  async function starter(channel = bot.channel): Promise<string> {
    const outcome = await post(inChannel(channel), { key: 'starter' });
    if (outcome.kind !== 'posted') throw new Error(`the starter was ${outcome.kind}`);
    return outcome.reference;
  }

  it.each([
    ['a text channel', () => bot.channel],
    ['announcements', () => bot.guild.addAnnouncements('press')],
  ])('begins the thread of that one in %s, once, with a title that fits', async (_, where) => {
    const channel = where();
    const under = await starter(channel);
    const title = `Aleppo ${'long '.repeat(40)}`;
    const first = await post(inChannel(channel, { under, title }), { key: '1' });
    await post(inChannel(channel, { under, title }), { key: '2' });
    const thread = threadOf(under);
    expect(thread?.name.length).toBeLessThanOrEqual(100);
    expect(thread?.name).toMatch(/^Aleppo long/);
    expect(thread && posts(thread)).toHaveLength(2);
    expect(first).toEqual({ kind: 'posted', reference: `${thread?.id}/${thread && posts(thread)[0]?.id}` });
    expect(count('POST', /threads$/)).toBe(1);
  });

  it('finds the thread that an earlier try began, whatever became of that try', async () => {
    const under = await starter();
    bot.discord.faults.next(MAKE, { kind: 'drop', moment: 'after' });
    expect(await post(inChannel(bot.channel, { under }), { key: '1' })).toEqual({ kind: 'retry', afterMs: 0 });
    expect((await post(inChannel(bot.channel, { under }), { key: '1', since: now() })).kind).toBe('posted');
    const thread = threadOf(under);
    expect(thread && posts(thread)).toHaveLength(1);
  });

  it('is found in the thread where its fate is not known', async () => {
    const under = await starter();
    await post(inChannel(bot.channel, { under }), { key: '1' });
    bot.discord.faults.next(POST, { kind: 'drop', moment: 'after' });
    const since = now();
    expect((await post(inChannel(bot.channel, { under }), { key: '2' })).kind).toBe('posted');
    bot.discord.advance(3_600_000);
    expect((await post(inChannel(bot.channel, { under }), { key: '2', since })).kind).toBe('posted');
    const thread = threadOf(under);
    expect(thread && posts(thread)).toHaveLength(2);
  });

  it.each([
    [
      'the post is gone',
      (id: string) => {
        for (const one of bot.discord.messages(bot.channel)) one.deleted = one.id === id;
      },
      'is not there any more',
    ],
    [
      'the bot may begin no threads',
      () => bot.channel.deny(bot.guild.everyone, 'CreatePublicThreads'),
      '“Create Public Threads”',
    ],
    [
      'the bot may not write in threads',
      () => bot.channel.deny(bot.guild.everyone, 'SendMessagesInThreads'),
      '“Send Messages in Threads”',
    ],
    ['the server has too many', () => void (bot.guild.mostThreads = 0), 'as many open threads'],
  ])('is rejected for itself alone where %s', async (_, happens, words) => {
    const under = await starter();
    happens(under.split('/')[1] ?? '');
    const outcome = await post(inChannel(bot.channel, { under }), { key: '1' });
    expect(outcome).toMatchObject({ kind: 'rejected', permanent: false });
    expect(outcome).toHaveProperty('why', expect.stringContaining(words));
  });

  it('follows it where there are no threads: in a thread, and with a person', async () => {
    const thread = bot.guild.addThread(bot.channel, 'talk');
    expect((await post(inChannel(thread, { under: await starter(thread) }), { key: '1' })).kind).toBe('posted');
    expect(posts(thread)).toHaveLength(2);
    const direct = await post(toPerson(), { key: '2' });
    const under = direct.kind === 'posted' ? direct.reference : '';
    expect((await post({ ...toPerson(), under }, { key: '3' })).kind).toBe('posted');
    expect(posts(bot.ann.directMessages())).toHaveLength(2);
  });
});

describe('a post in a forum', () => {
  const MAKE = 'POST /channels/*/threads';
  let forum: FakeChannel;
  beforeEach(() => {
    forum = bot.guild.addForum('stories');
  });
  const threads = () => [...bot.guild.channels.values()].filter(({ parent }) => parent === forum);

  it('begins a thread with its title, in which follows what belongs under it', async () => {
    const outcome = await post(inChannel(forum), { key: '1' });
    const [thread] = threads();
    expect(outcome).toEqual({ kind: 'posted', reference: `${thread?.id}/${thread?.id}` });
    expect(thread?.name).toBe('Aleppo');
    const under = outcome.kind === 'posted' ? outcome.reference : '';
    expect((await post(inChannel(forum, { under }), { key: '2' })).kind).toBe('posted');
    expect(thread && posts(thread)).toHaveLength(2);
    expect(threads()).toHaveLength(1);
  });

  it('that is gone takes nothing under it, and says nothing of the forum', async () => {
    const outcome = await post(inChannel(forum), { key: '1' });
    for (const thread of threads()) bot.guild.removeChannel(thread);
    const under = outcome.kind === 'posted' ? outcome.reference : '';
    expect(await post(inChannel(forum, { under }), { key: '2' })).toEqual({
      kind: 'rejected',
      permanent: false,
      why: 'The post that it belongs under is not there any more.',
    });
  });

  it('without words for a title has one all the same', async () => {
    expect((await post(inChannel(forum, { title: ' \u200B ' }))).kind).toBe('posted');
    expect(threads()[0]?.name).toBe('…');
  });

  it('whose fate is not known is looked for among its threads, open and closed', async () => {
    bot.discord.faults.next(MAKE, { kind: 'drop', moment: 'after' });
    const since = now();
    const outcome = await post(inChannel(forum));
    expect(outcome).toEqual({ kind: 'posted', reference: `${threads()[0]?.id}/${threads()[0]?.id}` });
    bot.discord.advance(86_400_000);
    expect(await post(inChannel(forum), { key: 'k', since }), 'open').toEqual(outcome);
    const [thread] = threads();
    if (thread) thread.archivedMs = bot.discord.nowMs();
    expect(await post(inChannel(forum), { key: 'k', since }), 'closed').toEqual(outcome);
    expect(threads()).toHaveLength(1);
  });

  it('that is not there is to be sent again, after looks that wait for one that comes late', async () => {
    bot.discord.faults.next(MAKE, { kind: 'drop', moment: 'before' });
    const before = bot.waits.length;
    expect(await post(inChannel(forum))).toEqual({ kind: 'retry', afterMs: 0 });
    expect(bot.waits.slice(before)).toEqual([500, 2000, 5000]);
    expect(threads()).toEqual([]);
  });

  it('is unknown where the bot may not read what was written: there is no nonce for it', async () => {
    forum.deny(bot.guild.everyone, 'ReadMessageHistory');
    bot.discord.faults.next(MAKE, { kind: 'drop', moment: 'after' });
    expect(await post(inChannel(forum))).toEqual({ kind: 'unknown' });
    expect(threads()).toHaveLength(1);
  });

  it('is rejected for good where every post needs a tag', async () => {
    forum.wantsTag = true;
    expect(await post(inChannel(forum))).toMatchObject({ kind: 'rejected', permanent: true });
  });
});
