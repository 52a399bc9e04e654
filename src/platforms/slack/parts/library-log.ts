import { LogLevel, type Logger as LibraryLogger } from '@slack/bolt';
import type { Logger } from '../../../kernel/logger.ts';

/**
 * What the library logs, as the log may have it. Its sentences go on with bodies, addresses and tokens: of each only the
 * beginning is kept, which is always the same, and of an error its name. What it says for tracing, which is whole
 * messages, is left out. `failures` is the level for what it warns of and reports.
 */
export function libraryLog(logger: Logger, failures: 'debug' | 'warn' = 'warn'): LibraryLogger {
  const told = (says: readonly unknown[]) =>
    says
      .map(beginningOf)
      .filter((words) => words !== '')
      .join(' · ');
  return {
    debug: () => undefined,
    info: (...says) => logger.debug('the library says', { what: told(says) }),
    warn: (...says) => logger[failures]('the library warns', { what: told(says) }),
    error: (...says) => logger[failures]('the library reports a failure', { what: told(says) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

const MOST = 80;

function beginningOf(said: unknown): string {
  if (said instanceof Error) return said.name;
  if (typeof said !== 'string') return '';
  return (/^[\p{L} ,.'’-]*/u.exec(said)?.[0] ?? '').trim().slice(0, MOST);
}
