import type { Writable } from 'node:stream';
import type { Logger as Pino } from 'pino';
import { scrubber } from './scrub.ts';

/** One JSON object a line. Never given the text of a message, a command line or a secret. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` is written whole, with its stack and its causes. */
  error(event: string, error: unknown, fields?: LogFields): void;
  /** Resolves when all that was logged has been handed to the output. To be awaited before the process ends. */
  flushed(): Promise<void>;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerParts {
  readonly level: LogLevel;
  readonly output: Writable;
  /** Never written, whatever is logged. What has the shape of a token is not either. */
  readonly secrets?: readonly string[] | undefined;
}

export function createLogger({ level, output, secrets = [] }: LoggerParts): Logger {
  // Loaded with the first record: most runs have nothing to log, and loading takes as long as an answer.
  let made: Promise<Pino> | undefined;
  let written: Promise<void> = Promise.resolve();
  const load = async () => {
    const { pino } = await import('pino');
    const hooks = { streamWrite: scrubber(secrets) };
    return pino({ level, base: {}, timestamp: pino.stdTimeFunctions.isoTime, hooks }, output);
  };
  const write = (at: Exclude<LogLevel, 'silent'>, event: string, fields: object) => {
    if (LOG_LEVELS.indexOf(at) < LOG_LEVELS.indexOf(level)) return;
    made ??= load();
    const logger = made;
    written = written.then(async () => (await logger)[at](fields, event));
  };
  return {
    debug: (event, fields = {}) => write('debug', event, fields),
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, error, fields = {}) => write('error', event, { ...fields, err: error }),
    flushed: () => written,
  };
}
