import { createRequire } from 'node:module';
import type { Writable } from 'node:stream';
import type * as Pino from 'pino';

/** One JSON object a line. Never given the text of a message, a command line or a secret. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` is written whole, with its stack and its causes. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly output: Writable;
}

export function createLogger({ level, output }: LoggerOptions): Logger {
  let made: Pino.Logger | undefined;
  // Loading it takes as long as an answer, and a run that has nothing to log never needs it.
  const logger = () => {
    // The package has no types for being loaded like this; its own declaration says what the function is.
    const { pino } = createRequire(import.meta.url)('pino') as typeof Pino;
    made ??= pino({ level, base: {}, timestamp: pino.stdTimeFunctions.isoTime }, output);
    return made;
  };
  return {
    debug: (event, fields) => void (level === 'debug' && logger().debug(fields ?? {}, event)),
    info: (event, fields) => void (['debug', 'info'].includes(level) && logger().info(fields ?? {}, event)),
    warn: (event, fields) => void (!['error', 'silent'].includes(level) && logger().warn(fields ?? {}, event)),
    error: (event, error, fields) => void (level !== 'silent' && logger().error({ ...fields, err: error }, event)),
  };
}
