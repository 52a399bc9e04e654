import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { REGISTER_FILES, SMALL } from '../corpus/load/example.ts';

/** The program as a real process, on a folder of its own. What a test started ends with it. */

export const GUARD = join(import.meta.dirname, '..', '..', 'src', 'dossier.mjs');

/** Nothing that the program does may take so long, on a busy machine too. */
const PATIENCE_MS = 15_000;

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Start {
  /** Written to standard input, which ends after it. Undefined keeps it open. */
  readonly input?: string | Uint8Array | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: StdioOptions;
  /** What is started, where it is not the program itself: a shell around it, say. */
  readonly command?: readonly [string, ...string[]];
}

/** What a test started and made, to be taken down behind it. */
const children = new Set<ChildProcess>();
const folders = new Set<string>();
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...children].map((child) => closed(child)));
  children.clear();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
});

/** An empty folder to start the program in. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-program-'));
  folders.add(folder);
  return folder;
}

/** A folder with `briefs/` in it: registers and two briefs. */
export function folderWithBriefs(): string {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(REGISTER_FILES))
    write(folder, `briefs/${path}`, text.replaceAll('moscow-denies-swap', '2016-11-29-swap'));
  write(folder, 'briefs/2016-11-29-swap.json', brief({ headline: 'Moscow denies a swap', actors: ['sergey-lavrov'] }));
  write(folder, 'briefs/2016-11-30-aid.json', brief({ headline: 'Aid reaches Aleppo', points: [pointAt('aleppo')] }));
  return folder;
}

/** The text of a small brief with these keys. */
export function brief(keys: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...SMALL, ...keys }, null, 2);
}

export function pointAt(place: string) {
  return { text: 'Trucks arrived.', on: '2016-11-28', places: [place] };
}

export function write(folder: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs the program to its end. */
export async function dossier(folder: string, args: readonly string[], start: Start = {}): Promise<Ended> {
  const program = new Program(folder, args, { input: '', ...start });
  return program.ended();
}

/** A process that goes on, which a test talks to. */
export class Program {
  readonly child: ChildProcess;
  #stdout = '';
  #stderr = '';
  #heard = 0;
  #asked = 0;

  constructor(folder: string, args: readonly string[] = [], { input, env = {}, stdio, command }: Start = {}) {
    const [file, ...before] = command ?? [process.execPath, GUARD];
    this.child = spawn(file, [...before, ...args], { cwd: folder, env: cleanEnvironment(env), stdio: stdio ?? 'pipe' });
    children.add(this.child);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    // A program that leaves does not read what is still being written to it.
    this.child.stdin?.on('error', () => undefined);
    if (input !== undefined) this.child.stdin?.end(input);
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Types into standard input. */
  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Waits for words on standard output that were not waited for before, and returns all up to and with them. */
  async until(words: string): Promise<string> {
    const at = await eventually(
      () => {
        const found = this.#stdout.indexOf(words, this.#heard);
        return found === -1 ? undefined : found;
      },
      () => `“${words}” never came. Instead: ${this.#stdout.slice(this.#heard)}\n${this.#stderr}`,
    );
    const from = this.#heard;
    this.#heard = at + words.length;
    return this.#stdout.slice(from, this.#heard);
  }

  /** What a process that reads lines answers to one. A second question, whose answer is known, shows where the first ends. */
  async ask(line: string): Promise<string> {
    const mark = `no-such-command-${++this.#asked}`;
    this.type(`${line}\nhelp ${mark}\n`);
    return this.until(mark);
  }

  /** Asks until the answer fits: a change of the folder takes a moment to be noticed. */
  async askUntil(line: string, fits: RegExp): Promise<string> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.ask(line);
      if (fits.test(answer)) return answer;
      if (performance.now() > deadline) throw new Error(`“${line}” was never answered with ${fits.source}: ${answer}`);
      await pause();
    }
  }

  async ended(): Promise<Ended> {
    const { child } = this;
    await eventually(
      () => (child.exitCode === null && child.signalCode === null ? undefined : true),
      () => `the program did not end. It said: ${this.#stdout.slice(-500)}\n${this.#stderr.slice(-2000)}`,
    );
    await closed(child);
    return { status: child.exitCode, signal: child.signalCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** Looks again and again until there is something to see. */
export async function eventually<T>(look: () => T | undefined, otherwise: () => string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (performance.now() > deadline) throw new Error(otherwise());
    await pause();
  }
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Ended, and all of its output read. */
async function closed(child: ChildProcess): Promise<void> {
  if (child.stdout?.closed !== false && child.stderr?.closed !== false && hasEnded(child)) return;
  await new Promise((resolve) => child.once('close', resolve));
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The environment of the tests without what would change the program, and without what the test runner sets. */
function cleanEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, npm_execpath: npm } = process.env;
  const own = { PATH, HOME, TMPDIR, npm_execpath: npm, TZ: 'UTC', LANG: 'C.UTF-8' };
  return { ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)), ...more };
}
