import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { App } from './app.ts';
import { CommandLineError, readCommandLine, USAGE, type ShownAs } from './command-line.ts';
import type { Config } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { newIncidentId, unreachable, UserError } from './kernel/errors.ts';
import { createLogger, type Logger } from './kernel/logger.ts';
import type { Measures } from './operations/measures.ts';

/**
 * The program `dossier`, and the only file that touches the process. The parts are loaded by the command that needs them:
 * loading all of them takes longer than most answers.
 */

/** After the end of all that is ours. */
const LINGER_MS = 500;

/** Of the settings, once they are read: for a log that is written when all else has failed, too. */
let secrets: readonly string[] = [];

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

// A write that fails is told to the writer too. Without a listener here, a reader who leaves (`| head -1`) ends the process.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => void die(error));
process.exitCode = await run(process.argv.slice(2)).catch(failed);

async function run(argv: readonly string[]): Promise<number> {
  const read = readCommandLine(argv);
  switch (read.command) {
    case 'help':
      return print(USAGE);
    case 'version':
      return print(`${versionOf()}\n`);
    case 'start':
      return start(await settings());
    case 'ask':
      return ask(await settings(), read.line, read.as);
    case 'check':
      return check(await settings(), read.isQuiet);
    case 'backup':
      return backup(await settings(), read.file);
    case 'manifest': {
      const { manifestOf } = await import('./app.ts');
      return print(await manifestOf(read.of, await settings()));
    }
    case 'invite': {
      const { inviteTo } = await import('./app.ts');
      return print(await inviteTo(read.platform, await settings()));
    }
    default:
      return unreachable(read);
  }
}

/** Says why the program ends, to who started it and in the log. Returns the exit code. */
async function failed(error: unknown): Promise<number> {
  const mistake = isFull(error) ? new UserError('The answer could not be written: the disk is full.') : error;
  if (mistake instanceof UserError) {
    process.stderr.write(`${mistake.message}\n`);
    return mistake instanceof CommandLineError ? 2 : 1;
  }
  const incident = newIncidentId();
  const logger = createLogger({ level: 'error', output: process.stderr, secrets });
  logger.error('the program failed', error, { incident });
  await logger.flushed();
  process.stderr.write(`Something went wrong here (incident ${incident}). The line above has all of it.\n`);
  return 1;
}

/** For a fault that nobody awaited: what else is going on cannot be trusted any more. */
async function die(error: unknown): Promise<never> {
  process.exit(await failed(error));
}

async function start(config: Config): Promise<number> {
  // Before anything is made that a signal should not break off.
  const stopping = stopSignal();
  const { app, logger } = await appFor(config, true);
  // Awaited below as well, where a failure is told.
  stopping.then(async () => app.stop()).catch(() => undefined);
  try {
    await app.serveOperations();
    if ((await Promise.race([ready(app, config), stopping])) !== 'stopping') await app.run();
  } finally {
    await app.stop();
    await logger.flushed();
    // A library may keep a connection open that the other side does not close.
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
  return 0;
}

async function ask(config: Config, line: string, as: ShownAs): Promise<number> {
  const { app, logger } = await appFor(config);
  const { localAsker } = await import('./platforms/terminal/parts/asker.ts');
  // Who asks here sits at the prompt too: what they set up in one is there in the other.
  const request = { line, zone: ZONE, by: localAsker };
  try {
    await ready(app, config);
    const rebuilds = app.rebuilds();
    let answer = await app.desk.answer(request);
    if (app.rebuilds() > rebuilds) {
      // The index turned out to be damaged. Nobody is there who could ask again in a moment.
      await app.briefs.sync();
      answer = await app.desk.answer(request);
    }
    await print(app.show(answer, as));
    // A large folder is looked through after the answer, so that the next one knows what changed.
    if (app.briefs.isCurrent() === undefined) await app.briefs.sync();
    return answer.message.tone === 'fault' ? 1 : 0;
  } finally {
    await app.stop();
    await logger.flushed();
  }
}

async function backup(config: Config, file: string): Promise<number> {
  const [{ backUp }, { statePlace }] = await Promise.all([import('./state/back-up.ts'), import('./config.ts')]);
  const { from, to, bytes, isAnew } = backUp(statePlace(config), file);
  const kilobytes = Math.ceil(bytes / 1024).toLocaleString('en');
  return print(`Copied ${from} to ${to} (${kilobytes} KB)${isAnew ? ', in the place of an older backup' : ''}.\n`);
}

async function check(config: Config, isQuiet: boolean): Promise<number> {
  const { checkFolder } = await import('./corpus/load/check-folder.ts');
  const { problemCount, problemLines } = await import('./corpus/load/problem-text.ts');
  const found = checkFolder(config.briefsDir);
  const shown = isQuiet ? found.problems.filter((problem) => problem.severity === 'error') : found.problems;
  const lines = shown.flatMap((problem) => problemLines(problem, config.briefsDir));
  if (!isQuiet) {
    const { briefs, actors, places, topics } = found;
    lines.push(
      `${briefs} briefs, ${actors} actors, ${places} places, ${topics} topics: ${problemCount(found.problems)}`,
    );
  }
  await print(lines.map((line) => `${line}\n`).join(''));
  return found.problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

/** `isWatched`: it goes on for long enough to be looked at. */
async function appFor(config: Config, isWatched = false): Promise<{ readonly app: App; readonly logger: Logger }> {
  // Before a data folder is made where nobody wants one.
  if (!existsSync(config.briefsDir) && !existsSync(config.dataDir)) throw noFolder(config);
  const { createApp } = await import('./app.ts');
  const logger = createLogger({ level: config.logLevel, output: process.stderr, secrets });
  const app = createApp(config, {
    clock: systemClock,
    logger,
    measures: isWatched && config.ops ? await measures() : undefined,
    terminal: {
      input: process.stdin,
      output: process.stdout,
      isInputTerminal: process.stdin.isTTY,
      isOutputTerminal: process.stdout.isTTY,
      columns: () => process.stdout.columns,
      environment: process.env,
      zone: ZONE,
    },
  });
  return { app, logger };
}

async function measures(): Promise<Measures> {
  const [{ measuresOf }, { commands }] = await Promise.all([import('./oversight.ts'), import('./commands/all.ts')]);
  return measuresOf(commands);
}

/**
 * Brings a small folder up to date, and reads the whole of one that has no index yet, with a bar where somebody waits at
 * a screen. A folder that is in service goes on answering where this fails: that is in the log and in the status.
 * @throws UserError where there is nothing that could answer.
 */
async function ready(app: App, config: Config): Promise<void> {
  if (app.briefs.isComplete()) {
    if (app.briefs.isCurrent() === false) await app.briefs.sync().catch(() => undefined);
    return;
  }
  const bar = process.stderr.isTTY ? setInterval(() => showProgress(app), 100) : undefined;
  try {
    await app.briefs.sync();
  } finally {
    clearInterval(bar);
    if (bar) process.stderr.write('\r\u001B[K');
  }
  if (!app.briefs.isComplete()) throw noFolder(config, app.briefs.corpus.state().problems[0]?.message);
}

function noFolder({ briefsDir }: Config, why?: string): UserError {
  const found = existsSync(briefsDir) && why !== undefined ? `${why}.` : `There is no folder ${resolve(briefsDir)}.`;
  return new UserError(
    `${found}\nDossier answers from a folder of briefs. Set BRIEFS_DIR to yours, in the environment or in a file .env here, ` +
      'or start Dossier where a folder named "briefs" is.',
  );
}

function showProgress(app: App): void {
  const state = app.briefs.corpus.state().catchingUp;
  if (!state || state.total === 0) return;
  const width = 30;
  const done = Math.round((width * state.done) / state.total);
  const bar = '█'.repeat(done) + '░'.repeat(width - done);
  process.stderr.write(`\r\u001B[KReading briefs ${bar} ${state.done} of ${state.total}`);
}

/**
 * Resolves at the first signal to stop, or when the terminal goes away. Whoever sends another one, more than a moment later,
 * does not want to wait: npm hands Ctrl-C on to a program that has had it from the terminal already.
 */
async function stopSignal(): Promise<'stopping'> {
  return new Promise((stop) => {
    let firstMs: number | undefined;
    for (const signal of ['SIGTERM', 'SIGINT', ...(process.stdin.isTTY ? ['SIGHUP'] : [])]) {
      process.on(signal, () => {
        if (firstMs !== undefined && performance.now() - firstMs > 1000) process.exit(1);
        firstMs ??= performance.now();
        stop('stopping');
      });
    }
  });
}

/** The environment, and under it a file `.env` in the current folder. */
async function settings(): Promise<Config> {
  const { parseConfig, secretsOf } = await import('./config.ts');
  const config = parseConfig({ ...settingsFile('.env'), ...process.env });
  secrets = secretsOf(config);
  return config;
}

function settingsFile(path: string): NodeJS.Dict<string> {
  if (!existsSync(path)) return {};
  try {
    // Some editors begin a file with a byte order mark, which would become part of the first name.
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`The settings in ${resolve(path)} cannot be read (${why}): mend that or remove it.`);
  }
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Resolves to 0 when the text was taken, or when nobody reads any more. */
async function print(text: string): Promise<number> {
  return new Promise((done, fail) => {
    process.stdout.write(text, (error) => (error && codeOf(error) !== 'EPIPE' ? fail(error) : done(0)));
  });
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write' && codeOf(error) === 'ENOSPC';
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}
