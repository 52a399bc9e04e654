import type { LogFields, Logger } from '../../../src/kernel/logger.ts';

export interface LoggedFault {
  readonly event: string;
  readonly error: unknown;
  readonly fields: LogFields;
}

/** Keeps the faults that were logged. */
export function noLogger(faults: LoggedFault[]): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (event, error, fields = {}) => void faults.push({ event, error, fields }),
    flushed: async () => undefined,
  };
}
