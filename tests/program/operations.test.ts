import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { sheetOf } from '../../src/desk.ts';
import { manifest } from '../../src/platforms/slack/parts/manifest.ts';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import type { Person } from '../fakes/discord/people/person.ts';
import type { FakeChannel } from '../fakes/discord/world/channel.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';
import { readMetrics, valueOf, type Sample } from '../fixtures/prometheus.ts';
import { freePort } from '../platforms/slack/newsroom.ts';
import { freshDatabase } from '../postgres/database.ts';
import { gateTo } from '../postgres/gate.ts';
import { dossier, eventually, folderWithBriefs, Program } from './program.ts';

type Env = Readonly<Record<string, string>>;

/** A program whose health can be asked, as soon as it can. */
async function start(env: Env = {}, folder = folderWithBriefs()): Promise<{ program: Program; at: string }> {
  const program = new Program(folder, [], { env: { OPS_PORT: '0', LOG_LEVEL: 'info', ...env } });
  const port = await eventually(
    () => /"port":(\d+),"msg":"operations are told of"/.exec(program.stderr)?.[1],
    () => `it told no port: ${program.stderr}`,
  );
  return { program, at: `http://127.0.0.1:${port}` };
}

/** Asks until the answer fits: what happens to the program takes a moment to be noticed. */
async function until(url: string, fits: (status: number, text: string) => boolean): Promise<string> {
  let last = '';
  const deadline = performance.now() + 15_000;
  while (performance.now() < deadline) {
    const answer = await fetch(url);
    last = `${answer.status} ${await answer.text()}`;
    if (fits(answer.status, last.slice(4))) return last.slice(4);
  }
  throw new Error(`${url} never fitted: ${last}`);
}

const ready = async (at: string) => until(`${at}/readyz`, (status) => status === 200);
const notReady = async (at: string, ...missing: readonly string[]) =>
  until(`${at}/readyz`, (status, text) => {
    return status === 503 && text === `${JSON.stringify({ status: 'not ready', missing })}\n`;
  });
const numbers = async (at: string): Promise<readonly Sample[]> =>
  readMetrics(await (await fetch(`${at}/metrics`)).text());

describe('a program without OPS_PORT', () => {
  it('takes no connection for operations', async () => {
    const program = new Program(folderWithBriefs(), [], { env: { LOG_LEVEL: 'info' } });
    await program.ask('status');
    expect(program.stderr).not.toContain('operations');
    program.child.stdin?.end();
    expect((await program.ended()).status).toBe(0);
  });
});

describe('a program with OPS_PORT', () => {
  it('tells that it lives, that it is ready, and how things stand, and ends with the program', async () => {
    const { program, at } = await start();
    await ready(at);
    const health = await fetch(`${at}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'alive' }]);
    await program.ask('brief aleppo');
    const samples = await numbers(at);
    expect(valueOf(samples, 'dossier_briefs')).toBe(2);
    expect(valueOf(samples, 'dossier_index_bytes')).toBeGreaterThan(10_000);
    expect(valueOf(samples, 'dossier_ready', { part: 'terminal' })).toBe(1);
    expect(valueOf(samples, 'dossier_digests_due')).toBe(0);
    expect(valueOf(samples, 'dossier_command_seconds_count', { command: 'brief' })).toBe(1);
    const readAt = valueOf(samples, 'dossier_folder_read_timestamp_seconds') ?? 0;
    expect(readAt).toBeGreaterThan(valueOf(samples, 'process_start_time_seconds') ?? Infinity);
    program.child.kill('SIGTERM');
    expect((await program.ended()).status).toBe(0);
    await expect(fetch(`${at}/healthz`)).rejects.toThrow();
  });

  it('answers what it is asked, refuses to be written to, and knows no other path', async () => {
    const { at } = await start();
    const asked = [
      ['GET', '/', 404],
      ['GET', '/metrics/', 404],
      ['GET', '/../etc/passwd', 404],
      ['POST', '/nothing', 404],
      ['POST', '/metrics', 405],
      ['DELETE', '/readyz', 405],
      ['OPTIONS', '/healthz', 405],
      ['HEAD', '/healthz', 200],
      ['GET', '/healthz?verbose', 200],
    ] as const;
    for (const [method, path, status] of asked) {
      const answer = await fetch(`${at}${path}`, { method });
      expect(answer.status, `${method} ${path}`).toBe(status);
      expect(answer.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
    }
  });

  it('is heard on this machine alone, unless it is told otherwise', async () => {
    const { at } = await start();
    // Of the same machine, and not the address that it listens at.
    const elsewhere = at.replace('127.0.0.1', '127.0.0.2');
    await expect(fetch(`${elsewhere}/healthz`)).rejects.toThrow();
    const open = await start({ OPS_HOST: '0.0.0.0' });
    expect((await fetch(`${open.at}/healthz`)).status).toBe(200);
  });

  it('runs twice on one machine with two ports, and says in a sentence where a port is taken', async () => {
    const port = String(await freePort());
    const folder = folderWithBriefs();
    const first = await start({ OPS_PORT: port }, folder);
    await ready(first.at);
    const second = await dossier(folder, [], { env: { OPS_PORT: port } });
    expect(second.stderr).toBe(`The port ${port} is taken by another program: set OPS_PORT to one that is free.\n`);
    expect([second.status, second.stdout]).toEqual([1, '']);
    const third = await start({}, folder);
    await Promise.all([ready(first.at), ready(third.at)]);
  });

  it('says in a sentence that an address is none of this machine', async () => {
    const { status, stderr } = await dossier(folderWithBriefs(), [], {
      env: { OPS_PORT: '0', OPS_HOST: '203.0.113.7' },
    });
    expect(stderr).toMatch(/^OPS_HOST is "203\.0\.113\.7", which is no address of this machine: [^\n]+\n$/);
    expect(status).toBe(1);
  });

  it('leaves the port alone where one line is asked', async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const { status } = await dossier(folderWithBriefs(), ['ask', 'status'], { env: { OPS_PORT: String(port) } });
    expect(status).toBe(0);
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('a database that goes away and comes back', () => {
  it('is told by what is ready and by the numbers, while the program lives on', async () => {
    const gate = await gateTo(await freshDatabase());
    try {
      const { program, at } = await start({ DATABASE_URL: gate.url });
      await ready(at);
      gate.shut();
      await notReady(at, 'database');
      const away = await numbers(at);
      expect(valueOf(away, 'dossier_ready', { part: 'database' })).toBe(0);
      expect(valueOf(away, 'dossier_database_failures_total', { trouble: 'away' })).toBeGreaterThan(0);
      expect(valueOf(away, 'dossier_digests_due')).toBeUndefined();
      expect((await fetch(`${at}/healthz`)).status).toBe(200);
      expect(await program.ask('brief aleppo')).toContain('Aid reaches Aleppo');
      gate.open();
      await ready(at);
      expect(valueOf(await numbers(at), 'dossier_digests_due')).toBe(0);
      program.child.stdin?.end();
      expect((await program.ended()).status).toBe(0);
    } finally {
      await gate.close();
    }
  });
});

describe('a bot with OPS_PORT', () => {
  let discord: FakeDiscord;
  let channel: FakeChannel;
  let ann: Person;
  let isOpen: boolean;
  beforeEach(async () => {
    discord = await startFakeDiscord({ patienceMs: 15_000 });
    isOpen = true;
    const guild = discord.addGuild('Newsroom');
    channel = guild.addTextChannel('general');
    ann = discord.person('Ann', { in: [guild] });
  });
  const close = async () => {
    if (isOpen) await discord.close();
    isOpen = false;
  };
  afterEach(close);

  it('is ready once its platform is connected, and not any more when the connection is lost', async () => {
    const held = discord.faults.hold('GET /gateway/bot', 'before');
    const { at } = await start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
    await held.reached();
    await notReady(at, 'discord');
    held.release();
    await ready(at);
    await discord.until('registered commands', () => (discord.commands().length > 0 ? true : undefined));
    await ann.command(channel, 'brief', { subject: 'aleppo' }).answer();
    expect(valueOf(await numbers(at), 'dossier_command_seconds_count', { command: 'brief' })).toBe(1);
    discord.gateway.drop();
    await discord.until('a resumption', () => discord.gateway.counts.resumes || undefined);
    await ready(at);
    await close();
    await notReady(at, 'discord');
    expect(valueOf(await numbers(at), 'dossier_ready', { part: 'discord' })).toBe(0);
    expect((await fetch(`${at}/healthz`)).status).toBe(200);
  });
});

describe('a bot on Slack with OPS_PORT', () => {
  it('is ready while its connection holds', async () => {
    const app = manifest(commands.map(sheetOf), { mode: 'socket', isShared: false });
    const slack = await startFakeSlack({ manifest: app, patienceMs: 15_000 });
    try {
      const held = slack.fail('apps.connections.open', { kind: 'hold', when: 'before' });
      const { at } = await start({
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.app.appToken,
        SLACK_API_URL: slack.apiUrl,
      });
      await held.done();
      await notReady(at, 'slack');
      held.release();
      await ready(at);
      slack.socketMode.drop();
      await slack.until('another connection', () => slack.socketMode.connections.length > 1 || undefined);
      await ready(at);
      slack.fail('apps.connections.open', { kind: 'status', status: 503, when: 'before' }, 1000);
      slack.socketMode.drop();
      await notReady(at, 'slack');
      expect((await fetch(`${at}/healthz`)).status).toBe(200);
    } finally {
      await slack.close();
    }
  });

  it('is ready while it takes requests', async () => {
    const port = await freePort();
    const app = manifest(commands.map(sheetOf), { mode: 'http', url: 'https://dossier.example.org', isShared: false });
    const slack = await startFakeSlack({ manifest: app, patienceMs: 15_000 });
    try {
      const { at, program } = await start({
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.app.signingSecret,
        PORT: String(port),
        SLACK_API_URL: slack.apiUrl,
      });
      await ready(at);
      program.child.kill('SIGTERM');
      expect((await program.ended()).status).toBe(0);
    } finally {
      await slack.close();
    }
  });
});
