import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { createApp, SHOWN_AS, type App, type ShownAs } from './app.ts';
import { parseConfig, type Config } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { newIncidentId, UserError } from './kernel/errors.ts';
import { createLogger, type Logger } from './kernel/logger.ts';
import { nearest } from './kernel/nearest.ts';

/** The command line `dossier`, and the only file that touches the process. */

const USAGE = `Usage: dossier [command]

  dossier                    start what PLATFORMS names; a prompt in this terminal, unless told otherwise
  dossier ask "<line>"       answer one line, such as "brief aleppo", and end
      --as terminal          as the prompt shows it (default)
      --as text              plain, without colours or wrapping
      --as json              the message as data, one JSON object on one line
  dossier check              read every brief and register and say what is wrong; ends with 1 where anything is
      --quiet                errors only, no warnings and no count

  --help, --version

In a clone, \`npm start -- ask "brief aleppo"\` runs the same. Settings: see .env.example.
Ends with 0 when all went well, 1 when something is wrong, 2 when this command line is.
`;

/** Ends the process with this status, after one line to standard error. */
class Exit extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const OPTIONS = {
  as: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    if (error instanceof Exit || error instanceof UserError) {
      process.stderr.write(`${error.message}\n`);
      return error instanceof Exit ? error.status : 1;
    }
    const incident = newIncidentId();
    const logger = createLogger({ level: 'error', output: process.stderr });
    logger.error('the program failed', error, { incident });
    await logger.flushed();
    process.stderr.write(`Something went wrong here (incident ${incident}). The line above has all of it.\n`);
    return 1;
  }
}

async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return print(USAGE);
  if (values.version === true) return print(`${versionOf()}\n`);
  const [command = 'start', ...rest] = positionals;
  switch (command) {
    case 'start':
      refuseMore(rest);
      return start(settings());
    case 'ask':
      return ask(settings(), rest.join(' '), shownAs(values.as));
    case 'check':
      refuseMore(rest);
      return check(settings(), values.quiet === true);
    default: {
      const near = nearest(command, ['start', 'ask', 'check']);
      const hint =
        near === undefined ? `To ask something: dossier ask "${positionals.join(' ')}"` : `Did you mean "${near}"?`;
      throw new Exit(2, `There is no command "${command}". ${hint}\nSee dossier --help.`);
    }
  }
}

async function start(config: Config): Promise<number> {
  const { app, logger } = appFor(config);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= app.stop());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  try {
    await ready(app);
    await app.run();
  } finally {
    await stop();
    await logger.flushed();
  }
  return 0;
}

async function ask(config: Config, line: string, as: ShownAs): Promise<number> {
  if (line.trim() === '') throw new Exit(2, 'Say what to ask: dossier ask "brief aleppo".');
  const { app, logger } = appFor(config);
  try {
    await ready(app);
    if (app.briefs.isCurrent() === false) await app.briefs.sync();
    const answer = await app.desk.answer({ line, zone: ZONE });
    print(app.show(answer, as));
    // A large folder is looked through after the answer, so that the next one knows what changed.
    if (app.briefs.isCurrent() === undefined) await app.briefs.sync();
    return answer.message.tone === 'fault' ? 1 : 0;
  } finally {
    await app.stop();
    await logger.flushed();
  }
}

async function check(config: Config, isQuiet: boolean): Promise<number> {
  const { checkFolder } = await import('./corpus/load/check-folder.ts');
  const { problemCount, problemLines } = await import('./corpus/load/problem-text.ts');
  const found = checkFolder(config.briefsDir);
  const shown = isQuiet ? found.problems.filter((problem) => problem.severity === 'error') : found.problems;
  for (const problem of shown) print(`${problemLines(problem, config.briefsDir).join('\n')}\n`);
  if (!isQuiet) {
    const { briefs, actors, places, topics } = found;
    print(`${briefs} briefs, ${actors} actors, ${places} places, ${topics} topics: ${problemCount(found.problems)}\n`);
  }
  return found.problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

function appFor(config: Config): { readonly app: App; readonly logger: Logger } {
  const logger = createLogger({ level: config.logLevel, output: process.stderr });
  const app = createApp(config, {
    clock: systemClock,
    logger,
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

/** Reads the whole folder where there is no index yet, with a bar where somebody waits at a screen. */
async function ready(app: App): Promise<void> {
  if (app.briefs.isComplete()) return;
  const bar = process.stderr.isTTY ? setInterval(() => showProgress(app), 100) : undefined;
  try {
    await app.briefs.sync();
  } finally {
    clearInterval(bar);
    if (bar) process.stderr.write('\r\u001B[K');
  }
}

function showProgress(app: App): void {
  const state = app.briefs.corpus.state().catchingUp;
  if (!state || state.total === 0) return;
  const width = 30;
  const done = Math.round((width * state.done) / state.total);
  const bar = '█'.repeat(done) + '░'.repeat(width - done);
  process.stderr.write(`\r\u001B[KReading briefs ${bar} ${state.done} of ${state.total}`);
}

/** The environment, and under it a file `.env` in the current folder. */
function settings(): Config {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return parseConfig({ ...file, ...process.env });
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Exit(2, `${words.split('. ')[0] ?? words}.\nSee dossier --help.`);
  }
}

function shownAs(name: string | undefined): ShownAs {
  const found = SHOWN_AS.find((one) => one === (name ?? 'terminal'));
  if (found === undefined) throw new Exit(2, `--as is one of ${SHOWN_AS.join(', ')}.`);
  return found;
}

function refuseMore(rest: readonly string[]): void {
  if (rest.length > 0) throw new Exit(2, `This command takes no "${rest.join(' ')}".\nSee dossier --help.`);
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
