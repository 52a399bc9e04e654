import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { writeCorpus } from '../bench/generate-corpus.ts';
import { dossier, emptyFolder, eventually, folderWithBriefs, Program } from './program.ts';

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends a program that waits, with 0 and without a word', async () => {
    const program = new Program(folderWithBriefs());
    await program.ask('status');
    const { length } = program.stdout;
    program.child.kill(signal);
    const { status, stderr, stdout } = await program.ended();
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.slice(length)).not.toContain('\n\n');
  });

  it('ends a program that answers after a whole answer, because half of one would mislead', async () => {
    const folder = folderWithBriefs();
    const line = 'story 2016-11-29-swap\n';
    const { stdout: whole } = await dossier(folder, [], { input: line });
    const program = new Program(folder, [], { input: line.repeat(20_000) });
    await program.until('Moscow denies');
    program.child.kill(signal);
    const { status, stdout, stderr } = await program.ended();
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const answers = (stdout.length + 1) / (whole.length + 1);
    expect(answers).toBeLessThan(20_000);
    expect(stdout).toBe(Array.from({ length: answers }, () => whole).join('\n'));
  });
});

describe('the first index', () => {
  it.each([
    { signal: 'SIGTERM', end: { status: 0, signal: null } },
    { signal: 'SIGKILL', end: { status: null, signal: 'SIGKILL' } },
  ] as const)('broken off by $signal is one that the next start goes on with', async ({ signal, end }) => {
    const folder = folderOfMany();
    do {
      rmSync(join(folder, 'data'), { recursive: true, force: true });
      const program = new Program(folder);
      await building(folder);
      program.child.kill(signal);
      expect(await program.ended()).toEqual({ ...end, stdout: '', stderr: '' });
    } while (isComplete(folder));
    const { status, stdout, stderr } = await dossier(folder, ['ask', 'status']);
    expect(stderr).toBe('');
    expect(stdout).toContain(`${MANY.toLocaleString('en')}, published`);
    expect(stdout).toMatch(/Problems +none/);
    expect(status).toBe(0);
    expect(isComplete(folder)).toBe(true);
  });
});

/** Where the table of processes can be read. */
const hasTable = existsSync('/proc/self/stat');

describe('npm start', () => {
  it.runIf(hasTable)('leaves no process behind when npm gets SIGTERM, or a restart would make two bots', async () => {
    const folder = folderWithBriefs();
    const program = new Program(join(import.meta.dirname, '..', '..'), [], {
      command: ['npm', 'start', '--silent'],
      env: { BRIEFS_DIR: join(folder, 'briefs'), DATA_DIR: join(folder, 'data') },
    });
    await program.ask('status');
    const family = withDescendants(program.child.pid ?? 0);
    expect(family.length, 'npm and the program').toBeGreaterThan(1);
    program.child.kill('SIGTERM');
    await program.ended();
    await eventually(
      () => (family.some(isAlive) ? undefined : true),
      () => `still there: ${family.filter(isAlive).map(commandOf).join(', ')}`,
    );
  });
});

/** So many briefs that a signal finds the program at work. */
const MANY = 1600;

function folderOfMany(): string {
  const folder = emptyFolder();
  writeCorpus(join(folder, 'briefs'), { briefs: MANY, seed: 1 });
  return folder;
}

/** The registers are in the index, so that the briefs are being read. */
async function building(folder: string): Promise<void> {
  await eventually(
    () => (holds(folder, 'select 1 from subject limit 1') ? true : undefined),
    () => 'no index was begun',
  );
}

function holds(folder: string, query: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(join(folder, 'data/index.sqlite'), { readOnly: true });
    return db.prepare(query).get() !== undefined;
  } catch {
    // Not there yet, or without tables.
    return false;
  } finally {
    db?.close();
  }
}

function isComplete(folder: string): boolean {
  const db = new DatabaseSync(join(folder, 'data/index.sqlite'));
  try {
    expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    return db.prepare(`select 1 from meta where key = 'complete'`).get() !== undefined;
  } finally {
    db.close();
  }
}

function withDescendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: statOf(Number(name))?.parent }));
  const below = (of: number): number[] => [
    of,
    ...parents.filter(({ parent }) => parent === of).flatMap((one) => below(one.pid)),
  ];
  return below(pid);
}

/** One that has ended and that nobody has asked after is not alive. */
function isAlive(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

function statOf(pid: number): { readonly state: string | undefined; readonly parent: number } | undefined {
  try {
    // The name before it is in brackets, and may hold any character.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  return execFileSync('tr', ['\\0', ' '], { input: readFileSync(`/proc/${pid}/cmdline`), encoding: 'utf8' });
}
