import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Mark } from './arrivals.ts';
import {
  DELIVERY_STATES,
  PAGE_STATES,
  type Delivery,
  type DeliveryLease,
  type DeliveryPage,
  type Window,
} from './delivery.ts';
import { digestIdSchema, sequenceSchema, type DigestId, type Sequence } from './ids.ts';
import type { Tables } from './tables.ts';
import { later, timeColumn, timeText } from './time.ts';

export const deliveryRow = z
  .object({
    digest: digestIdSchema,
    slot: timeColumn,
    state: z.enum(DELIVERY_STATES),
    holder: z.string().nullable(),
    lease_until: timeColumn.nullable(),
    attempts: z.int(),
    after_seq: sequenceSchema.nullable(),
    after_at: timeColumn.nullable(),
    through_seq: sequenceSchema.nullable(),
    through_at: timeColumn.nullable(),
    note: z.string().nullable(),
    started_at: timeColumn,
    finished_at: timeColumn.nullable(),
  })
  .transform((it): Delivery => ({
    digest: it.digest,
    slot: it.slot,
    state: it.state,
    holder: it.holder ?? undefined,
    leaseUntil: it.lease_until ?? undefined,
    attempts: it.attempts,
    window: windowBetween(markOf(it.after_seq, it.after_at), markOf(it.through_seq, it.through_at)),
    note: it.note ?? undefined,
    startedAt: it.started_at,
    finishedAt: it.finished_at ?? undefined,
  }));

function markOf(seq: Sequence | null, at: Temporal.Instant | null): Mark | undefined {
  return seq === null || at === null ? undefined : { seq, at };
}

function windowBetween(after: Mark | undefined, through: Mark | undefined): Window | undefined {
  return after && through && { after, through };
}

const pageRow = z
  .object({
    page: z.int(),
    key: z.string(),
    content: z.string().nullable(),
    state: z.enum(PAGE_STATES),
    reference: z.string().nullable(),
    changed_at: timeColumn,
  })
  .transform((it): DeliveryPage => ({
    page: it.page,
    key: it.key,
    content: it.content ?? undefined,
    state: it.state,
    reference: it.reference ?? undefined,
    changedAt: it.changed_at,
  }));

export async function pagesOf(
  db: Kysely<Tables>,
  digest: DigestId,
  slot: Temporal.Instant,
): Promise<readonly DeliveryPage[]> {
  const rows = await db
    .selectFrom('delivery_pages')
    .selectAll()
    .where('digest', '=', digest)
    .where('slot', '=', timeText(slot))
    .orderBy('page')
    .execute();
  return pageRow.array().parse(rows);
}

/**
 * Holds the lease for its length from now on, and the row until the end of the transaction. False where it was lost: the
 * delivery was taken over, has ended, or is gone. A lease that ran out and that nobody took is still the holder's.
 */
export async function hold(trx: Kysely<Tables>, lease: DeliveryLease, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('deliveries')
    .set({ lease_until: timeText(later(now, lease.leaseMs)) })
    .where('digest', '=', lease.digest)
    .where('slot', '=', timeText(lease.slot))
    .where('holder', '=', lease.holder)
    .where('attempts', '=', lease.attempt)
    .where('state', 'in', ['claimed', 'posting'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
