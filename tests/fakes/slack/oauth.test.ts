import { createServer, type Server } from 'node:http';
import { App, type Installation } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, manifestWith, silent, startNewsroom } from './fixtures.ts';
import type { Json } from './json.ts';
import type { FakeSlack, Person } from './server.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

const scopes = ['commands', 'chat:write', 'app_mentions:read'];
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const manifest = (rotates: boolean, redirectUrl = 'http://127.0.0.1') =>
  manifestWith({
    oauth_config: { redirect_urls: [redirectUrl], scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { bot_events: ['app_mention', 'app_uninstalled', 'tokens_revoked'] },
      token_rotation_enabled: rotates,
    },
  });

/** Bolt with its own pages for installing; what it stores lies in `stored`, by workspace. */
async function startBolt(slack: FakeSlack, stored: Map<string, Installation>) {
  const app = new App({
    signingSecret: slack.app.signingSecret,
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
    stateSecret: 'a-state-secret-for-tests',
    scopes,
    installerOptions: {
      authorizationUrl: slack.authorizeUrl,
      clientOptions: { slackApiUrl: slack.apiUrl },
      directInstall: true,
    },
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    installationStore: {
      storeInstallation: async (installation) => {
        stored.set(installation.team?.id ?? '', installation);
      },
      fetchInstallation: async ({ teamId }) => {
        const found = stored.get(teamId ?? '');
        if (found === undefined) throw new Error('Not installed there');
        return found;
      },
      deleteInstallation: async ({ teamId }) => {
        stored.delete(teamId ?? '');
      },
    },
    logger: silent,
  });
  const server: unknown = await app.start({ port: 0, host: '127.0.0.1' });
  if (!(server instanceof createServer().constructor)) throw new Error('Bolt started no HTTP server');
  const address = (server as Server).address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return { app, origin: `http://127.0.0.1:${address.port}` };
}

describe('installing the real Bolt in another workspace', () => {
  let slack: FakeSlack;
  let app: App;
  let installPage: string;
  let eve: Person;
  const stored = new Map<string, Installation>();

  beforeEach(async () => {
    stored.clear();
    slack = await startNewsroom({ manifest: manifest(false) });
    const bolt = await startBolt(slack, stored);
    app = bolt.app;
    slack.installManifest(manifest(false, `${bolt.origin}/slack/oauth_redirect`));
    installPage = `${bolt.origin}/slack/install`;
    slack.app.requestUrl = `${bolt.origin}/slack/events`;
    eve = slack.addWorkspace('Elsewhere').person('Eve', { isAdmin: true });
  });

  afterEach(async () => {
    await app.stop();
    await slack.close();
  });

  it('gives it a token of that workspace, with which it answers there and which ends with the installation', async () => {
    const page = await eve.install(installPage);
    expect(page.status).toBe(200);
    const installation = stored.get(eve.user.teamId);
    expect(installation?.bot).toMatchObject({ scopes });
    const told = new Promise<void>((resolve) => app.event('app_uninstalled', async () => resolve()));
    app.command('/brief', ({ ack }) => ack({ text: 'Here' }));
    const asked = eve.command(eve.direct, '/brief');
    expect((await asked.answer()).content.text).toBe('Here');
    eve.uninstall();
    await told;
    const token = installation?.bot?.token ?? '';
    expect(await call(slack, 'auth.test', {}, token)).toMatchObject({ error: 'account_inactive' });
    expect(slack.unexpected).toEqual([]);
  });

  it('ends without a token where the person cancels, the state is forged, or the browser is another one', async () => {
    await eve.install(installPage, { cancel: true });
    await eve.install(installPage, { state: 'forged' });
    await eve.install(installPage, { otherBrowser: true });
    expect(stored.size).toBe(0);
    expect(slack.requests.filter(({ route }) => route === 'oauth.v2.access')).toEqual([]);
  });

  it('is not offered for scopes that the manifest does not name', async () => {
    slack.installManifest({ ...Object(manifest(false)), oauth_config: { redirect_urls: ['http://127.0.0.1'] } });
    await expect(eve.install(installPage)).rejects.toThrow('invalid_scope');
    slack.installManifest({ ...Object(manifest(false)), oauth_config: { scopes: { bot: scopes } } });
    await expect(eve.install(installPage)).rejects.toThrow('redirect');
  });
});

describe('oauth.v2.access', () => {
  let clock: SteppedClock;
  let slack: FakeSlack;

  beforeEach(async () => {
    clock = steppedClock('2026-11-25T08:00:00Z');
    slack = await startNewsroom({ clock, manifest: manifest(true) });
  });

  afterEach(() => slack.close());

  const access = (given: Readonly<Record<string, string>>) =>
    call(
      slack,
      'oauth.v2.access',
      { client_id: slack.app.clientId, client_secret: slack.app.clientSecret, ...given },
      '',
    );
  const refresh = (token: Json | undefined) => access({ grant_type: 'refresh_token', refresh_token: text(token) });
  const exchange = () =>
    call(slack, 'oauth.v2.exchange', { client_id: slack.app.clientId, client_secret: slack.app.clientSecret });

  it.each([
    [{ client_id: 'made-up' }, 'invalid_client_id'],
    [{ client_secret: 'made-up' }, 'bad_client_secret'],
    [{ code: 'made-up' }, 'invalid_code'],
    [{ grant_type: 'password' }, 'invalid_grant_type'],
    [{ grant_type: 'refresh_token', refresh_token: 'made-up' }, 'invalid_refresh_token'],
  ])('refuses %j', async (given, error) => {
    expect(await access(given)).toMatchObject({ ok: false, error });
  });

  it('exchanges a code once, within ten minutes, for the same address to return to', async () => {
    const redirectUri = 'http://127.0.0.1/back';
    const code = () => slack.workspace.giveCode(scopes, redirectUri);
    const one = code();
    expect(await access({ code: one })).toMatchObject({ error: 'bad_redirect_uri' });
    expect(await access({ code: one, redirect_uri: redirectUri })).toMatchObject({
      ok: true,
      token_type: 'bot',
      expires_in: 43_200,
      scope: scopes.join(','),
      team: { id: slack.workspace.id },
    });
    expect(await access({ code: one, redirect_uri: redirectUri })).toMatchObject({ error: 'invalid_code' });
    const late = code();
    clock.advance(600_001);
    expect(await access({ code: late, redirect_uri: redirectUri })).toMatchObject({ error: 'invalid_code' });
  });

  it('takes the app’s name and secret by Basic authentication too', async () => {
    const { clientId, clientSecret } = slack.app;
    const answer = await fetch(`${slack.apiUrl}oauth.v2.access`, {
      method: 'POST',
      body: new URLSearchParams({ code: slack.workspace.giveCode(scopes, undefined) }),
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  });

  it('turns a token that never expires into one that does, once', async () => {
    expect(await exchange()).toMatchObject({ ok: true, expires_in: 43_200 });
    expect(await exchange()).toMatchObject({ ok: false });
  });

  it('renews with a refresh token that serves once: of two at the same time, one fails', async () => {
    const { refresh_token: first } = await exchange();
    const both = await Promise.all([refresh(first), refresh(first)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => ok === false)).toMatchObject({ error: 'invalid_refresh_token' });
  });

  it('leaves the token before in force until it expires after twelve hours', async () => {
    const { access_token: first, refresh_token: refreshToken } = await exchange();
    const { access_token: second } = await refresh(refreshToken);
    expect(await call(slack, 'auth.test', {}, text(first))).toMatchObject({ ok: true });
    expect(await call(slack, 'auth.test', {}, text(second))).toMatchObject({ ok: true });
    clock.advance(43_200_000);
    expect(await call(slack, 'auth.test', {}, text(first))).toMatchObject({ error: 'token_expired' });
  });
});
