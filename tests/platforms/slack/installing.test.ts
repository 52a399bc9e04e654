import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readInstallation, type Installations } from '../../../src/platforms/slack/parts/installations.ts';
import { ManyWorkspaces } from '../../../src/platforms/slack/parts/many-workspaces.ts';
import { clientOptions } from '../../../src/platforms/slack/parts/web.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Person } from '../../fakes/slack/server.ts';
import { steppedClock, type SteppedClock } from '../../fakes/slack/stepped-clock.ts';
import type { Workspace as Elsewhere } from '../../fakes/slack/workspace.ts';
import { openNewsroom, shownIn, silentLogger, type Newsroom } from './newsroom.ts';

const HOUR_MS = 3_600_000;

/** A database that several processes share. `alone` without its lease is one that fails. */
class Kept implements Installations {
  readonly texts = new Map<string, string>();
  readonly #queues = new Map<string, Promise<unknown>>();
  leases = true;

  async find(team: string): Promise<string | undefined> {
    return this.texts.get(team);
  }

  async save(team: string, text: string): Promise<void> {
    this.texts.set(team, text);
  }

  async remove(team: string): Promise<void> {
    this.texts.delete(team);
  }

  async alone<T>(team: string, work: () => Promise<T>): Promise<T> {
    if (!this.leases) return work();
    const before = this.#queues.get(team) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.#queues.set(team, mine);
    return mine;
  }

  tokenOf(team: string): string | undefined {
    const text = this.texts.get(team);
    return text === undefined ? undefined : readInstallation(text).token;
  }
}

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let clock: SteppedClock;
let kept: Kept;
let room: Newsroom;
let elsewhere: Elsewhere;
let eve: Person;
beforeEach(async () => {
  clock = steppedClock(new Date().toISOString());
  kept = new Kept();
  room = await openNewsroom({ desk: office.desk, installations: kept, fake: { clock }, settings: { clock } });
  elsewhere = room.slack.addWorkspace('Elsewhere');
  eve = elsewhere.person('Eve', { isAdmin: true });
});
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

const install = () => eve.install(room.installPage);
const renewals = () =>
  room.slack.requests.filter(
    ({ route, arguments: given }) => route === 'oauth.v2.access' && given['grant_type'] === 'refresh_token',
  );

describe('a workspace that installs the app', () => {
  it('is answered from then on, with a token of its own', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    const page = await install();
    expect(page.status).toBe(200);
    expect(shownIn(await eve.command(channel, '/whois', 'lavrov').answer())).toContain('# Sergey Lavrov');
    expect(shownIn(await eve.mention(channel, 'who lavrov').answer())).toContain('# Sergey Lavrov');
    const posted = room.slack.requests.findLast(({ route }) => route === 'chat.postMessage');
    expect(posted?.teamId).toBe(elsewhere.id);
  });

  it('is refused before, and after its app was taken out, and its tokens are deleted', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    elsewhere.install();
    const before = await eve.command(channel, '/brief', 'aleppo').answer();
    expect(shownIn(before)).toContain('does not answer in this workspace');
    await install();
    await eve.command(channel, '/dossier', 'status').answer();
    eve.uninstall();
    await room.slack.until('the end of the tokens', () => (kept.texts.size === 0 ? true : undefined));
    elsewhere.install();
    const after = await eve.command(channel, '/brief', 'aleppo').answer();
    expect(shownIn(after)).toContain('does not answer in this workspace');
  });

  it('again keeps its new token, when late news of the old one comes', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    await install();
    const [told] = eve.mention(channel, 'status').deliveries;
    await install();
    const token = kept.tokenOf(elsewhere.id);
    const event = { type: 'app_uninstalled' };
    const late = room.slack.deliver('events_api', { ...told?.payload, event_id: 'Ev-late', event });
    await room.slack.until('an acknowledgement', () => (late.outcome.state === 'acknowledged' ? true : undefined));
    await eve.command(channel, '/dossier', 'status').answer();
    expect(kept.tokenOf(elsewhere.id)).toBe(token);
  });

  it('is not one whose browser did not begin it, whose state is forged, or which said no', async () => {
    for (const how of [{ otherBrowser: true }, { state: 'forged' }, { cancel: true }]) {
      const page = await eve.install(room.installPage, how);
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.body).not.toMatch(/xox|secret/);
    }
    expect(kept.texts.size).toBe(0);
  });
});

describe('the token of a workspace', () => {
  beforeEach(async () => {
    await install();
  });

  it('that runs out is renewed once, however many ask', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    const old = kept.tokenOf(elsewhere.id);
    clock.advance(11.5 * HOUR_MS);
    await Promise.all(Array.from({ length: 12 }, async () => eve.mention(channel, 'who lavrov').answer()));
    expect(renewals()).toHaveLength(1);
    expect(kept.tokenOf(elsewhere.id)).not.toBe(old);
  });

  it('that has run out is renewed before it is used', async () => {
    clock.advance(30 * HOUR_MS);
    const channel = elsewhere.channel('there', { members: [eve] });
    expect(shownIn(await eve.mention(channel, 'who lavrov').answer())).toContain('# Sergey Lavrov');
    expect(room.slack.requests.some(({ answer }) => JSON.stringify(answer).includes('token_expired'))).toBe(false);
  });

  it('that the platform takes for expired is renewed, and the call is made again', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    room.slack.fail('chat.postMessage', { kind: 'error', error: 'token_expired', when: 'before' });
    expect(shownIn(await eve.mention(channel, 'who lavrov').answer())).toContain('# Sergey Lavrov');
    expect(renewals()).toHaveLength(1);
  });

  it('that cannot be renewed just now is used as long as it lasts', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    clock.advance(11.5 * HOUR_MS);
    room.slack.fail('oauth.v2.access', { kind: 'status', status: 503, when: 'before' }, 2);
    expect(shownIn(await eve.mention(channel, 'who lavrov').answer())).toContain('# Sergey Lavrov');
    expect(room.log()).toContain('could not be renewed yet');
  });

  it.each([
    ['with a lease', true],
    ['also where the lease fails them', false],
  ])('is renewed by one of several processes, and the others take what it got, %s', async (_how, leases) => {
    kept.leases = leases;
    const old = kept.tokenOf(elsewhere.id);
    clock.advance(11.5 * HOUR_MS);
    const { clientId, clientSecret } = room.slack.app;
    const client = clientOptions(room.slack.apiUrl.replace(/\/$/, ''));
    const parts = { installations: kept, client, clientId, clientSecret, clock, logger: silentLogger };
    const processes = Array.from({ length: 4 }, () => new ManyWorkspaces(parts));
    const tokens = await Promise.all(processes.map(async (one) => (await one.of({ team: elsewhere.id }))?.token()));
    // Without a lease, one that was refused may go on with the old token, which lasts for a while.
    const allowed = new Set([kept.tokenOf(elsewhere.id), ...(leases ? [] : [old])]);
    expect(tokens.filter((token) => !allowed.has(token))).toEqual([]);
    expect(renewals().filter(({ answer }) => JSON.stringify(answer).includes('"ok":true'))).toHaveLength(1);
  });

  it('that is revoked ends the installation, and no other', async () => {
    const third = room.slack.addWorkspace('Third');
    const zoe = third.person('Zoe', { isAdmin: true });
    await zoe.install(room.installPage);
    eve.uninstall();
    await room.slack.until('the end of one', () => (kept.texts.size === 1 ? true : undefined));
    const there = third.channel('there', { members: [zoe] });
    expect(shownIn(await zoe.mention(there, 'status').answer())).toContain('Status');
  });
});

describe('a token that was revoked without a word', () => {
  it('ends the installation, and who asked is told so', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    await install();
    for (const method of ['views.open', 'auth.test']) {
      room.slack.fail(method, { kind: 'error', error: 'token_revoked', when: 'before' });
    }
    const answer = await eve.command(channel, '/brief').answer();
    expect(shownIn(answer)).toContain('Dossier does not answer in this workspace');
    await room.running.stop();
    expect(kept.texts.size, 'once all that was begun has ended').toBe(0);
  });
});

describe('a database that is away', () => {
  it('is a fault that who asked is told of, and nobody is taken for unknown', async () => {
    const channel = elsewhere.channel('there', { members: [eve] });
    await install();
    kept.find = async () => Promise.reject(new Error('the database is away'));
    const answer = await eve.command(channel, '/brief', 'aleppo').answer();
    expect(shownIn(answer)).toMatch(/incident/i);
    expect(office.faults).toHaveLength(1);
  });
});

describe('two workspaces', () => {
  it('see nothing of each other: each call for one carries a token of that one', async () => {
    await install();
    const third = room.slack.addWorkspace('Third');
    const zoe = third.person('Zoe', { tz: 'Asia/Tokyo' });
    await zoe.install(room.installPage);
    const [here, there] = [elsewhere.channel('news', { members: [eve] }), third.channel('news', { members: [zoe] })];
    for (let count = 0; count < 3; count += 1) {
      const answers = await Promise.all([
        eve.mention(here, 'who lavrov').answer(),
        zoe.mention(there, 'who kerry').answer(),
        eve.command(here, '/brief', 'aleppo').answer(),
        zoe.command(there, '/disputed').answer(),
      ]);
      expect(answers.map(({ teamId }) => teamId)).toEqual([elsewhere.id, third.id, elsewhere.id, third.id]);
    }
    const asked = room.slack.requests.filter(({ route }) => route === 'users.info');
    expect(asked.map(({ teamId, arguments: given }) => [teamId, given['user']])).toEqual(
      expect.arrayContaining([
        [elsewhere.id, eve.id],
        [third.id, zoe.id],
      ]),
    );
    expect(asked, 'each person is asked for once').toHaveLength(2);
  });
});
