import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from './tables.ts';
import { later, timeColumn, timeText } from './time.ts';

/** The right to be the only one who does something, until it is given back or runs out. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with each taking: who has an older one has lost it. */
  readonly token: number;
}

export type Taking =
  | { readonly kind: 'taken'; readonly lease: Lease }
  /** Somebody has it until then, unless they give it back or keep it for longer. */
  | { readonly kind: 'held'; readonly by: string; readonly until: Temporal.Instant };

export interface Leases {
  /** Of several who ask at once, one gets it. Whoever holds it gets it no second time, under the same name of theirs either. */
  take(
    name: string,
    who: { readonly holder: string; readonly now: Temporal.Instant; readonly ms: number },
  ): Promise<Taking>;
  /** True: it is held for `ms` more from now. False: it ran out and somebody else took it; stop at once. */
  keep(lease: Lease, now: Temporal.Instant, ms: number): Promise<boolean>;
  /** Gives it back. False: it was lost before. */
  giveBack(lease: Lease, now: Temporal.Instant): Promise<boolean>;
}

const taken = z.object({ token: z.int() });
const held = z.object({ holder: z.string().nullable(), until: timeColumn });

export function leases(db: Kysely<Tables>): Leases {
  const own = ({ name, holder, token }: Lease) =>
    db.updateTable('leases').where('name', '=', name).where('holder', '=', holder).where('token', '=', token);

  return {
    async take(name, { holder, now, ms }) {
      const until = timeText(later(now, ms));
      // One statement: the database lets one row of that name win.
      const won = await db
        .insertInto('leases')
        .values({ name, holder, token: 1, until })
        .onConflict((it) =>
          it
            .column('name')
            .doUpdateSet((set) => ({ holder, until, token: set('leases.token', '+', 1) }))
            .where((where) =>
              where.or([where('leases.holder', 'is', null), where('leases.until', '<=', timeText(now))]),
            ),
        )
        .returning('token')
        .executeTakeFirst();
      if (won) return { kind: 'taken', lease: { name, holder, token: taken.parse(won).token } };
      const row = await db
        .selectFrom('leases')
        .select(['holder', 'until'])
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      const { holder: by, until: end } = held.parse(row);
      // Given back between the two statements: as if it ended now.
      return by === null ? { kind: 'held', by: '', until: now } : { kind: 'held', by, until: end };
    },
    async keep(lease, now, ms) {
      const { numUpdatedRows } = await own(lease)
        .set({ until: timeText(later(now, ms)) })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async giveBack(lease, now) {
      const { numUpdatedRows } = await own(lease)
        .set({ holder: null, until: timeText(now) })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
