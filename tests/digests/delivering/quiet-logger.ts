import type { Logger } from '../../../src/kernel/logger.ts';

export interface LoggedFault {
  readonly event: string;
  readonly error: unknown;
}

/** Keeps the faults that were logged. */
export function noLogger(faults: LoggedFault[]): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (event, error) => void faults.push({ event, error }),
    flushed: async () => undefined,
  };
}
