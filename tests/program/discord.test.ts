import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../platforms/discord/bot.ts';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import type { FakeChannel } from '../fakes/discord/world/channel.ts';
import type { Person } from '../fakes/discord/people/person.ts';
import { dossier, emptyFolder, eventually, folderWithBriefs, Program, write } from './program.ts';

let discord: FakeDiscord;
let channel: FakeChannel;
let ann: Person;
beforeEach(async () => {
  discord = await startFakeDiscord({ patienceMs: 15_000 });
  const guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
  ann = discord.person('Ann', { in: [guild] });
});
afterEach(() => discord.close());

const settings = (more: Readonly<Record<string, string>> = {}) => ({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  ...more,
});
const start = (folder: string, more: Readonly<Record<string, string>> = {}) =>
  // As a service is started: nobody types, nothing is closed by its reader.
  new Program(folder, [], { env: settings(more), stdio: ['ignore', 'pipe', 'pipe'] });
const registered = () => discord.until('registered commands', () => (discord.commands().length > 0 ? true : undefined));

describe('the program with a token', () => {
  it('logs in, answers, and ends well at SIGTERM, without a word', async () => {
    const program = start(folderWithBriefs());
    await registered();
    const message = await ann.command(channel, 'brief', { subject: 'aleppo' }).answer();
    expect(shown(message)).toContain('Aid reaches Aleppo');
    program.child.kill('SIGTERM');
    expect(await program.ended()).toEqual({ status: 0, signal: null, stdout: '', stderr: '' });
    expect(discord.gateway.goodbyes).toEqual([1000]);
  });

  it('takes it from a file .env too', async () => {
    const folder = folderWithBriefs();
    write(folder, '.env', `DISCORD_TOKEN=${discord.token}\nDISCORD_API_URL=${discord.apiUrl}\n`);
    const program = new Program(folder, [], { stdio: ['ignore', 'pipe', 'pipe'] });
    await registered();
    program.child.kill('SIGINT');
    expect((await program.ended()).status).toBe(0);
  });

  it('answers what was asked before SIGTERM, and nothing after it', async () => {
    const program = start(folderWithBriefs());
    await registered();
    const held = discord.faults.hold('PATCH /webhooks/*/*/messages/@original', 'before');
    const handle = ann.command(channel, 'latest');
    await held.reached();
    program.child.kill('SIGTERM');
    await discord.until('the end of the connection', () => (discord.gateway.goodbyes.length > 0 ? true : undefined));
    expect(program.child.exitCode).toBeNull();
    held.release();
    expect(shown(await handle.answer())).toContain('Aid reaches Aleppo');
    expect((await program.ended()).status).toBe(0);
  });

  it('twice on one folder answers each question once', async () => {
    const folder = folderWithBriefs();
    const programs = [start(folder), start(folder)];
    await eventually(
      () => (discord.gateway.sessions.filter(({ connected }) => connected).length === 2 ? true : undefined),
      () => `not both are connected: ${programs.map(({ child, stderr }) => `${child.exitCode} ${stderr}`).join(' | ')}`,
    );
    await registered();
    const handle = ann.command(channel, 'latest');
    await handle.answer(2);
    expect(handle.messages).toHaveLength(1);
    const question = ann.says(channel, `${discord.bot.mention} latest`);
    await discord.until('both tries', () =>
      discord.requests.filter(({ path, status }) => /\/channels\/\d+\/messages$/.test(path) && status === 200)
        .length === 2
        ? true
        : undefined,
    );
    expect(discord.messages(channel).filter(({ reference }) => reference === question)).toHaveLength(1);
    for (const program of programs) program.child.kill('SIGTERM');
    for (const program of programs) expect((await program.ended()).status).toBe(0);
  });

  it('that is wrong ends with one clear line and 1', async () => {
    const { status, stdout, stderr } = await dossier(folderWithBriefs(), [], {
      env: settings({ DISCORD_TOKEN: 'not-the-token' }),
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Discord does not accept the token in DISCORD_TOKEN\. [^\n]+\n$/);
  });

  it('writes neither the token nor what is asked into its log', async () => {
    const program = start(folderWithBriefs(), { LOG_LEVEL: 'debug' });
    await registered();
    await ann.command(channel, 'find', { text: 'canary-in-the-question' }).answer();
    discord.faults.next('PATCH /webhooks/*/*/messages/@original', { kind: 'status', status: 400, moment: 'before' });
    const handle = ann.command(channel, 'find', { text: 'canary-in-the-question' });
    const apology = shown(await handle.answer());
    const incident = /incident[^A-Z0-9]*([A-Z0-9]{7})/i.exec(apology)?.[1] ?? 'none';
    program.child.kill('SIGTERM');
    const { stderr } = await program.ended();
    expect(stderr).toContain(incident);
    expect(stderr).toContain('connected');
    expect(stderr).not.toContain(discord.token);
    expect(stderr).not.toContain(handle.token);
    expect(stderr).not.toContain('canary');
  });
});

describe('the settings of a bot', () => {
  it('print the links that add it, with the scopes and permissions that it needs', async () => {
    const { status, stdout } = await dossier(emptyFolder(), ['invite', 'discord'], { env: settings() });
    expect(status).toBe(0);
    const [server, person] = [...stdout.matchAll(/https:\S+/g)].map(([url]) => new URL(url));
    expect(Object.fromEntries(server?.searchParams ?? [])).toEqual({
      client_id: discord.applicationId,
      integration_type: '0',
      scope: 'bot applications.commands',
      permissions: String(1024 + 2048 + 65_536 + 2 ** 35 + 2 ** 38),
    });
    expect(Object.fromEntries(person?.searchParams ?? [])).toEqual({
      client_id: discord.applicationId,
      integration_type: '1',
      scope: 'applications.commands',
    });
  });

  it('say what is missing or wrong before a link can be printed', async () => {
    const none = await dossier(emptyFolder(), ['invite', 'discord']);
    expect(none).toMatchObject({ status: 1, stdout: '' });
    expect(none.stderr).toMatch(/^Set DISCORD_TOKEN first/);
    const wrong = await dossier(emptyFolder(), ['invite', 'discord'], { env: settings({ DISCORD_TOKEN: 'wrong' }) });
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/does not accept the token/);
  });

  it('are not needed to print what is registered', async () => {
    const { status, stdout } = await dossier(emptyFolder(), ['manifest', 'discord']);
    expect(status).toBe(0);
    const names = (JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['brief', 'who', 'Who is in this?', 'Check against the briefs']));
  });
});
