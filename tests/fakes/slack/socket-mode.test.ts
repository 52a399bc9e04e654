import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startNewsroom } from './fixtures.ts';
import { objectAt, stringAt } from './json.ts';
import { PlainSocket } from './plain-socket.ts';
import type { Channel, FakeSlack, Person } from './server.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

let clock: SteppedClock;
let slack: FakeSlack;
let ann: Person;
let news: Channel;

beforeEach(async () => {
  clock = steppedClock('2026-11-25T08:00:00Z');
  slack = await startNewsroom({ clock });
  ann = slack.workspace.person('Ann');
  news = slack.workspace.channel('news', { members: [ann] });
});

afterEach(() => slack.close());

const address = async () => stringAt(await call(slack, 'apps.connections.open', {}, slack.app.appToken), 'url') ?? '';

/** A connection that has been greeted. */
async function connect(): Promise<PlainSocket> {
  const socket = await PlainSocket.open(await address());
  expect(await socket.next()).toMatchObject({ type: 'hello' });
  return socket;
}

describe('a connection', () => {
  it('is greeted with how many there are and how long it will last', async () => {
    await connect();
    const second = await PlainSocket.open(await address());
    expect(await second.next()).toMatchObject({
      type: 'hello',
      num_connections: 2,
      connection_info: { app_id: slack.app.id },
      debug_info: { approximate_connection_time: 18_060 },
    });
  });

  it('stands on a ticket that serves once', async () => {
    const ticket = await address();
    await PlainSocket.open(ticket);
    await expect(PlainSocket.open(ticket)).rejects.toThrow('refused');
    expect(slack.unexpected).toHaveLength(1);
  });

  it('is one of ten at the most', async () => {
    for (let opened = 0; opened < 10; opened += 1) await connect();
    const eleventh = await PlainSocket.open(await address());
    expect(await eleventh.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  });

  it('needs the app’s token in the header of a POST', async () => {
    const token = slack.app.appToken;
    expect(await call(slack, 'apps.connections.open', { token }, '')).toMatchObject({ error: 'missing_args' });
    expect(await call(slack, 'apps.connections.open', {}, '')).toMatchObject({ error: 'not_authed' });
  });

  it('answers pings, and the app answers those of Slack', async () => {
    await connect();
    slack.socketMode.ping();
    await slack.until('a pong', () => slack.socketMode.connections.find(({ pongs }) => pongs === 1));
    expect(slack.socketMode.open).toHaveLength(1);
  });
});

describe('an envelope', () => {
  it('carries a slash command as its page shows it', async () => {
    const socket = await connect();
    const asked = ann.command(news, '/brief', ' aleppo ');
    const envelope = await socket.next();
    expect(envelope).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
    expect(objectAt(envelope, 'payload')).toEqual({
      token: 'fake-verification-token',
      team_id: slack.workspace.id,
      team_domain: 'newsroom',
      channel_id: news.id,
      channel_name: 'news',
      user_id: ann.id,
      user_name: 'ann',
      command: '/brief',
      text: 'aleppo',
      api_app_id: slack.app.id,
      is_enterprise_install: 'false',
      response_url: asked.responseUrl,
      trigger_id: asked.triggerId,
    });
    socket.acknowledge(envelope, { text: 'Here', response_type: 'in_channel' });
    await asked.acknowledged();
    expect(slack.messages(news)).toMatchObject([{ content: { text: 'Here' }, ephemeralTo: undefined }]);
  });

  it('goes to one connection, and they take turns', async () => {
    const sockets = [await connect(), await connect()];
    const asked = [ann.command(news, '/brief', 'one'), ann.command(news, '/brief', 'two')];
    for (const socket of sockets) socket.acknowledge(await socket.next());
    await Promise.all(asked.map((one) => one.acknowledged()));
    const takers = asked.map(({ deliveries }) => deliveries[0]?.attempts[0]?.connection);
    expect(new Set(takers)).toEqual(new Set([1, 2]));
  });

  it('fails where no connection is open, and an event waits for one', async () => {
    expect(await ann.command(news, '/brief').failed()).toBe('dispatch_failed');
    const mention = ann.mention(news, 'hello');
    const socket = await connect();
    const envelope = await socket.next();
    expect(envelope).toMatchObject({ type: 'events_api', accepts_response_payload: false, retry_attempt: 0 });
    socket.acknowledge(envelope);
    expect((await mention.acknowledged()).body).toBeUndefined();
  });

  it('that is acknowledged after three seconds comes too late for a person', async () => {
    const socket = await connect();
    const asked = ann.command(news, '/brief');
    const envelope = await socket.next();
    clock.advance(3001);
    socket.acknowledge(envelope, { text: 'Late' });
    expect(await asked.failed()).toBe('operation_timeout');
    expect(slack.messages(news)).toEqual([]);
  });

  it('of an event is sent again up to three times, with the same event, and then given up', async () => {
    const [first, second] = [await connect(), await connect()];
    const mention = ann.mention(news, 'hello');
    const number = mention.deliveries[0]?.attempts[0]?.connection;
    const [taker, other] = number === 1 ? [first, second] : [second, first];
    const envelope = await taker.next();
    slack.runOutOfPatience();
    const again = await other.next();
    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout', payload: objectAt(envelope, 'payload') });
    slack.runOutOfPatience();
    slack.runOutOfPatience();
    expect(mention.deliveries[0]?.attempts).toHaveLength(4);
    slack.runOutOfPatience();
    expect(await mention.failed()).toBe('http_timeout');
  });

  it('that its connection took and did not acknowledge goes to the next one', async () => {
    const socket = await connect();
    const asked = ann.command(news, '/brief', 'aleppo');
    const envelope = await socket.next();
    slack.socketMode.drop();
    const next = await connect();
    const again = await next.next();
    expect(objectAt(again, 'payload')).toEqual(objectAt(envelope, 'payload'));
    next.acknowledge(again);
    await asked.acknowledged();
  });

  it('of a person goes to no other connection once its three seconds are over', async () => {
    const socket = await connect();
    const asked = ann.command(news, '/brief', 'aleppo');
    await socket.next();
    clock.advance(3001);
    slack.socketMode.drop();
    expect(await asked.failed()).toBe('operation_timeout');
  });

  it('names people and channels by their ids where the manifest asks for that', async () => {
    const slash_commands = [{ command: '/brief', should_escape: true }];
    slack.installManifest({ display_information: { name: 'Dossier' }, features: { slash_commands } });
    await connect();
    const [payload] = ann.command(news, '/brief', 'ask @ann in #news & @nobody').payloads;
    expect(payload?.['text']).toBe(`ask <@${ann.id}|ann> in <#${news.id}|news> &amp; @nobody`);
  });

  it('can come twice although it was acknowledged', async () => {
    const socket = await connect();
    const mention = ann.mention(news, 'hello');
    const envelope = await socket.next();
    socket.acknowledge(envelope);
    await mention.acknowledged();
    const [delivery] = mention.deliveries;
    if (delivery !== undefined) slack.repeat(delivery);
    const again = await socket.next();
    expect(objectAt(again, 'payload')?.['event_id']).toBe(objectAt(envelope, 'payload')?.['event_id']);
  });

  it('comes no more once Slack has asked the app to leave, but still after a warning', async () => {
    const old = await connect();
    slack.socketMode.disconnect('warning');
    expect(await old.next()).toMatchObject({ type: 'disconnect', reason: 'warning' });
    const warned = ann.command(news, '/brief');
    old.acknowledge(await old.next());
    await warned.acknowledged();
    slack.socketMode.disconnect('refresh_requested');
    expect(await old.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const fresh = await connect();
    const asked = ann.command(news, '/brief');
    fresh.acknowledge(await fresh.next());
    await asked.acknowledged();
    await old.close();
  });
});

describe('what an app sends amiss', () => {
  it('is noted: an acknowledgement of nothing, and an answer where none is taken', async () => {
    const socket = await connect();
    socket.send('{"envelope_id":"made-up"}');
    await slack.until('the note', () => slack.unexpected[0]);
    const mention = ann.mention(news, 'hello');
    socket.acknowledge(await socket.next(), { text: 'Here' });
    await mention.acknowledged();
    expect(slack.unexpected).toEqual([
      'connection 1 sent what acknowledges no envelope',
      'an acknowledgement of events_api carries a payload, which Slack takes for none',
    ]);
    expect(stringAt(mention.payloads[0], 'type')).toBe('event_callback');
  });
});

describe('events', () => {
  it('reach an app only where it is subscribed, was granted the scope and is in the conversation', async () => {
    await connect();
    slack.installManifest({ display_information: { name: 'Dossier' }, settings: {} });
    const unsubscribed = ann.mention(news, 'hello');
    await expect(unsubscribed.acknowledged()).rejects.toThrow('does not subscribe to app_mention');
    const subscribed = { event_subscriptions: { bot_events: ['app_mention'] } };
    slack.installManifest({ display_information: { name: 'Dossier' }, settings: subscribed });
    slack.workspace.install(['chat:write']);
    await expect(ann.mention(news, 'hello').acknowledged()).rejects.toThrow('needs app_mentions:read');
    const others = slack.workspace.channel('others', { members: [ann], withApp: false });
    await expect(ann.mention(others, 'hello').acknowledged()).rejects.toThrow('not in this conversation');
    expect(slack.deliveries).toEqual([]);
  });

  it('come of the app’s own messages too', async () => {
    const socket = await connect();
    await call(slack, 'chat.postMessage', { channel: ann.id, text: 'Good morning' });
    const envelope = await socket.next();
    expect(objectAt(objectAt(envelope, 'payload'), 'event')).toMatchObject({
      type: 'message',
      channel_type: 'im',
      bot_id: slack.workspace.installation.botId,
    });
  });
});
