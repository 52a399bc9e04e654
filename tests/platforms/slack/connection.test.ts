import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { slackPlatform, type SlackSettings } from '../../../src/platforms/slack/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Person } from '../../fakes/slack/server.ts';
import { noPause, openNewsroom, shownIn, silentLogger, type Newsroom, type NewsroomOptions } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let room: Newsroom;
let ann: Person;
let news: Channel;
async function open(more: Omit<NewsroomOptions, 'desk'> = {}): Promise<void> {
  room = await openNewsroom({ desk: office.desk, ...more });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
}
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

const connections = (count: number) =>
  room.slack.until(`connection ${count}`, () =>
    room.slack.socketMode.connections.length >= count && room.slack.socketMode.open.length > 0 ? true : undefined,
  );

describe('the connection', () => {
  it.each(['warning', 'refresh_requested'] as const)('is made anew when the platform says so: %s', async (reason) => {
    await open();
    room.slack.socketMode.disconnect(reason);
    await connections(2);
    expect(shownIn(await ann.command(news, '/whois', 'lavrov').answer())).toContain('# Sergey Lavrov');
  });

  it('is made anew when it breaks, again and again', async () => {
    await open();
    for (let count = 2; count <= 4; count += 1) {
      room.slack.socketMode.drop();
      await connections(count);
    }
    expect(shownIn(await ann.mention(news, 'who lavrov').answer())).toContain('# Sergey Lavrov');
  });

  it('is tried again while the platform cannot be reached, and nobody has to wait for that', async () => {
    await open({ fake: {}, settings: {} });
    room.slack.fail('apps.connections.open', { kind: 'status', status: 503, when: 'before' });
    room.slack.fail('apps.connections.open', { kind: 'rate-limited', retryAfterS: 5 });
    room.slack.fail('apps.connections.open', { kind: 'drop', when: 'before' });
    room.slack.socketMode.drop();
    await connections(2);
    expect(room.log()).toContain('this is tried again');
  });
});

describe('what arrives twice', () => {
  it('is answered once, though it is acknowledged each time', async () => {
    await open();
    const asked = ann.mention(news, 'who lavrov');
    await asked.answer();
    const [delivery] = asked.deliveries;
    if (!delivery) throw new Error('no delivery');
    const before = room.slack.messages(news).length;
    const again = room.slack.repeat(delivery);
    await room.slack.until('an acknowledgement', () => (again.outcome.state === 'acknowledged' ? true : undefined));
    await ann.mention(news, 'status').answer();
    expect(room.slack.messages(news).length - before, 'a mention and its answer').toBe(2);
  });

  it('because its acknowledgement was lost with the connection is answered once', async () => {
    await open();
    const held = room.slack.fail('users.info', { kind: 'hold', when: 'before' });
    const asked = ann.command(news, '/whois', 'lavrov');
    await held.done();
    room.slack.socketMode.drop();
    await connections(2);
    held.release();
    await asked.answer();
    await ann.command(news, '/dossier', 'status').answer();
    expect(asked.answers).toHaveLength(1);
  });
});

describe('under load', () => {
  it('everything is acknowledged before any of it is worked on', async () => {
    await open();
    const many = Array.from({ length: 150 }, (_, index) =>
      index % 3 === 0 ? ann.command(news, '/brief', 'aleppo') : ann.command(news, '/timeline', 'syria'),
    );
    const acknowledged = await Promise.all(many.map(async (one) => one.acknowledged()));
    const answeredMeanwhile = many.filter(({ answers }) => answers.length > 0).length;
    expect(answeredMeanwhile, 'answers wait for what still has to be acknowledged').toBeLessThan(50);
    expect(Math.max(...acknowledged.map(({ afterMs }) => afterMs))).toBeLessThan(3000);
    await Promise.all(many.map(async (one) => one.answer()));
  });
});

describe('stopping', () => {
  it('answers what was asked before, and takes nothing new', async () => {
    await open();
    const held = room.slack.fail('users.info', { kind: 'hold', when: 'before' });
    const asked = ann.command(news, '/whois', 'lavrov');
    await held.done();
    const stopped = room.running.stop();
    await room.slack.until('the end of the connection', () =>
      room.slack.socketMode.open.length === 0 ? true : undefined,
    );
    held.release();
    expect(shownIn(await asked.answer())).toContain('# Sergey Lavrov');
    await stopped;
    await expect(room.running.ended).resolves.toBeUndefined();
    expect(await ann.command(news, '/whois', 'lavrov').failed()).toBe('dispatch_failed');
  });
});

describe('a token that is not accepted', () => {
  const start = async (more: Partial<SlackSettings>) =>
    slackPlatform({
      way: { kind: 'socket', appToken: room.slack.app.appToken },
      access: { kind: 'one', botToken: room.slack.botToken },
      apiUrl: room.slack.apiUrl.replace(/\/$/, ''),
      homeLine: 'latest',
      logger: silentLogger,
      pause: noPause,
      ...more,
    }).start(office.desk);

  it('is told about in one sentence that names the setting and the page', async () => {
    await open();
    const bot = start({ access: { kind: 'one', botToken: 'xoxb-wrong' } });
    await expect(bot).rejects.toThrow(/SLACK_BOT_TOKEN.*OAuth & Permissions/);
    await expect(bot).rejects.toHaveProperty('name', 'UserError');
    const ofApp = start({ way: { kind: 'socket', appToken: 'xapp-wrong' } });
    await expect(ofApp).rejects.toThrow(/SLACK_APP_TOKEN.*connections:write/);
    await expect(ofApp).rejects.toHaveProperty('name', 'UserError');
  });

  it('of the wrong kind is no other', async () => {
    await open();
    const { appToken } = room.slack.app;
    await expect(start({ access: { kind: 'one', botToken: appToken } })).rejects.toThrow('SLACK_BOT_TOKEN');
    await expect(start({ way: { kind: 'socket', appToken: room.slack.botToken } })).rejects.toThrow('SLACK_APP_TOKEN');
  });

  it('any more ends the bot, with the same sentence', async () => {
    await open();
    room.slack.fail('chat.postMessage', { kind: 'error', error: 'token_revoked', when: 'before' });
    ann.mention(news, 'who lavrov');
    await expect(room.running.ended).rejects.toThrow(/SLACK_BOT_TOKEN/);
  });

  it('is something else than a platform that cannot be reached: that is tried until it can', async () => {
    await open();
    room.slack.fail('auth.test', { kind: 'status', status: 502, when: 'before' });
    room.slack.fail('auth.test', { kind: 'drop', when: 'before' });
    const running = await start({});
    await expect(connections(2)).resolves.toBe(true);
    await running.stop();
  });
});
