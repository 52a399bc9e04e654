import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { sheetOf } from '../../src/desk.ts';
import { manifest } from '../../src/platforms/slack/parts/manifest.ts';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import { startFakeSlack, type FakeSlack } from '../fakes/slack/server.ts';
import { freePort } from '../platforms/slack/newsroom.ts';
import { freshDatabase } from '../postgres/database.ts';
import { gateTo, type Gate } from '../postgres/gate.ts';
import { eventually, folderWithBriefs, Program } from './program.ts';
import { spoil } from './spoil.ts';

/**
 * Texts that nobody else writes are put wherever something secret or private stands, much is done and much of it fails, and
 * then all that the program has said and kept is searched for them.
 */

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Every canary has this in it, in any case, but for tokens, which have the shapes that the platforms give them. */
const CANARY = /canary/i;

interface Watched {
  readonly program: Program;
  /** All that was answered about operations. */
  readonly told: string[];
  ask(path: string, init?: RequestInit): Promise<void>;
}

async function start(folder: string, env: Readonly<Record<string, string>>): Promise<Watched> {
  const program = new Program(folder, [], {
    env: { OPS_PORT: '0', LOG_LEVEL: 'debug', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await eventually(
    () => /"port":(\d+),"msg":"operations are told of"/.exec(program.stderr)?.[1],
    () => `it told no port: ${program.stderr}`,
  );
  const told: string[] = [];
  return {
    program,
    told,
    async ask(path, init = {}) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      told.push(JSON.stringify([...answer.headers]), await answer.text());
    },
  };
}

async function askAboutOperations(watched: Watched): Promise<void> {
  for (const path of ['/healthz', '/readyz', '/metrics', '/canary-path?canary=query']) {
    await watched.ask(path, { headers: { authorization: 'Bearer canary-authorization', 'x-canary': 'canary' } });
  }
  await watched.ask('/metrics', { method: 'POST', body: 'canary-body' });
}

const logged = (program: Program, words: string) =>
  eventually(
    () => (program.stderr.includes(words) ? true : undefined),
    () => `“${words}” is not in the log: ${program.stderr}`,
  );

async function openDiscord(): Promise<{ discord: FakeDiscord; use: () => Promise<void>; secrets: () => string[] }> {
  const discord = await startFakeDiscord({ patienceMs: 15_000 });
  closing.push(() => discord.close());
  const guild = discord.addGuild('Canary guild');
  const channel = guild.addTextChannel('canary-channel');
  const ann = discord.person('Canary Ann', { in: [guild] });
  const ben = discord.person('Canary Ben', { in: [guild] });
  const tokens: string[] = [];

  async function use(): Promise<void> {
    await discord.until('registered commands', () => (discord.commands().length > 0 ? true : undefined));
    const asked = ann.command(channel, 'find', { text: 'canary-in-a-command' });
    await asked.answer();
    await ann.autocomplete(channel, 'brief', { subject: 'canary-while-typing' }, 'subject');
    const said = ben.says(channel, 'Canary words of somebody else about Aleppo');
    await ann.contextMenu(said, 'Check against the briefs').answer();
    const mention = ann.says(channel, `${discord.bot.mention} find canary-in-a-mention`);
    await discord.until('a reply', () => discord.messages(channel).find(({ reference }) => reference === mention));
    ann.says(ann.directMessages(), 'brief canary-in-a-direct-message');
    const shared = ann.command(channel, 'brief', { subject: 'aleppo' });
    await ann.press(await shared.answer(), 'Share').answer();
    // Much goes wrong.
    discord.faults.next('PATCH /webhooks/*/*/messages/@original', { kind: 'status', status: 400, moment: 'before' });
    const failing = ann.command(channel, 'find', { text: 'canary-of-a-refused-answer' });
    await failing.answer();
    discord.faults.next('PATCH /webhooks/*/*/messages/@original', { kind: 'drop', moment: 'before' }, 3);
    const dropped = ann.command(channel, 'find', { text: 'canary-of-a-dropped-answer' });
    discord.faults.next('POST /channels/*/messages', { kind: 'status', status: 403, moment: 'before' });
    ann.says(channel, `${discord.bot.mention} find canary-of-a-refused-reply`);
    discord.faults.next('POST /interactions/*/*/callback', { kind: 'status', status: 404, moment: 'before' });
    const late = ann.command(channel, 'find', { text: 'canary-that-came-late' });
    discord.gateway.drop();
    await discord.until('a resumption', () => discord.gateway.counts.resumes || undefined);
    tokens.push(...[asked, failing, dropped, late, shared].map(({ token }) => token));
    await discord.until('the end of what was planned', () => (discord.faults.pending.length === 0 ? true : undefined));
  }
  return { discord, use, secrets: () => [discord.token, ...tokens] };
}

async function openSlack(
  mode: 'socket' | 'http',
): Promise<{ slack: FakeSlack; port: number; use: () => Promise<void>; secrets: () => string[] }> {
  const address = 'https://dossier.example.org';
  const port = await freePort();
  const isShared = mode === 'http';
  const app = manifest(commands.map(sheetOf), { mode, ...(isShared ? { url: address } : {}), isShared });
  const here = JSON.parse(JSON.stringify(app).replaceAll(address, `http://127.0.0.1:${port}`)) as typeof app;
  const slack = await startFakeSlack({ manifest: here, patienceMs: 15_000 });
  closing.push(() => slack.close());
  if (isShared) slack.app.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const workspace = isShared ? slack.addWorkspace('Canary workspace') : slack.workspace;
  const ann = workspace.person('Canary Ann', { isAdmin: true });
  const ben = workspace.person('Canary Ben');
  const news = workspace.channel('canary-channel', { members: [ann, ben] });
  const found = new Set<string>();

  async function use(): Promise<void> {
    if (isShared) {
      expect((await ann.install(`http://127.0.0.1:${port}/slack/install`)).status).toBe(200);
      // Somebody who does not sign, and somebody who comes back from nowhere.
      await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body: 'text=canary-unsigned' });
      await fetch(`http://127.0.0.1:${port}/slack/oauth_redirect?code=canary-code&state=canary-state`);
    } else {
      await slack.until('a connection', () => (slack.socketMode.open.length > 0 ? true : undefined));
    }
    const asked = ann.command(news, '/find', 'canary-in-a-command');
    await asked.answer();
    await ann.mention(news, 'find canary-in-a-mention').answer();
    await ann.directMessage('find canary-in-a-direct-message').answer();
    const { message } = ben.say(news, 'Canary words of somebody else about Aleppo');
    if (!message) throw new Error('nothing was said');
    await ann.shortcut('Check against the briefs', message).answer();
    // Much goes wrong.
    slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks', when: 'before' });
    ann.mention(news, 'find canary-of-a-refused-reply');
    const refused = slack.fail('response_url', { kind: 'status', status: 500, when: 'before' }, 2);
    const failing = ann.command(news, '/find', 'canary-of-a-refused-answer');
    await refused.done();
    slack.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found', when: 'before' });
    ann.mention(news, 'find canary-of-a-lost-channel');
    for (const { responseUrl } of [asked, failing]) {
      if (responseUrl !== undefined) found.add(responseUrl);
    }
  }
  const secrets = () => {
    const { appToken, signingSecret, clientSecret } = slack.app;
    const sent = JSON.stringify(slack.requests.map((request) => request.arguments));
    const tokens = [sent, JSON.stringify(slack.deliveries.map(({ payload }) => payload))].flatMap((text) =>
      [...text.matchAll(/\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}/g)].map(([token]) => token),
    );
    const urls = [...found].flatMap((url) => [url, new URL(url).pathname]);
    return [appToken, signingSecret, clientSecret, slack.botToken, ...tokens, ...urls].filter((one) => one !== '');
  };
  return { slack, port, use, secrets };
}

/** Every file below a folder, but for the briefs, as text in which each byte is a letter. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && !path.startsWith(join(folder, 'briefs')));
  return new Map(paths.map((path) => [path, readFileSync(path, 'latin1')]));
}

function expectNothingOf(secrets: readonly string[], text: string, where: string): void {
  expect(CANARY.exec(text)?.[0], where).toBeUndefined();
  for (const secret of new Set(secrets)) expect(text.includes(secret), `${where} holds ${secret}`).toBe(false);
}

async function endedWell({ program, told }: Watched, folder: string, secrets: readonly string[]): Promise<string> {
  program.child.kill('SIGTERM');
  const { status, stdout, stderr } = await program.ended();
  expect(status).toBe(0);
  expect(secrets.length).toBeGreaterThan(4);
  expectNothingOf(secrets, stdout, 'standard output');
  expectNothingOf(secrets, stderr, 'the log');
  expectNothingOf(secrets, told.join('\n'), 'what is told of operations');
  const files = filesIn(folder);
  expect([...files.keys()].map((path) => path.slice(folder.length))).toContain('/data/index.sqlite');
  for (const [path, text] of files) expectNothingOf(secrets, text, path);
  return stderr;
}

it('nothing secret or private is said or kept by a bot on two platforms with a server, whatever fails', async () => {
  const database = new URL(await freshDatabase());
  database.password = 'canary-database-password';
  const gate: Gate = await gateTo(database.href);
  closing.push(() => gate.close());
  const [{ discord, ...onDiscord }, { slack, ...onSlack }] = [await openDiscord(), await openSlack('socket')];
  const folder = folderWithBriefs();
  const watched = await start(folder, {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.app.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: gate.url,
    UNRELATED: 'canary-of-the-environment',
  });
  await askAboutOperations(watched);
  await onDiscord.use();
  await onSlack.use();
  gate.shut();
  await askAboutOperations(watched);
  gate.open();
  // A brief without its parts is one that no command can speak of: a fault.
  spoil(folder, (db) => db.exec(`update brief set json = '{}'`));
  await onSlack.use();
  slack.socketMode.drop();
  await logged(watched.program, 'a request failed');
  await askAboutOperations(watched);
  const log = await endedWell(watched, folder, [
    ...onDiscord.secrets(),
    ...onSlack.secrets(),
    // As a driver may write it.
    Buffer.from('canary-database-password').toString('base64'),
  ]);
  const lines = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly level: number; readonly msg: string });
  expect(
    lines.filter(({ level }) => level >= 50).length,
    'so much went wrong that there was much to say',
  ).toBeGreaterThan(3);
  expect(watched.told.join('\n')).toContain('dossier_command_seconds_count');
}, 90_000);

it('nothing secret or private is said or kept by a bot that workspaces install, with a file', async () => {
  const { slack, port, ...onSlack } = await openSlack('http');
  const folder = folderWithBriefs();
  const key = randomBytes(32).toString('base64');
  const watched = await start(folder, {
    SLACK_CLIENT_ID: slack.app.clientId,
    SLACK_CLIENT_SECRET: slack.app.clientSecret,
    SLACK_STATE_SECRET: 'canary-state-secret',
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    STATE_KEYS: `2026a:${key}`,
    PORT: String(port),
    SLACK_API_URL: slack.apiUrl,
  });
  await logged(watched.program, '"listening"');
  await askAboutOperations(watched);
  await onSlack.use();
  spoil(folder, (db) => db.exec(`update brief set json = '{}'`));
  await onSlack.use();
  await logged(watched.program, 'a request failed');
  await askAboutOperations(watched);
  expect(await endedWell(watched, folder, [...onSlack.secrets(), key])).toContain('incident');
}, 90_000);
