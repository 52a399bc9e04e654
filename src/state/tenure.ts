import type { Kysely, Transaction } from 'kysely';
import type { Lease } from './leases.ts';
import type { Tables } from './tables.ts';
import { later, timeText } from './time.ts';

/** A lease with how long each change that is made under it holds it from then on. */
export interface Tenure {
  readonly lease: Lease;
  readonly ms: number;
}

/**
 * Makes a change while the lease is held, all of it or nothing, and holds it for longer. False, without any effect, where it
 * was lost: somebody else goes on, stop at once. One that ran out and that nobody took is still its holder's.
 */
export function under(
  db: Kysely<Tables>,
  { lease, ms }: Tenure,
  now: Temporal.Instant,
  change: (trx: Transaction<Tables>) => Promise<unknown>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // Holds the row until the end of the transaction: nobody takes the lease meanwhile.
    const { numUpdatedRows } = await trx
      .updateTable('leases')
      .set({ until: timeText(later(now, ms)) })
      .where('name', '=', lease.name)
      .where('holder', '=', lease.holder)
      .where('token', '=', lease.token)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await change(trx);
    return true;
  });
}
