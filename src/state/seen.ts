import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import { later, timeText } from './time.ts';

/** What platforms send more than once: events, signed requests. */
export interface Seen {
  /**
   * True the first time that `id` comes within `keepMs`: act on it. False: it was here before, in whichever copy of the
   * bot. Of several who ask at once, one hears true.
   */
  isFirst(id: string, now: Temporal.Instant, keepMs: number): Promise<boolean>;
  /** Forgets what need not be remembered any more, and returns how many those were. */
  prune(now: Temporal.Instant): Promise<number>;
}

export function seen(db: Kysely<Tables>): Seen {
  return {
    async isFirst(id, now, keepMs) {
      const until = timeText(later(now, keepMs));
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('seen')
        .values({ id, until })
        .onConflict((it) => it.column('id').doUpdateSet({ until }).where('seen.until', '<=', timeText(now)))
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async prune(now) {
      const { numDeletedRows } = await db.deleteFrom('seen').where('until', '<=', timeText(now)).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
