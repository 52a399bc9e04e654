import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message as Said } from '../../../src/message/model.ts';
import type { Channels, PostPlace } from '../../../src/platform.ts';
import { problemsOfMessage } from '../../fakes/slack/validate-blocks.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import type { Channel, Person } from '../../fakes/slack/server.ts';
import { steppedClock, type SteppedClock } from '../../fakes/slack/stepped-clock.ts';
import { noPause, openNewsroom, shownIn, type Newsroom, type NewsroomOptions } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const NOT_INSTALLED =
  'Dossier is not in this workspace. Whoever manages the apps of the workspace can install it anew, with the manifest that it prints now.';

let room: Newsroom;
let ann: Person;
let news: Channel;
let channels: Channels;
async function open(options: Partial<NewsroomOptions> = {}): Promise<void> {
  room = await openNewsroom({ desk: office.desk, ...options });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
  ({ channels } = room.running);
}
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.slack.pings).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

const tenant = () => room.slack.workspace.id;
const inChannel = (id = news.id, under?: string): PostPlace => ({
  tenant: tenant(),
  to: { kind: 'channel', id },
  title: 'Aleppo',
  under,
});
const toPerson = (id = ann.id): PostPlace => ({ tenant: tenant(), to: { kind: 'person', id }, title: 'Aleppo' });
const calls = (method: string) => room.slack.requests.filter(({ route }) => route === method).length;

const plain = (text: string) => ({ kind: 'plain' as const, text });
const short: Said = {
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
const long: Said = {
  ...short,
  blocks: [
    short.blocks[0] ?? { kind: 'divider' },
    {
      kind: 'list',
      ordered: true,
      items: Array.from({ length: 120 }, (_, index) => ({
        spans: [plain(`Item ${index} ${'word '.repeat(40)}`), { kind: 'cite', n: 1 }],
      })),
    },
    ...short.blocks.slice(2),
  ],
};
const content = JSON.stringify({ version: 1, text: 'Morning news', blocks: [] });

describe('a look at a channel', () => {
  beforeEach(() => open());
  const look = (id: string) => channels.look({ tenant: tenant(), to: { kind: 'channel', id } });
  const why = async (id: string) => {
    const seen = await look(id);
    return seen.kind === 'closed' ? seen.why : seen.kind;
  };

  it('that the bot is in finds it open, public or private, with its name', async () => {
    expect(await look(news.id)).toEqual({ kind: 'open', name: 'news' });
    const desk = room.slack.workspace.channel('desk', { kind: 'private', members: [ann] });
    expect(await look(desk.id)).toEqual({ kind: 'open', name: 'desk' });
  });

  it('that the bot is not in says to invite it, public or private', async () => {
    const visible = room.slack.workspace.channel('open', { members: [ann], withApp: false });
    expect(await why(visible.id)).toBe(
      'Dossier is not in the channel. Invite it to the channel with /invite @Dossier.',
    );
    const closed = room.slack.workspace.channel('board', { kind: 'private', members: [ann], withApp: false });
    expect(await why(closed.id)).toContain('Invite it to the channel with /invite @Dossier.');
  });

  it('that is archived, is of another workspace, or is none says so', async () => {
    news.archived = true;
    expect(await why(news.id)).toBe('The channel is archived. Unarchive it, or choose another one.');
    const elsewhere = room.slack.addWorkspace('Elsewhere');
    elsewhere.install();
    expect(await why(elsewhere.channel('there').id)).toContain('belongs to another workspace');
    expect(await why('news')).toContain('This is no channel of this workspace.');
  });

  it("is none at somebody's own conversation with the bot, whatever id names it", async () => {
    for (const id of [ann.direct.id, ann.id, `#${ann.id}`, '@ann', '']) {
      expect(await why(id), id).toContain('This is no channel of this workspace.');
    }
    expect(calls('conversations.info')).toBe(0);
  });

  it('is none at a conversation of several people', async () => {
    const several = Object.assign(room.slack.workspace.channel('mpdm', { kind: 'private' }), { kind: 'mpim' });
    expect(await why(several.id)).toContain('This is no channel of this workspace.');
  });

  it('says to install the app anew where an older manifest does not let it look', async () => {
    room.slack.fail('conversations.info', { kind: 'error', error: 'missing_scope', when: 'before' });
    expect(await why(news.id)).toContain('can install it anew, with the manifest that it prints now');
  });

  it('of a workspace that is not served says so', async () => {
    const seen = await channels.look({ tenant: 'T0OTHER', to: { kind: 'channel', id: news.id } });
    expect(seen).toEqual({ kind: 'closed', why: NOT_INSTALLED });
  });

  it.each([
    [{ kind: 'rate-limited', retryAfterS: 3 }],
    [{ kind: 'status', status: 500, when: 'before' }],
    [{ kind: 'drop', when: 'before' }],
  ] as const)('tells nothing where Slack does not answer: %j', async (fault) => {
    room.slack.fail('conversations.info', fault);
    expect(await look(news.id)).toEqual({ kind: 'unknown' });
  });

  it('finds a person who can be written to, and says why of one who cannot', async () => {
    const at = (id: string) => channels.look({ tenant: tenant(), to: { kind: 'person', id } });
    expect(await at(ann.id)).toEqual({ kind: 'open' });
    const gone = room.slack.workspace.person('Gone');
    gone.user.deleted = true;
    expect(await at(gone.id)).toEqual({ kind: 'closed', why: 'The account of this person was closed.' });
    expect(await at('U0NOBODY')).toEqual({ kind: 'closed', why: 'Slack does not know this person here.' });
  });
});

describe('the posts of a message', () => {
  beforeEach(() => open());
  const payloads = (message: Said) => channels.posts(message).map((text) => JSON.parse(text) as { blocks: unknown[] });

  it('are one where it is short, and the same each time', () => {
    expect(channels.posts(short)).toHaveLength(1);
    expect(channels.posts(short)).toEqual(channels.posts(structuredClone(short)));
  });

  it('read as a digest does', async () => {
    await expect(
      payloads(short)
        .map((payload) => shownIn({ content: { text: '', attachments: [], blocks: payload.blocks as never } }))
        .join('\n---\n'),
    ).toMatchFileSnapshot('golden/post.txt');
  });

  it('are all of its pages where it is long, which say so, with no button that turns them, and its own buttons once', () => {
    const all = payloads(long);
    expect(all.length).toBeGreaterThan(1);
    const texts = all.map((payload) =>
      shownIn({ content: { text: '', attachments: [], blocks: payload.blocks as never } }),
    );
    for (let index = 0; index < 120; index += 1) {
      expect(
        texts.filter((text) => text.includes(`Item ${index} `)),
        `item ${index}`,
      ).toHaveLength(1);
    }
    expect(texts.join('\n')).not.toMatch(/\b(Prev|Next|Share|go to|page:2)\b/);
    expect(texts.filter((text) => text.includes('(More: brief aleppo)'))).toHaveLength(1);
    expect(texts.at(-1)).toContain('(More: brief aleppo)');
    const places = texts.map((text) =>
      [...text.matchAll(/page (\d+) of (\d+)/gi)].map((found) => found.slice(1).map(Number)),
    );
    expect(places).toEqual(all.map((_, index) => [[index + 1, all.length]]));
  });

  it('are taken by Slack, whatever is in them, and notify nobody', async () => {
    const texts = hostileTexts({ count: 60, seed: 11, max: 3000 });
    for (const text of texts) {
      const message: Said = {
        ...short,
        summary: text,
        blocks: [
          { kind: 'heading', level: 1, spans: [plain(text)] },
          { kind: 'text', spans: [plain(text), { kind: 'channel', id: text }] },
        ],
        sources: [{ n: 1, headline: text, outlet: text, published: text, url: text, line: 'story x' }],
      };
      for (const post of channels.posts(message)) {
        const { text: words, blocks } = JSON.parse(post) as { text: string; blocks: unknown[] };
        expect(problemsOfMessage({ text: words, blocks })).toEqual([]);
        expect(await channels.post(inChannel(), post, { key: `${room.slack.requests.length}` })).toMatchObject({
          kind: 'posted',
        });
      }
    }
  });
});

describe.each(['socket', 'http'] as const)('a post, by %s', (mode) => {
  beforeEach(() => open({ mode }));

  it('stands in the channel, with its key, and its buttons answer who presses them alone', async () => {
    const [post = ''] = channels.posts(short);
    const outcome = await channels.post(inChannel(), post, { key: 'd1 s1 p1' });
    const [message] = room.slack.messages(news);
    expect(outcome).toEqual({ kind: 'posted', reference: message?.ts });
    expect(message).toMatchObject({ content: { metadata: { event_payload: { id: 'd1 s1 p1' } } } });
    if (!message) throw new Error('nothing was posted');
    const answer = await ann.press(message, 'More').answer();
    expect(answer).toMatchObject({ ephemeralTo: ann.id, channel: news.id });
    expect(shownIn(answer)).toContain('# Aleppo');
  });

  it('stands below the one that it belongs under', async () => {
    const first = await channels.post(inChannel(), content, { key: 'a' });
    if (first.kind !== 'posted') throw new Error('not posted');
    await channels.post(inChannel(news.id, first.reference), content, { key: 'b' });
    expect(room.slack.messages(news)[1]?.threadTs).toBe(first.reference);
  });

  it('for one person is a message to them, whose answers stay', async () => {
    const [post = ''] = channels.posts(short);
    expect(await channels.post(toPerson(), post, { key: 'f1' })).toMatchObject({ kind: 'posted' });
    const [message] = room.slack.messages(ann.direct);
    if (!message) throw new Error('nothing was posted');
    const answer = await ann.press(message, 'More').answer();
    expect(answer).toMatchObject({ ephemeralTo: undefined, channel: ann.direct.id });
  });

  it('for one person asks only once which conversation theirs is', async () => {
    for (const key of ['f1', 'f2', 'f3']) {
      await channels.post(toPerson(), content, { key });
    }
    expect([calls('conversations.open'), room.slack.messages(ann.direct).length]).toEqual([1, 3]);
  });
});

describe('a post whose fate is not known', () => {
  beforeEach(() => open());

  it.each([
    ['dropped', { kind: 'drop', when: 'after' }],
    ['answered with 500', { kind: 'status', status: 500, when: 'after' }],
    ['answered with half a text', { kind: 'malformed', when: 'after' }],
  ] as const)('is not sent twice, where the first was stored and then %s', async (_what, fault) => {
    room.slack.fail('chat.postMessage', fault, 3);
    expect(await channels.post(inChannel(), content, { key: 'a' })).toMatchObject({ kind: 'posted' });
    expect(await channels.post(toPerson(), content, { key: 'b' })).toMatchObject({ kind: 'posted' });
    const [root] = room.slack.messages(news);
    expect(await channels.post(inChannel(news.id, root?.ts), content, { key: 'c' })).toMatchObject({ kind: 'posted' });
    expect([room.slack.messages(news).length, room.slack.messages(ann.direct).length]).toEqual([2, 1]);
  });

  it('of an earlier process is looked for by its key, in the channel, in a thread and in a direct message', async () => {
    const since = Temporal.Now.instant();
    const root = await channels.post(inChannel(), content, { key: 'a' });
    if (root.kind !== 'posted') throw new Error('not posted');
    const places = [inChannel(), inChannel(news.id, root.reference), toPerson()];
    for (const [index, place] of places.entries()) {
      const first = await channels.post(place, content, { key: `k${index}` });
      expect(await channels.post(place, content, { key: `k${index}`, since })).toEqual(first);
    }
    expect([room.slack.messages(news).length, room.slack.messages(ann.direct).length]).toEqual([3, 1]);
    expect(await channels.post(inChannel(), content, { key: 'never sent', since })).toMatchObject({ kind: 'posted' });
    expect(room.slack.messages(news)).toHaveLength(4);
  });

  it('is unknown where Slack cannot be asked: it is not sent, and no channel is called lost', async () => {
    const since = Temporal.Now.instant();
    const unknown = { kind: 'unknown' };
    room.slack.fail('conversations.history', { kind: 'error', error: 'channel_not_found', when: 'before' });
    expect(await channels.post(inChannel(), content, { key: 'a', since })).toEqual(unknown);
    room.slack.fail('conversations.open', { kind: 'error', error: 'user_disabled', when: 'before' });
    expect(await channels.post(toPerson(), content, { key: 'a', since })).toEqual(unknown);
    expect(await channels.post({ ...inChannel(), tenant: 'T0OTHER' }, content, { key: 'a', since })).toEqual(unknown);
    expect(await channels.post(inChannel(), '{"version":2}', { key: 'a', since })).toEqual(unknown);
    expect(calls('chat.postMessage')).toBe(0);
  });
});

describe('a post whose fate cannot be asked for just now', () => {
  beforeEach(() => open());
  const NOT_YET = 'the platform cannot be asked just now';

  it.each([
    ['drops every call', { kind: 'drop', when: 'before' }],
    ['is out of order', { kind: 'status', status: 503, when: 'before' }],
    ['wants a long rest', { kind: 'rate-limited', retryAfterS: 60 }],
  ] as const)(
    'is neither sent nor given up while Slack %s, and later it is found or sent, once',
    async (_what, fault) => {
      const since = Temporal.Now.instant();
      room.slack.fail('chat.postMessage', { kind: 'drop', when: 'after' });
      room.slack.fail('conversations.history', fault, fault.kind === 'rate-limited' ? 2 : 6);
      await expect(channels.post(inChannel(), content, { key: 'a' })).rejects.toThrow(NOT_YET);
      await expect(channels.post(inChannel(), content, { key: 'a', since })).rejects.toThrow(NOT_YET);
      expect(await channels.post(inChannel(), content, { key: 'a', since })).toMatchObject({ kind: 'posted' });
      expect([calls('chat.postMessage'), room.slack.messages(news).length]).toEqual([1, 1]);
      expect(room.log()).not.toContain('Morning news');
    },
  );

  it('is unknown for good where too much was written since to look through', async () => {
    const since = Temporal.Now.instant();
    for (let count = 0; count < 1100; count += 1) ann.say(news, `word ${count}`);
    expect(await channels.post(inChannel(), content, { key: 'a', since })).toEqual({ kind: 'unknown' });
    expect([calls('conversations.history'), calls('chat.postMessage')]).toEqual([5, 0]);
  });

  it('is not called absent either where the workspace or the conversation cannot be found just now', async () => {
    const since = Temporal.Now.instant();
    room.slack.fail('conversations.open', { kind: 'status', status: 503, when: 'before' }, 2);
    await expect(channels.post(toPerson(), content, { key: 'a', since })).rejects.toThrow(NOT_YET);
    expect(await channels.post(toPerson(), content, { key: 'a' })).toEqual({ kind: 'retry', afterMs: 30_000 });
  });
});

describe('a post that is refused', () => {
  beforeEach(() => open());

  it.each([
    ['channel_not_found', true, 'Dossier cannot see this channel'],
    ['is_archived', true, 'The channel is archived.'],
    ['not_in_channel', true, 'Invite it to the channel with /invite @Dossier.'],
    ['restricted_action', true, 'Ask its admins, or choose another channel.'],
    ['restricted_action_read_only_channel', true, 'The channel is for reading only.'],
    ['missing_scope', true, 'can install it anew'],
    ['msg_too_long', false, 'longer than Slack takes'],
    ['msg_blocks_too_long', false, 'longer than Slack takes'],
    ['invalid_blocks', false, 'calls the reason “invalid_blocks”'],
    ['restricted_action_non_threadable_channel', false, 'takes no replies in threads'],
    ['restricted_action_thread_locked', false, 'is locked'],
    ['cannot_reply_to_message', false, 'takes no reply'],
    ['constructor', false, 'calls the reason “constructor”'],
  ])('as %s is rejected, for good: %s, in words for its editors', async (error, permanent, words) => {
    room.slack.fail('chat.postMessage', { kind: 'error', error, when: 'before' });
    const outcome = await channels.post(inChannel(), content, { key: 'a' });
    expect(outcome).toMatchObject({ kind: 'rejected', permanent });
    expect(outcome.kind === 'rejected' && outcome.why).toContain(words);
    expect(calls('chat.postMessage')).toBe(1);
  });

  it('by what is so in the channel itself is rejected for good', async () => {
    const closed = room.slack.workspace.channel('closed', { withApp: false });
    expect(await channels.post(inChannel(closed.id), content, { key: 'a' })).toMatchObject({ permanent: true });
    news.archived = true;
    expect(await channels.post(inChannel(), content, { key: 'a' })).toMatchObject({ permanent: true });
  });

  it('in a channel for threads only is rejected for good, and one for no threads takes what stands in none', async () => {
    const root = await channels.post(inChannel(), content, { key: 'a' });
    if (root.kind !== 'posted') throw new Error('not posted');
    news.restriction = 'restricted_action_non_threadable_channel';
    expect(await channels.post(inChannel(news.id, root.reference), content, { key: 'b' })).toMatchObject({
      permanent: false,
    });
    expect(await channels.post(inChannel(), content, { key: 'c' })).toMatchObject({ kind: 'posted' });
    news.restriction = 'restricted_action_thread_only_channel';
    expect(await channels.post(inChannel(), content, { key: 'd' })).toMatchObject({ permanent: true });
  });

  it('for a person who cannot be written to is rejected', async () => {
    const gone = room.slack.workspace.person('Gone');
    gone.user.deleted = true;
    expect(await channels.post(toPerson(gone.id), content, { key: 'a' })).toEqual({
      kind: 'rejected',
      permanent: true,
      why: 'The account of this person was closed.',
    });
  });

  it("never goes into somebody's own conversation, whatever id names the channel", async () => {
    for (const id of [ann.direct.id, ann.id, '@ann', '#news', 'news']) {
      expect(await channels.post(inChannel(id), content, { key: 'a' }), id).toMatchObject({ permanent: true });
    }
    expect(calls('chat.postMessage')).toBe(0);
  });

  it('for being no post of ours is rejected, and nothing fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect(await channels.post(inChannel(), text, { key: 'a' })).toMatchObject({
          kind: 'rejected',
          permanent: false,
        });
      }),
      { numRuns: 200 },
    );
    expect(await channels.post(inChannel(news.id, 'nonsense'), content, { key: 'a' })).toMatchObject({
      kind: 'rejected',
    });
    expect(calls('chat.postMessage')).toBe(0);
  });
});

describe('a rate limit', () => {
  it('is told, and keeps no other channel waiting; answers in the channel wait in the same queue', async () => {
    const waits: number[] = [];
    // Some of the 30 s has passed by then: how much is up to the machine.
    const isRestOf = (ms: number) => ms > 5000 && ms <= 30_000;
    await open({
      settings: {
        pause: async (ms, signal) => {
          waits.push(ms);
          await noPause(ms, signal);
        },
      },
    });
    const other = room.slack.workspace.channel('other', { members: [ann] });
    room.slack.fail('chat.postMessage', { kind: 'rate-limited', retryAfterS: 30 });
    expect(await channels.post(inChannel(), content, { key: 'a' })).toEqual({ kind: 'retry', afterMs: 30_000 });
    expect(await channels.post(inChannel(other.id), content, { key: 'a' })).toMatchObject({ kind: 'posted' });
    const again = await channels.post(inChannel(), content, { key: 'a' });
    expect(again, 'the channel rests, and nobody is kept waiting for it').toMatchObject({ kind: 'retry' });
    expect(again.kind === 'retry' && isRestOf(again.afterMs)).toBe(true);
    expect([waits, calls('chat.postMessage')]).toEqual([[], 2]);
    await ann.mention(news, 'status').answer();
    expect(waits.map(isRestOf), 'the answer waits for the channel').toEqual([true]);
  });
});

describe('a workspace that is lost', () => {
  it('by a token that was revoked is told as lost, and the bot stops', async () => {
    await open();
    room.slack.fail('chat.postMessage', { kind: 'error', error: 'token_revoked', when: 'before' });
    const ended = expect(room.running.ended).rejects.toThrow('Slack does not accept the token');
    expect(await channels.post(inChannel(), content, { key: 'a' })).toMatchObject({ permanent: true });
    await ended;
  });

  it('is not one where Slack does not take the token from here: that is for whoever runs the bot', async () => {
    await open();
    room.slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_auth', when: 'before' });
    const ended = expect(room.running.ended).rejects.toThrow('Slack does not accept the token');
    expect(await channels.post(inChannel(), content, { key: 'a' })).toMatchObject({ kind: 'retry' });
    await ended;
  });
});

describe('of many workspaces', () => {
  let clock: SteppedClock;
  const texts = new Map<string, string>();
  let removed: PromiseWithResolvers<void>;
  beforeEach(async () => {
    texts.clear();
    removed = Promise.withResolvers();
    clock = steppedClock(new Date().toISOString());
    await open({
      installations: {
        find: async (team) => texts.get(team),
        save: async (team, text) => void texts.set(team, text),
        remove: async (team) => {
          texts.delete(team);
          removed.resolve();
        },
        alone: async (_team, work) => work(),
      },
      fake: { clock },
      settings: { clock },
    });
  });

  it('each gets posts by a token of its own, and no channel of one is to be had for another', async () => {
    const [here, there] = [room.slack.addWorkspace('Here'), room.slack.addWorkspace('There')];
    const [eve, zoe] = [here.person('Eve', { isAdmin: true }), there.person('Zoe', { isAdmin: true })];
    await eve.install(room.installPage);
    await zoe.install(room.installPage);
    const [ours, theirs] = [here.channel('news'), there.channel('news')];
    const at = (team: string, id: string): PostPlace => ({ tenant: team, to: { kind: 'channel', id }, title: 'x' });
    expect(await channels.post(at(here.id, ours.id), content, { key: 'a' })).toMatchObject({ kind: 'posted' });
    expect(room.slack.requests.findLast(({ route }) => route === 'chat.postMessage')?.teamId).toBe(here.id);
    expect(await channels.post(at(here.id, theirs.id), content, { key: 'a' })).toMatchObject({ permanent: true });
    expect(await channels.look(at(here.id, theirs.id))).toMatchObject({ kind: 'closed' });
    expect(await channels.look(at(there.id, theirs.id))).toMatchObject({ kind: 'open' });
    expect(room.slack.messages(theirs)).toEqual([]);
  });

  it('one that took the app out is lost', async () => {
    const here = room.slack.addWorkspace('Here');
    const eve = here.person('Eve', { isAdmin: true });
    await eve.install(room.installPage);
    const place: PostPlace = { tenant: here.id, to: { kind: 'channel', id: here.channel('news').id }, title: 'x' };
    expect(await channels.post(place, content, { key: 'a' })).toMatchObject({ kind: 'posted' });
    eve.uninstall();
    await removed.promise;
    const lost = {
      kind: 'rejected',
      permanent: true,
      why: NOT_INSTALLED,
    };
    expect(await channels.post(place, content, { key: 'b' })).toEqual(lost);
    expect(await channels.look(place)).toMatchObject({ kind: 'closed' });
  });

  it('one whose token was revoked without a word is lost too', async () => {
    const here = room.slack.addWorkspace('Here');
    const eve = here.person('Eve', { isAdmin: true });
    await eve.install(room.installPage);
    const place: PostPlace = { tenant: here.id, to: { kind: 'channel', id: here.channel('news').id }, title: 'x' };
    for (const method of ['chat.postMessage', 'auth.test']) {
      room.slack.fail(method, { kind: 'error', error: 'token_revoked', when: 'before' });
    }
    expect(await channels.post(place, content, { key: 'b' })).toMatchObject({ kind: 'rejected', permanent: true });
    expect(texts.size).toBe(0);
  });
});

describe('a token that ran out', () => {
  it('and cannot be renewed just now keeps a post waiting: it is not lost, and nobody wonders whether it is there', async () => {
    const clock = steppedClock(new Date().toISOString());
    const texts = new Map<string, string>();
    await open({
      installations: {
        find: async (team) => texts.get(team),
        save: async (team, text) => void texts.set(team, text),
        remove: async (team) => void texts.delete(team),
        alone: async (_team, work) => work(),
      },
      fake: { clock },
      settings: { clock },
    });
    const here = room.slack.addWorkspace('Here');
    await here.person('Eve', { isAdmin: true }).install(room.installPage);
    const there = here.channel('news');
    const place: PostPlace = { tenant: here.id, to: { kind: 'channel', id: there.id }, title: 'x' };
    clock.advance(13 * 3_600_000);
    room.slack.fail('oauth.v2.access', { kind: 'status', status: 503, when: 'before' }, 2);
    expect(await channels.post(place, content, { key: 'a' })).toEqual({ kind: 'retry', afterMs: 30_000 });
    expect(await channels.post(place, content, { key: 'a' })).toMatchObject({ kind: 'posted' });
    expect(room.slack.messages(there)).toHaveLength(1);
  });
});

describe('starting and stopping', () => {
  it('what is to be posted before Slack was reached is not there, and may be tried again', async () => {
    await open();
    const second = await openNewsroom({ desk: office.desk, settings: { apiUrl: 'http://127.0.0.1:9/api' } });
    expect(await second.running.channels.post(inChannel(), content, { key: 'a' })).toEqual({
      kind: 'retry',
      afterMs: 30_000,
    });
    expect(await second.running.channels.look(inChannel())).toEqual({ kind: 'unknown' });
    await second.close();
  });

  it('who stops waits for a post that was begun, and begins none', async () => {
    await open();
    const held = room.slack.fail('chat.postMessage', { kind: 'hold', when: 'after' });
    const posting = channels.post(inChannel(), content, { key: 'a' });
    await held.done();
    const stopped = room.running.stop();
    expect(await channels.post(inChannel(), content, { key: 'b' })).toMatchObject({ kind: 'retry' });
    held.release();
    expect(await posting).toMatchObject({ kind: 'posted' });
    await stopped;
    expect(room.slack.messages(news)).toHaveLength(1);
  });
});
