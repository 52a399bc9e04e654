import { connect } from 'node:net';
import { LogLevel, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNewsroom } from './fixtures.ts';
import type { Channel, FakeSlack } from './server.ts';

let slack: FakeSlack;
let news: Channel;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startNewsroom();
  news = slack.workspace.channel('news');
  client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
    logLevel: LogLevel.ERROR,
  });
});

afterEach(() => slack.close());

const post = () => client.apiCall('chat.postMessage', { channel: news.id, text: 'Digest' });

describe('faults that a test sets, as the real client meets them', () => {
  it('answers 429 with the time to wait, once', async () => {
    const fault = slack.fail('chat.postMessage', { kind: 'rate-limited', retryAfterS: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    expect(slack.messages(news)).toHaveLength(0);
    await post();
    expect([slack.messages(news).length, fault.struck]).toEqual([1, 1]);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('fails %s storing', async (when, stored) => {
    slack.fail('chat.postMessage', { kind: 'status', status: 503, when });
    await expect(post()).rejects.toThrow('503');
    expect(slack.messages(news)).toHaveLength(stored);
    slack.fail('chat.postMessage', { kind: 'drop', when });
    await expect(post()).rejects.toThrow();
    expect(slack.messages(news)).toHaveLength(2 * stored);
    expect(slack.requests.at(-1)?.status).toBeUndefined();
  });

  it('answers what is no JSON', async () => {
    slack.fail('chat.postMessage', { kind: 'malformed', when: 'after' });
    await expect(post()).rejects.toThrow();
    expect(slack.messages(news)).toHaveLength(1);
  });

  it('answers with any error that Slack has', async () => {
    slack.fail('chat.postMessage', { kind: 'error', error: 'fatal_error', when: 'after' });
    await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
    expect(slack.messages(news)).toHaveLength(1);
  });

  it('holds an answer back until it is released', async () => {
    const held = slack.fail('chat.postMessage', { kind: 'hold', when: 'after' });
    const posting = post();
    await held.done();
    await slack.until('the message', () => slack.messages(news)[0]);
    expect(slack.requests.at(-1)?.status).toBeUndefined();
    held.release();
    expect((await posting).ok).toBe(true);
  });

  it('does not mind an app that dies in the middle of its request', async () => {
    const { port } = new URL(slack.apiUrl);
    const socket = connect(Number(port), '127.0.0.1');
    const head = ['POST /api/chat.postMessage HTTP/1.1', 'host: fake', 'content-length: 100', '', 'text='];
    await new Promise<void>((resolve) => socket.write(head.join('\r\n'), () => resolve()));
    socket.destroy();
    await post();
    expect([slack.messages(news).length, slack.unexpected]).toEqual([1, []]);
  });

  it('strikes as often as it was told, in order', async () => {
    slack.fail('chat.postMessage', { kind: 'status', status: 500, when: 'before' }, 2);
    slack.fail('chat.postMessage', { kind: 'drop', when: 'before' });
    await expect(post()).rejects.toThrow('500');
    await expect(post()).rejects.toThrow('500');
    await expect(post()).rejects.toThrow();
    await post();
    expect(slack.messages(news)).toHaveLength(1);
  });
});
