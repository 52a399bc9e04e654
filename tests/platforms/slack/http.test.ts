import { createServer, Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { slackPlatform } from '../../../src/platforms/slack/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Person } from '../../fakes/slack/server.ts';
import type { JsonObject } from '../../fakes/slack/json.ts';
import { steppedClock, type SteppedClock } from '../../fakes/slack/stepped-clock.ts';
import { openNewsroom, shownIn, silentLogger, type Newsroom } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let room: Newsroom;
let clock: SteppedClock;
let ann: Person;
let news: Channel;
beforeEach(async () => {
  clock = steppedClock(new Date().toISOString());
  room = await openNewsroom({ desk: office.desk, mode: 'http', fake: { clock } });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
});
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

/** A payload that was sent and answered, to be spoilt and sent again. */
async function asked(): Promise<JsonObject> {
  const interaction = ann.command(news, '/dossier', 'status');
  await interaction.answer();
  const [payload] = interaction.payloads;
  if (!payload) throw new Error('nothing was sent');
  return { ...payload, trigger_id: 'another' };
}
const answers = () => room.slack.requests.filter(({ route }) => route === 'response_url').length;

describe('a request', () => {
  it.each([
    ['with the signature of another secret', { secret: 'another-secret-0123456789abcdef0' }, 'signature is wrong'],
    ['six minutes old', { ageS: 360 }, 'too far from ours'],
    ['from six minutes ahead', { ageS: -360 }, 'too far from ours'],
    ['from an hour ahead', { ageS: -3600 }, 'too far from ours'],
  ])('%s is refused', async (_what, spoilt, why) => {
    const payload = await asked();
    const { httpMode } = room.slack;
    const answer = await httpMode.post(httpMode.request('slash_commands', payload, spoilt));
    expect(answer.status).toBe(401);
    expect(room.log()).toContain(why);
    expect(answers()).toBe(1);
  });

  it.each([0, 240, -240])('%i seconds old is taken, once', async (ageS) => {
    const payload = await asked();
    const { httpMode } = room.slack;
    const request = httpMode.request('slash_commands', payload, { ageS });
    expect((await httpMode.post(request)).status).toBe(200);
    expect((await httpMode.post(request)).status, 'the same bytes again').toBe(401);
    expect((await httpMode.post(request)).status).toBe(401);
    await room.slack.until('the answer', () => (answers() === 2 ? true : undefined));
    expect(room.log()).toContain('it came before');
  });

  it('that Slack sends again because it got no answer is signed anew, and is answered once', async () => {
    const mention = ann.mention(news, 'who lavrov');
    await mention.answer();
    const [delivery] = mention.deliveries;
    if (!delivery) throw new Error('nothing was sent');
    clock.advance(60_000);
    const again = room.slack.repeat(delivery);
    await room.slack.until('an acknowledgement', () => (again.outcome.state === 'acknowledged' ? true : undefined));
    await ann.command(news, '/dossier', 'status').answer();
    expect(mention.answers).toHaveLength(1);
  });

  it('without a signature is refused, also one that says it only checks the certificate', async () => {
    const { httpMode } = room.slack;
    const { url } = httpMode.request('events_api', {});
    const post = async (body: string, type: string) =>
      (await fetch(url, { method: 'POST', body, headers: { 'content-type': type } })).status;
    const form = 'application/x-www-form-urlencoded';
    expect(await post(JSON.stringify({ type: 'event_callback' }), 'application/json')).toBe(401);
    const payload = new URLSearchParams({ ssl_check: '1', payload: JSON.stringify(await asked()) });
    expect(await post(payload.toString(), form), 'it is answered, and nothing else of it is read').toBe(200);
    await ann.command(news, '/dossier', 'status').answer();
    expect(answers()).toBe(2);
  });

  it('that is far too large is not read', async () => {
    const { url } = room.slack.httpMode.request('events_api', {});
    const outcome = await fetch(url, { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) }).then(
      ({ status }) => status,
      () => 'broken off',
    );
    expect([413, 'broken off']).toContain(outcome);
  });

  it('to a page that is not there is answered so', async () => {
    const { url } = room.slack.httpMode.request('events_api', {});
    expect((await fetch(new URL('/nonsense', url))).status).toBe(404);
    expect((await fetch(new URL('/slack/install', url))).status, 'for one workspace, nothing is installed').toBe(404);
  });
});

describe('the address', () => {
  it('is confirmed, as Slack asks it to be', async () => {
    const { status, body } = await room.slack.httpMode.verifyUrl('a-challenge');
    expect([status, JSON.parse(body)]).toEqual([200, { challenge: 'a-challenge' }]);
    expect((await room.slack.httpMode.sslCheck()).status).toBe(200);
  });

  it('goes on after a connection that could not be taken, as often as that happens', async () => {
    const listening = vi.spyOn(Server.prototype, 'listen');
    const other = await openNewsroom({ desk: office.desk, mode: 'http' });
    const server = listening.mock.contexts.at(-1) as Server;
    listening.mockRestore();
    const refusal = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' });
    for (let times = 0; times < 3; times += 1) server.emit('error', refusal);
    const someone = other.slack.workspace.person('Ann');
    const channel = other.slack.workspace.channel('news', { members: [someone] });
    expect(shownIn(await someone.command(channel, '/dossier', 'status').answer())).toContain('Status');
    await other.close();
    expect(other.log().match(/a connection could not be taken/g)).toHaveLength(3);
  });

  it('on a port that another program has is told about', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, () => resolve((server.address() as { port: number }).port)),
    );
    const platform = slackPlatform({
      way: { kind: 'http', signingSecret: 'x', port },
      access: { kind: 'one', botToken: room.slack.botToken },
      apiUrl: room.slack.apiUrl.replace(/\/$/, ''),
      homeLine: 'latest',
      logger: silentLogger,
    });
    await expect(platform.start(office.desk)).rejects.toThrow(`The port ${port} is taken by another program: set PORT`);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('another workspace', () => {
  it('is refused: it gets a sentence and no answer, and no token of the first is used there', async () => {
    const { slack } = room;
    const elsewhere = slack.addWorkspace('Elsewhere');
    elsewhere.install();
    const eve = elsewhere.person('Eve');
    const there = elsewhere.channel('there', { members: [eve] });
    const refused = await eve.command(there, '/brief', 'aleppo').answer();
    expect(shownIn(refused)).toBe(
      'Dossier does not answer in this workspace. Whoever manages its apps can add it, or add it again.',
    );
    const mention = eve.mention(there, 'brief aleppo');
    await mention.acknowledged();
    const said = await ann.mention(news, 'status').answer();
    expect(said.teamId).toBe(slack.workspace.id);
    expect(mention.answers).toEqual([]);
    expect(slack.messages(there).map((one) => one.content.text)).not.toContain(said.content.text);
    expect(slack.requests.filter(({ teamId }) => teamId === elsewhere.id).map(({ route }) => route)).toEqual([
      'response_url',
    ]);
  });
});

describe('stopping', () => {
  it('answers what was asked before', async () => {
    const held = room.slack.fail('users.info', { kind: 'hold', when: 'before' });
    const interaction = ann.command(news, '/whois', 'lavrov');
    await held.done();
    const stopped = room.running.stop();
    held.release();
    expect(shownIn(await interaction.answer())).toContain('# Sergey Lavrov');
    await stopped;
    expect(await ann.command(news, '/whois', 'lavrov').failed()).toBe('dispatch_failed');
  });
});
