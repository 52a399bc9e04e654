import type { Kysely } from 'kysely';
import { z } from 'zod';
import { digestIdSchema, type DigestId } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeText } from './time.ts';

/** Deliveries that nobody looks at any more: without an end, a digest of every hour keeps 8,760 of them a year. */
export interface OldDeliveries {
  /**
   * Forgets some of the next digest, by its id, with their pages: those that ended, of slots before a time, and never one of its
   * latest `KEPT_OF_EACH`. `isAll` where it has no more of them. Undefined where there is no digest after that one.
   * @param after undefined begins with the first
   */
  forgetSome(
    after: DigestId | undefined,
    before: Temporal.Instant,
  ): Promise<{ readonly digest: DigestId; readonly forgotten: number; readonly isAll: boolean } | undefined>;
}

/** The history of a digest shows 20, and says whether there were more. */
export const KEPT_OF_EACH = 21;
/** With their pages some milliseconds, in which a database that is a file does nothing else. */
const AT_ONCE = 100;

const idRow = z.object({ id: digestIdSchema }).optional();
const slotRow = z.object({ slot: z.string() }).optional();

export function oldDeliveries(db: Kysely<Tables>): OldDeliveries {
  return {
    async forgetSome(after, before) {
      const found = await db
        .selectFrom('digests')
        .select('id')
        .$if(after !== undefined, (query) => query.where('id', '>', after as DigestId)) // as the condition says
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      const digest = idRow.parse(found)?.id;
      if (digest === undefined) return undefined;
      const theirs = db.selectFrom('deliveries').select('slot').where('digest', '=', digest);
      const kept = await theirs
        .orderBy('slot', 'desc')
        .offset(KEPT_OF_EACH - 1)
        .limit(1)
        .executeTakeFirst();
      const oldestKept = slotRow.parse(kept)?.slot;
      if (oldestKept === undefined) return { digest, forgotten: 0, isAll: true };
      const old = theirs
        .where('slot', '<', timeText(before))
        .where('slot', '<', oldestKept)
        .where('finished_at', 'is not', null)
        .orderBy('slot')
        .limit(AT_ONCE);
      const { numDeletedRows } = await db
        .deleteFrom('deliveries')
        .where('digest', '=', digest)
        .where('slot', 'in', old)
        .executeTakeFirst();
      const forgotten = Number(numDeletedRows);
      return { digest, forgotten, isAll: forgotten < AT_ONCE };
    },
  };
}
