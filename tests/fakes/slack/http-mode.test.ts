import { createServer, type Server } from 'node:http';
import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silent, startNewsroom } from './fixtures.ts';
import { objectAt } from './json.ts';
import { startListener, type Listener } from './listener.ts';
import type { Channel, FakeSlack, Person } from './server.ts';

let slack: FakeSlack;
let ann: Person;
let news: Channel;

beforeEach(async () => {
  slack = await startNewsroom();
  ann = slack.workspace.person('Ann');
  news = slack.workspace.channel('news', { members: [ann] });
});

afterEach(() => slack.close());

describe('requests to a bare server', () => {
  let listener: Listener;

  beforeEach(async () => {
    listener = await startListener();
    slack.app.requestUrl = listener.url;
  });

  afterEach(() => listener.close());

  it('carry a command as a form and an interaction as JSON in a form', async () => {
    const asked = ann.command(news, '/brief', 'aleppo & "idlib"');
    await asked.acknowledged();
    const [first] = listener.received;
    expect(first?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(new URLSearchParams(first?.body).get('text')).toBe('aleppo &amp; "idlib"');
    await ann.globalShortcut('Ask').acknowledged();
    const payload: unknown = JSON.parse(new URLSearchParams(listener.received[1]?.body).get('payload') ?? '');
    expect(payload).toMatchObject({ type: 'shortcut', callback_id: 'ask', user: { id: ann.id } });
  });

  it('show the answer of a command, as text or as JSON', async () => {
    listener.answers.push({ body: 'Plain' }, { body: '{"text":"Whole","response_type":"in_channel"}' });
    expect((await ann.command(news, '/brief').answer()).content.text).toBe('Plain');
    expect(await ann.command(news, '/brief').answer()).toMatchObject({
      content: { text: 'Whole' },
      ephemeralTo: undefined,
    });
  });

  it('try an event again, saying why, until it is taken or not wanted', async () => {
    listener.answers.push({ status: 500 }, { status: 200 });
    const mention = ann.mention(news, 'hello');
    await slack.until('the first answer', () => listener.received[0]);
    await slack.until('the failure', () => mention.deliveries.find(({ retryReason }) => retryReason === 'http_error'));
    slack.runOutOfPatience();
    await mention.acknowledged();
    const [first, second] = listener.received;
    expect(first?.headers['x-slack-retry-num']).toBeUndefined();
    expect([second?.headers['x-slack-retry-num'], second?.headers['x-slack-retry-reason']]).toEqual([
      '1',
      'http_error',
    ]);
    expect(second?.body).toBe(first?.body);
    listener.answers.push({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    expect(await ann.mention(news, 'again').failed()).toBe('http_500');
  });

  it('do not try again what a person did', async () => {
    listener.answers.push({ status: 500 });
    expect(await ann.command(news, '/brief').failed()).toBe('http_500');
    await listener.close();
    expect(await ann.command(news, '/brief').failed()).toBe('dispatch_failed');
  });
});

describe('the real Bolt in HTTP mode', () => {
  let app: App;

  beforeEach(async () => {
    const { signingSecret } = slack.app;
    const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
    app = new App({ token: slack.botToken, signingSecret, clientOptions, logger: silent });
    const server: unknown = await app.start({ port: 0, host: '127.0.0.1' });
    if (!(server instanceof createServer().constructor)) throw new Error('Bolt started no HTTP server');
    const address = (server as Server).address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    slack.app.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
  });

  afterEach(() => app.stop());

  it('answers a command, an event and a button', async () => {
    app.command('/brief', async ({ ack, respond }) => {
      await ack({ text: 'One moment' });
      await respond({ text: 'Here' });
    });
    app.event('app_mention', async ({ say }) => {
      const button = {
        type: 'button' as const,
        action_id: 'more',
        text: { type: 'plain_text' as const, text: 'More' },
      };
      await say({ text: 'Hello', blocks: [{ type: 'actions', elements: [button] }] });
    });
    app.action('more', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'More', replace_original: true });
    });
    const asked = ann.command(news, '/brief');
    expect((await asked.answer(2)).content.text).toBe('Here');
    expect(asked.answers[0]).toMatchObject({ origin: 'acknowledgement', content: { text: 'One moment' } });
    const said = await ann.mention(news, 'hi').answer();
    expect(await ann.press(said, 'more').answer()).toMatchObject({ ts: said.ts, content: { text: 'More' } });
    expect(slack.unexpected).toEqual([]);
  });

  it('shows that it owns its address, and that it is there', async () => {
    const answer = await slack.httpMode.verifyUrl('shall-I-compare');
    expect([answer.status, answer.body]).toEqual([200, '{"challenge":"shall-I-compare"}']);
    expect((await slack.httpMode.sslCheck()).status).toBe(200);
  });

  it('refuses what somebody else signed, and what is stale; a replay looks like the first time', async () => {
    const runs: string[] = [];
    app.command('/brief', async ({ ack, command }) => {
      runs.push(command.text);
      await ack();
    });
    await ann.command(news, '/brief', 'aleppo').acknowledged();
    const [sent] = slack.httpMode.sent;
    if (sent === undefined) throw new Error('Nothing was sent');
    expect((await slack.httpMode.post(sent)).status).toBe(200);
    expect(runs).toEqual(['aleppo', 'aleppo']);
    const { payload } = slack.deliveries[0] ?? {};
    const forged = slack.httpMode.request('slash_commands', payload ?? {}, { secret: 'guessed' });
    const stale = slack.httpMode.request('slash_commands', payload ?? {}, { ageS: 301 });
    expect((await slack.httpMode.post(forged)).status).toBe(401);
    expect((await slack.httpMode.post(stale)).status).toBe(401);
    const early = slack.httpMode.request('slash_commands', payload ?? {}, { ageS: -3600 });
    expect(early.headers['x-slack-request-timestamp']).toMatch(/^\d+$/);
    expect(runs).toHaveLength(2);
  });

  it('gets a payload of a workspace that it does not know', async () => {
    const other = slack.addWorkspace('Elsewhere');
    other.install();
    const eve = other.person('Eve');
    const theirs = other.channel('theirs', { members: [eve] });
    app.command('/brief', ({ ack }) => ack());
    const asked = eve.command(theirs, '/brief');
    await asked.acknowledged();
    expect(asked.payloads[0]?.['team_id']).toBe(other.id);
    expect(objectAt(asked.payloads[0], 'team')).toBeUndefined();
  });
});
