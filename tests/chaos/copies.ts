import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WorldClock } from './world-clock.ts';
import { reportSchema, type Orders, type Report } from './orders.ts';

/** A process that is loaded, or becomes so, and waits to be a copy of the bot. */
class Process {
  readonly child: ChildProcess;
  readonly logFile: string;
  readonly #heard = new Map<Report['kind'], PromiseWithResolvers<Report>>(
    (['loaded', 'running', 'usage'] as const).map((kind) => [kind, Promise.withResolvers<Report>()]),
  );
  readonly ended: Promise<void>;

  constructor(logFile: string, fileBlocks: number | undefined) {
    this.logFile = logFile;
    const log = openSync(logFile, 'a');
    const script = new URL('./copy.ts', import.meta.url).pathname;
    // In blocks of 512 bytes, as the standard of the shell has it.
    const shell = ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`];
    const command = [...(fileBlocks === undefined ? [] : shell), process.execPath, script];
    this.child = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', log, log, 'ipc'],
      // What one has compiled the next need not.
      env: { PATH: process.env['PATH'], TZ: 'UTC', NODE_COMPILE_CACHE: join(dirname(logFile), 'compiled') },
    });
    closeSync(log);
    for (const { promise } of this.#heard.values()) promise.catch(() => undefined);
    this.child.on('message', (message) => {
      const report = reportSchema.parse(message);
      this.#heard.get(report.kind)?.resolve(report);
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => {
        const gone = new Error(`the copy ended before: ${this.log().slice(-2000)}`);
        for (const { reject } of this.#heard.values()) reject(gone);
        resolve();
      });
    });
  }

  until(kind: Report['kind']): Promise<Report> {
    return this.#heard.get(kind)?.promise ?? Promise.reject(new Error(kind));
  }

  tell(orders: Orders): void {
    if (this.child.connected) this.child.send(orders, () => undefined);
  }

  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** Processes in reserve: to load one takes longer than most copies live here. */
export class Reserve {
  readonly #folder: string;
  readonly #waiting: Process[] = [];
  #made = 0;

  constructor(folder: string, count: number) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (let n = 0; n < count; n += 1) this.#waiting.push(this.#next());
  }

  /** One that may write no file longer than so many blocks. */
  async takeLimited(fileBlocks: number): Promise<Process> {
    const one = this.#next(fileBlocks);
    await one.until('loaded');
    return one;
  }

  async take(): Promise<Process> {
    this.#waiting.push(this.#next());
    const first = this.#waiting.shift() ?? this.#next();
    await first.until('loaded');
    return first;
  }

  async close(): Promise<void> {
    await Promise.all(this.#waiting.map((one) => one.kill()));
  }

  #next(fileBlocks?: number): Process {
    this.#made += 1;
    return new Process(join(this.#folder, `${this.#made}.log`), fileBlocks);
  }
}

export interface CopyParts {
  readonly reserve: Reserve;
  readonly env: () => Readonly<Record<string, string>>;
  readonly clock: WorldClock;
}

/** One of the copies of the bot: a place that is filled again after each kill. */
export class Copy {
  readonly #parts: CopyParts;
  #process: Process | undefined;
  #starting: Promise<void> | undefined;
  /** What it died of where nobody killed it. */
  readonly deaths: string[] = [];
  #isEnding = false;
  starts = 0;
  kills = 0;
  /** The next that is started may write no file longer than so many blocks of 512 bytes: to it, the disk is full then. */
  fileBlocks: number | undefined;
  /** How far its own clock is ahead of everybody's. */
  leapsMs = 0;

  constructor(parts: CopyParts) {
    this.#parts = parts;
  }

  get isAlive(): boolean {
    return this.#process !== undefined && this.#starting === undefined;
  }

  start(): Promise<void> {
    return (this.#starting ??= this.#start().finally(() => (this.#starting = undefined)));
  }

  async #start(): Promise<void> {
    const { reserve, env, clock } = this.#parts;
    const { fileBlocks } = this;
    const one = await (fileBlocks === undefined ? reserve.take() : reserve.takeLimited(fileBlocks));
    this.#process = one;
    this.starts += 1;
    void this.#mourn(one);
    const { speed, startedMs, leapsMs } = clock;
    one.tell({ kind: 'run', env: env(), speed, startedMs, leapsMs: leapsMs + this.leapsMs });
    await one.until('running').catch(() => undefined);
  }

  /** Notes what it died of where nobody killed it. */
  async #mourn(one: Process): Promise<void> {
    await one.ended;
    if (this.#process !== one) return;
    this.#process = undefined;
    if (!this.#isEnding) this.deaths.push(one.log().slice(-4000));
  }

  /** SIGKILL, now. Resolves when the process is gone. False where there was none. */
  async kill(): Promise<boolean> {
    const one = this.#process;
    if (!one) return false;
    this.#process = undefined;
    this.kills += 1;
    await one.kill();
    return true;
  }

  tellClock(): void {
    this.#process?.tell({ kind: 'clock', leapsMs: this.#parts.clock.leapsMs + this.leapsMs });
  }

  /** Its own clock goes forward, or back, and nobody else's. */
  leap(ms: number): void {
    this.leapsMs += ms;
    this.tellClock();
  }

  /** The most memory that it ever had. To be asked once. */
  async peakMb(): Promise<number> {
    this.#process?.tell({ kind: 'usage' });
    const report = await this.#process?.until('usage');
    return report?.kind === 'usage' ? report.peakMb : 0;
  }

  /** Asks it to end, as a signal does. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    this.#process?.tell({ kind: 'stop' });
    await this.#process?.ended;
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#starting;
    await this.#process?.kill();
  }

  log(): string {
    return this.#process?.log() ?? '';
  }
}
