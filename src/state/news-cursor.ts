import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Mark } from './arrivals.ts';
import { holdAll, type NewHeldNotice } from './held-notices.ts';
import { sequenceSchema } from './ids.ts';
import type { Tables } from './tables.ts';
import { under, type Tenure } from './tenure.ts';
import { timeColumn, timeText } from './time.ts';

/** Up to where the arrivals were read for those who follow. One for all copies of the bot. */
export interface NewsCursor {
  /** Undefined where nobody ever read. */
  read(): Promise<Mark | undefined>;
  /** Sets it for the first time. Without effect where it is set. */
  begin(tenure: Tenure, at: Mark, now: Temporal.Instant): Promise<boolean>;
  /**
   * Moves it from where it was read, and holds what was found on the way, both or nothing: what lies before the cursor was held
   * once, whoever dies. False where the lease was lost.
   */
  advance(
    tenure: Tenure,
    way: { readonly from: Mark; readonly through: Mark; readonly held: readonly NewHeldNotice[] },
    now: Temporal.Instant,
  ): Promise<boolean>;
}

const NAME = 'notices';

const row = z.object({ seq: sequenceSchema, at: timeColumn });

export function newsCursor(db: Kysely<Tables>): NewsCursor {
  return {
    async read() {
      const found = await db.selectFrom('cursors').select(['seq', 'at']).where('name', '=', NAME).executeTakeFirst();
      return found && row.parse(found);
    },
    begin: (tenure, { seq, at }, now) =>
      under(db, tenure, now, (trx) =>
        trx
          .insertInto('cursors')
          .values({ name: NAME, seq, at: timeText(at) })
          .onConflict((it) => it.doNothing())
          .execute(),
      ),
    advance: (tenure, { from, through, held }, now) =>
      under(db, tenure, now, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('cursors')
          .set({ seq: through.seq, at: timeText(through.at) })
          .where('name', '=', NAME)
          .where('seq', '=', from.seq)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Error('the cursor was moved by somebody who does not hold the lease');
        await holdAll(trx, held, now);
      }),
  };
}
