import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { sheetOf } from '../../src/desk.ts';
import { manifest } from '../../src/platforms/slack/parts/manifest.ts';
import { startFakeSlack, type Channel, type FakeSlack, type Person } from '../fakes/slack/server.ts';
import { problemsOfManifest } from '../fakes/slack/validate-manifest.ts';
import { freePort, shownIn } from '../platforms/slack/newsroom.ts';
import { dossier, emptyFolder, eventually, folderWithBriefs, Program } from './program.ts';

const ADDRESS = 'https://dossier.example.org';
let port: number;
let slack: FakeSlack;
let ann: Person;
let news: Channel;
async function openSlack(mode: 'socket' | 'http', isShared = false): Promise<void> {
  port = await freePort();
  const app = manifest(commands.map(sheetOf), { mode, ...(mode === 'http' ? { url: ADDRESS } : {}), isShared });
  const here = JSON.parse(JSON.stringify(app).replaceAll(ADDRESS, `http://127.0.0.1:${port}`)) as typeof app;
  slack = await startFakeSlack({ manifest: here, patienceMs: 15_000 });
  if (mode === 'http') slack.app.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  ann = slack.workspace.person('Ann');
  news = slack.workspace.channel('news', { members: [ann] });
}
afterEach(async () => {
  expect(slack.unexpected).toEqual([]);
  await slack.close();
});

const apiUrl = () => ({ SLACK_API_URL: slack.apiUrl });
const socket = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.app.appToken, ...apiUrl() });
const http = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.app.signingSecret,
  PORT: String(port),
  ...apiUrl(),
});
// As a service is started: nobody types, nothing is closed by its reader.
const start = (folder: string, env: Readonly<Record<string, string>>) =>
  new Program(folder, [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
const connected = () => slack.until('a connection', () => (slack.socketMode.open.length > 0 ? true : undefined));
const listening = (program: Program) =>
  eventually(
    () => (program.stderr.includes('"listening"') ? true : undefined),
    () => `it never listened: ${program.stderr}`,
  );

describe('the program with the tokens of one workspace', () => {
  beforeEach(() => openSlack('socket'));

  it('connects, answers, and ends well at SIGTERM, without a word', async () => {
    const program = start(folderWithBriefs(), socket());
    await connected();
    expect(shownIn(await ann.command(news, '/brief', 'aleppo').answer())).toContain('Aid reaches Aleppo');
    program.child.kill('SIGTERM');
    expect(await program.ended()).toEqual({ status: 0, signal: null, stdout: '', stderr: '' });
  });

  it('answers what was asked before SIGTERM, and nothing after it', async () => {
    const program = start(folderWithBriefs(), socket());
    await connected();
    const held = slack.fail('chat.postMessage', { kind: 'hold', when: 'before' });
    const asked = ann.mention(news, 'latest');
    await held.done();
    program.child.kill('SIGTERM');
    await slack.until('the end of the connection', () => (slack.socketMode.open.length === 0 ? true : undefined));
    expect(program.child.exitCode).toBeNull();
    held.release();
    expect(shownIn(await asked.answer())).toContain('Aid reaches Aleppo');
    expect((await program.ended()).status).toBe(0);
  });

  it('does not wait for ever for what never ends, and says so', async () => {
    const program = start(folderWithBriefs(), socket());
    await connected();
    const held = slack.fail('chat.postMessage', { kind: 'hold', when: 'before' });
    ann.mention(news, 'latest');
    await held.done();
    program.child.kill('SIGTERM');
    const { status, stderr } = await program.ended();
    expect(status).toBe(0);
    expect(stderr).toContain('stopped before all was finished');
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxb-wrong', 'Slack does not accept the token in SLACK_BOT_TOKEN.'],
    ['SLACK_APP_TOKEN', 'xapp-wrong', 'Slack does not accept the token in SLACK_APP_TOKEN.'],
  ])('ends with one clear line where %s is wrong', async (name, token, sentence) => {
    const program = start(folderWithBriefs(), { ...socket(), [name]: token });
    const { status, stdout, stderr } = await program.ended();
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)]);
    expect(stderr).not.toContain(token);
    expect([status, stdout]).toEqual([1, '']);
  });

  it('writes no token, address or text into its log, also where it logs all that it can', async () => {
    const program = start(folderWithBriefs(), { ...socket(), LOG_LEVEL: 'debug' });
    await connected();
    const canary = 'canary-in-a-message';
    const asked = ann.command(news, '/find', canary);
    await asked.answer();
    await ann.mention(news, `find ${canary}`).answer();
    slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks', when: 'before' });
    ann.mention(news, `find ${canary}`);
    await eventually(
      () => (program.stderr.includes('a request failed') ? true : undefined),
      () => `no fault was logged: ${program.stderr}`,
    );
    program.child.kill('SIGTERM');
    const { stderr, stdout } = await program.ended();
    for (const secret of [slack.botToken, slack.app.appToken, asked.responseUrl ?? '?', canary]) {
      expect(stderr + stdout).not.toContain(secret);
    }
  });
});

describe('the program that takes requests', () => {
  it('answers them, and ends well at SIGTERM', async () => {
    await openSlack('http');
    const program = start(folderWithBriefs(), { ...http(), LOG_LEVEL: 'info' });
    await listening(program);
    expect(shownIn(await ann.command(news, '/brief', 'aleppo').answer())).toContain('Aid reaches Aleppo');
    program.child.kill('SIGTERM');
    expect((await program.ended()).status).toBe(0);
  });

  it('is installed in workspaces, and knows them after a restart, with tokens that are sealed on the disk', async () => {
    await openSlack('http', true);
    const folder = folderWithBriefs();
    const env = {
      SLACK_CLIENT_ID: slack.app.clientId,
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
      SLACK_STATE_SECRET: 'a-long-secret-for-the-state',
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      STATE_KEYS: `2026a:${randomBytes(32).toString('base64')}`,
      PORT: String(port),
      LOG_LEVEL: 'info',
      ...apiUrl(),
    };
    const elsewhere = slack.addWorkspace('Elsewhere');
    const eve = elsewhere.person('Eve', { isAdmin: true });
    const there = elsewhere.channel('there', { members: [eve] });
    const first = start(folder, env);
    await listening(first);
    expect((await eve.install(`http://127.0.0.1:${port}/slack/install`)).status).toBe(200);
    expect(shownIn(await eve.mention(there, 'latest').answer())).toContain('Aid reaches Aleppo');
    first.child.kill('SIGTERM');
    expect((await first.ended()).status).toBe(0);
    const onDisk = ['state.sqlite', 'state.sqlite-wal'].map((name) => read(join(folder, 'data', name))).join('');
    expect(onDisk).not.toBe('');
    expect(onDisk).not.toMatch(/xoxe|xoxb/);
    const second = start(folder, env);
    await listening(second);
    expect(shownIn(await eve.mention(there, 'latest').answer())).toContain('Aid reaches Aleppo');
    expect(shownIn(await ann.command(news, '/brief', 'aleppo').answer()), 'it never installed it').toContain(
      'Dossier does not answer in this workspace.',
    );
    second.child.kill('SIGTERM');
    expect((await second.ended()).status).toBe(0);
  });

  it('says what is wrong with the keys before it takes anything', async () => {
    await openSlack('http', true);
    const { status, stderr } = await dossier(folderWithBriefs(), [], {
      env: {
        SLACK_CLIENT_ID: 'x',
        SLACK_CLIENT_SECRET: 'y',
        SLACK_STATE_SECRET: 'z',
        SLACK_SIGNING_SECRET: 's',
        STATE_KEYS: 'short',
        ...apiUrl(),
      },
    });
    expect(stderr).toMatch(/^STATE_KEYS holds no usable key/);
    expect(status).toBe(1);
  });
});

describe('dossier manifest slack', () => {
  beforeEach(() => openSlack('socket'));

  it('prints a manifest that Slack takes, before there is any token or brief', async () => {
    const { stdout, status } = await dossier(emptyFolder(), ['manifest', 'slack', '--as', 'json']);
    expect(status).toBe(0);
    expect(problemsOfManifest(JSON.parse(stdout))).toEqual([]);
    const yaml = await dossier(emptyFolder(), ['manifest', 'slack']);
    expect(yaml.stdout).toMatch(/^display_information:\n {2}name: Dossier\n/);
  });

  it('names the address and the prefix that it is given', async () => {
    const args = ['manifest', 'slack', '--url', 'https://news.example.org/', '--shared', '--as', 'json'];
    const { stdout } = await dossier(emptyFolder(), args, { env: { SLACK_COMMAND_PREFIX: 'news-' } });
    expect(problemsOfManifest(JSON.parse(stdout))).toEqual([]);
    expect(stdout).toContain('"command": "/news-who"');
    expect(stdout).toContain('https://news.example.org/slack/oauth_redirect');
    const wrong = await dossier(emptyFolder(), ['manifest', 'slack', '--url', 'http://news.example.org']);
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('begins with https://');
  });
});

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
