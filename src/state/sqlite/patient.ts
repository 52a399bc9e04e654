import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Around } from '../around-dialect.ts';
import { explainSqlite, isBusy } from './errors.ts';

/** In all, before somebody is told that the database is held. */
const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;

/**
 * Tries again what found another writer at the file. Only what stands outside a transaction: inside one nobody else can be
 * in the way, since every transaction is a writer from its start.
 */
export function patient(db: DatabaseSync, file: string): Around {
  return async (work) => {
    let waitMs = FIRST_WAIT_MS;
    for (let waitedMs = 0; ; waitedMs += waitMs) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- again, after a while
        return await work();
      } catch (error) {
        if (!isBusy(error) || db.isTransaction || waitedMs > PATIENCE_MS) throw explainSqlite(error, file);
      }
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      // oxlint-disable-next-line no-await-in-loop
      await setTimeout(waitMs);
    }
  };
}
