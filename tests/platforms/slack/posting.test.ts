import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Logger } from '../../../src/kernel/logger.ts';
import type { Pause } from '../../../src/kernel/pause.ts';
import { ChannelQueues, Resting } from '../../../src/platforms/slack/parts/channel-queues.ts';
import { createPosting, type Posting } from '../../../src/platforms/slack/parts/posting.ts';
import { createWeb } from '../../../src/platforms/slack/parts/web.ts';
import type { Workspace } from '../../../src/platforms/slack/parts/workspace.ts';
import type { Payload } from '../../../src/platforms/slack/render.ts';
import { startNewsroom } from '../../fakes/slack/fixtures.ts';
import type { Channel, FakeSlack } from '../../fakes/slack/server.ts';
import { noPause } from './newsroom.ts';

let slack: FakeSlack;
let news: Channel;
let workspace: Workspace;
let posting: Posting;
let warned: string[];
beforeEach(async () => {
  slack = await startNewsroom();
  news = slack.workspace.channel('news');
  workspace = { team: slack.workspace.id, botUser: slack.workspace.bot.id, token: async () => slack.botToken };
  warned = [];
  posting = postingWith(noPause);
});
afterEach(async () => {
  expect(slack.unexpected).toEqual([]);
  await slack.close();
});

function postingWith(pause: Pause): Posting {
  const silent = () => undefined;
  const logger: Logger = {
    debug: silent,
    info: silent,
    warn: (event) => warned.push(event),
    error: silent,
    flushed: () => Promise.resolve(),
  };
  return createPosting({ web: createWeb(slack.apiUrl.replace(/\/$/, '')), clock: systemClock, pause, logger });
}

const payload: Payload = { text: 'Aid reaches Aleppo', blocks: [], unfurl_links: false, unfurl_media: false };
const place = () => ({ channel: news.id });
const posts = () => slack.requests.filter(({ route }) => route === 'chat.postMessage').length;
const stored = () => slack.messages(news);

describe('a post', () => {
  it('carries its key, and no preview of a link', async () => {
    const outcome = await posting.post(workspace, place(), payload, 'key-1');
    expect(outcome).toEqual({ kind: 'posted', channel: news.id, ts: stored()[0]?.ts });
    expect(stored()[0]).toMatchObject({
      content: { metadata: { event_type: 'dossier_answer', event_payload: { id: 'key-1' } } },
      sent: { unfurl_links: false, unfurl_media: false },
    });
  });

  it.each([
    ['a dropped connection', { kind: 'drop', when: 'after' }],
    ['an error of the platform', { kind: 'status', status: 503, when: 'after' }],
    ['half an answer', { kind: 'malformed', when: 'after' }],
    ['a fault that the platform names', { kind: 'error', error: 'internal_error', when: 'after' }],
  ] as const)('that was stored before %s is found, and stands there once', async (_what, fault) => {
    slack.fail('chat.postMessage', fault);
    expect(await posting.deliver(workspace, place(), payload, 'key-1')).toMatchObject({
      kind: 'posted',
      ts: stored()[0]?.ts,
    });
    expect([posts(), stored().length]).toEqual([1, 1]);
  });

  it.each([
    ['a dropped connection', { kind: 'drop', when: 'before' }],
    ['an error of the platform', { kind: 'status', status: 500, when: 'before' }],
  ] as const)('that was lost by %s is looked for, and sent again', async (_what, fault) => {
    slack.fail('chat.postMessage', fault);
    expect(await posting.deliver(workspace, place(), payload, 'key-1')).toMatchObject({ kind: 'posted' });
    expect([posts(), stored().length]).toEqual([2, 1]);
  });

  it('in a thread is looked for in its thread', async () => {
    const root = await posting.post(workspace, place(), payload, 'root');
    if (root.kind !== 'posted') throw new Error('not posted');
    slack.fail('chat.postMessage', { kind: 'drop', when: 'after' });
    const reply = await posting.deliver(workspace, { channel: news.id, thread: root.ts }, payload, 'reply');
    expect(reply.kind).toBe('posted');
    expect(stored()).toHaveLength(2);
  });

  it('is not taken for another one that says the same', async () => {
    await posting.post(workspace, place(), payload, 'key-1');
    slack.fail('chat.postMessage', { kind: 'drop', when: 'before' });
    await posting.deliver(workspace, place(), payload, 'key-2');
    expect(stored()).toHaveLength(2);
  });

  it('whose fate nobody can tell is not sent again, and the log says so', async () => {
    slack.fail('chat.postMessage', { kind: 'drop', when: 'after' });
    slack.fail('conversations.history', { kind: 'error', error: 'missing_scope', when: 'before' });
    expect(await posting.deliver(workspace, place(), payload, 'key-1')).toEqual({ kind: 'unknown', mayBeAsked: false });
    expect([posts(), stored().length]).toEqual([1, 1]);
    expect(warned).toEqual(['nobody can tell whether a message was posted: it is not sent again']);
  });

  it('is looked for again where the look itself fails', async () => {
    slack.fail('chat.postMessage', { kind: 'drop', when: 'after' });
    slack.fail('conversations.history', { kind: 'drop', when: 'before' });
    slack.fail('conversations.history', { kind: 'rate-limited', retryAfterS: 3 });
    expect(await posting.deliver(workspace, place(), payload, 'key-1')).toMatchObject({ kind: 'posted' });
    expect(posts()).toBe(1);
  });

  it('that an earlier process may have sent is looked for before it is sent', async () => {
    const sinceMs = Date.now();
    await posting.post(workspace, place(), payload, 'key-1');
    const later = postingWith(noPause);
    expect(await later.post(workspace, place(), payload, 'key-1', { sinceMs })).toMatchObject({ kind: 'posted' });
    expect(await later.post(workspace, place(), payload, 'key-2', { sinceMs })).toMatchObject({ kind: 'posted' });
    expect(stored()).toHaveLength(2);
  });

  it.each(['is_archived', 'restricted_action', 'not_in_channel'])(
    'that the platform refuses as %s is rejected, and not tried again',
    async (error) => {
      slack.fail('chat.postMessage', { kind: 'error', error, when: 'before' });
      expect(await posting.deliver(workspace, place(), payload, 'k')).toEqual({ kind: 'rejected', code: error });
      expect(posts()).toBe(1);
    },
  );

  it('that may have been sent below a post that is gone since is not there either', async () => {
    const gone = { channel: news.id, thread: '1480000000.000001' };
    expect(await posting.post(workspace, gone, payload, 'k', { sinceMs: Date.now() })).toEqual({
      kind: 'rejected',
      code: 'thread_not_found',
    });
    expect(posts()).toBe(0);
  });

  it('that breaks a rule of blocks is a fault of ours, and not tried again', async () => {
    slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks', when: 'before' });
    await expect(posting.deliver(workspace, place(), payload, 'k')).rejects.toThrow('invalid_blocks');
    expect(posts()).toBe(1);
  });

  it('that comes too soon waits for as long as the platform says, with all of its channel, and no other channel waits', async () => {
    const waits: number[] = [];
    const other = slack.workspace.channel('other');
    const slow = postingWith(async (ms) => {
      waits.push(ms);
      await noPause(ms);
    });
    slack.fail('chat.postMessage', { kind: 'rate-limited', retryAfterS: 30 });
    expect(await slow.post(workspace, place(), payload, 'k')).toEqual({ kind: 'retry', afterMs: 30_000 });
    await slow.post(workspace, { channel: other.id }, payload, 'k');
    expect(waits).toEqual([]);
    await slow.post(workspace, place(), payload, 'k');
    expect(waits).toEqual([expect.closeTo(30_000, -3)]);
    expect(stored()).toHaveLength(1);
  });

  it('is given up where the platform stays busy', async () => {
    slack.fail('chat.postMessage', { kind: 'rate-limited', retryAfterS: 2 }, 9);
    expect(await posting.deliver(workspace, place(), payload, 'k')).toEqual({ kind: 'retry', afterMs: 2000 });
    expect(posts()).toBe(4);
  });
});

describe('the queues of channels', () => {
  it('keep what is posted in one channel a second apart and in order, and let others pass', async () => {
    let now = 0;
    const log: string[] = [];
    const queues = new ChannelQueues({
      pause: async (ms) => {
        now += ms;
      },
      nowMs: () => now,
    });
    const post = async (channel: string, name: string) =>
      queues.inTurn({ workspace: 'T1', channel }, async () => log.push(`${name} at ${now}`));
    await Promise.all([post('a', 'a1'), post('a', 'a2'), post('b', 'b1'), post('a', 'a3')]);
    expect(log).toEqual(['a1 at 0', 'b1 at 0', 'a2 at 1000', 'a3 at 2000']);
  });

  it('go on after a failure', async () => {
    const queues = new ChannelQueues({ pause: noPause, nowMs: () => 0 });
    const a = { workspace: 'T1', channel: 'a' };
    await expect(queues.inTurn(a, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queues.inTurn(a, async () => 'yes')).toBe('yes');
  });

  it('go one after the other for a minute in a workspace that refused one for its rate, and rest where it refuses another', async () => {
    let now = 0;
    const queues = new ChannelQueues({
      pause: async (ms) => {
        now += ms;
      },
      nowMs: () => now,
    });
    const refuse = async (channel: string, ms: number) =>
      queues.inTurn({ workspace: 'T1', channel }, async (rest) => rest(ms));
    let [under, most] = [0, 0];
    const post = async (team: string, channel: string) =>
      queues.inTurn({ workspace: team, channel }, async () => {
        most = Math.max(most, ++under);
        await setImmediate();
        under -= 1;
        return now;
      });
    const postInThree = async () => Promise.all(['b', 'c', 'd'].map(async (channel) => post('T1', channel)));
    await refuse('a', 30_000);
    expect([await postInThree(), most]).toEqual([[0, 0, 0], 1]);
    await refuse('e', 40_000);
    const impatient = queues.inTurn({ workspace: 'T1', channel: 'f' }, async () => 'posted', 5000);
    expect([await impatient, await post('T2', 'z')]).toEqual([new Resting(40_000), 0]);
    expect([await postInThree(), most]).toEqual([[40_000, 40_000, 40_000], 1]);
    now += 60_000;
    await postInThree();
    expect(most).toBe(3);
  });

  it('do not rest where the same channel is refused again, however long it was idle in between', async () => {
    let now = 0;
    const queues = new ChannelQueues({
      pause: async (ms) => {
        now += ms;
      },
      nowMs: () => now,
    });
    const post = async (channel: string, task: (rest: (ms: number) => void) => Promise<unknown>) =>
      queues.inTurn({ workspace: 'T1', channel }, task, 5000);
    await post('a', async (rest) => rest(20_000));
    now += 21_000;
    expect(await post('b', async () => 'posted')).toBe('posted');
    await post('a', async (rest) => rest(20_000));
    expect(await post('c', async () => 'posted')).toBe('posted');
  });
});
