import type { Kysely, Transaction } from 'kysely';
import type { Mark } from './arrivals.ts';
import { decideClaim, type Refusal } from './claim.ts';
import { isAmong, type Among } from './digests.ts';
import type { Delivery, DeliveryLease, DeliveryPage, EndState, PageState } from './delivery.ts';
import { deliveryRow, hold, pagesOf } from './delivery-rows.ts';
import { sequenceSchema, type DigestId } from './ids.ts';
import type { Tables } from './tables.ts';
import { later, timeColumn, timeText } from './time.ts';

export type Claim =
  /** Yours, until the lease runs out: `delivery` and `pages` as they stand, `covered` as where a new window starts. */
  | {
      readonly kind: 'claimed';
      readonly lease: DeliveryLease;
      readonly delivery: Delivery;
      readonly pages: readonly DeliveryPage[];
      readonly covered: Mark;
    }
  | Refusal
  /** The digest was deleted. */
  | { readonly kind: 'gone' };

export interface Ending {
  readonly state: EndState;
  /** Up to where readers now have everything: the next window starts there. Left out, it starts where this one did. */
  readonly covered?: Mark | undefined;
  readonly note?: string | undefined;
  /** The digest's next slot, as it follows from this revision of it. Not set where somebody changed the digest meanwhile. */
  readonly next?: { readonly at: Temporal.Instant | undefined; readonly revision: number } | undefined;
}

/**
 * Who delivers what. Each change of a delivery needs its lease, holds it for longer, and returns false, without any
 * effect, where the lease was lost: stop at once then, somebody else goes on. Where a call throws, nothing may be taken
 * for done or not done: claim again after the lease.
 */
export interface Deliveries {
  /** Of several who ask at once, in whichever copy of the bot, one gets it. A digest has one open delivery at a time. */
  claim(
    what: { readonly digest: DigestId; readonly slot: Temporal.Instant },
    who: { readonly holder: string; readonly now: Temporal.Instant; readonly leaseMs: number },
  ): Promise<Claim>;
  /** Keeps that a slot was left out, and why, unless somebody has begun with it: nobody can claim it then. */
  skip(
    what: { readonly digest: DigestId; readonly slot: Temporal.Instant; readonly note: string },
    now: Temporal.Instant,
  ): Promise<void>;
  renew(lease: DeliveryLease, now: Temporal.Instant): Promise<boolean>;
  /** Keeps what will be posted, once: the window from what is covered up to `through`, and its pages in order. */
  plan(
    lease: DeliveryLease,
    plan: { readonly through: Mark; readonly pages: readonly Pick<DeliveryPage, 'content' | 'key'>[] },
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** Says before a page is handed to the platform that it is (`posting`), and after it what became of it. */
  recordPage(
    lease: DeliveryLease,
    page: { readonly page: number; readonly state: PageState; readonly reference?: string | undefined },
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** Gives it back: anybody may claim it again from `until` on. */
  release(lease: DeliveryLease, until: Temporal.Instant, now: Temporal.Instant): Promise<boolean>;
  /** Ends it for good. What its pages said is no longer kept. */
  finish(lease: DeliveryLease, ending: Ending, now: Temporal.Instant): Promise<boolean>;
  /**
   * Open ones whose lease has run out, the longest first: to be claimed again with their own slots. Those of digests that are
   * paused or suspended wait until somebody resumes them.
   */
  abandoned(now: Temporal.Instant, limit: number, among?: Among): Promise<readonly Delivery[]>;
  /** Those of a digest, the latest slot first. */
  history(digest: DigestId, limit: number): Promise<readonly Delivery[]>;
  pages(digest: DigestId, slot: Temporal.Instant): Promise<readonly DeliveryPage[]>;
}

export function deliveries(db: Kysely<Tables>): Deliveries {
  /** `change` happens only while the lease is held, all of it or nothing. */
  const holding = (
    lease: DeliveryLease,
    now: Temporal.Instant,
    change: (trx: Transaction<Tables>) => Promise<unknown>,
  ): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      if (!(await hold(trx, lease, now))) return false;
      await change(trx);
      return true;
    });

  return {
    claim: (what, who) => db.transaction().execute((trx) => claimIn(trx, what, who)),
    async skip({ digest, slot, note }, now) {
      const at = timeText(now);
      await db
        .insertInto('deliveries')
        .values({ digest, slot: timeText(slot), state: 'skipped', attempts: 0, note, started_at: at, finished_at: at })
        .onConflict((it) => it.columns(['digest', 'slot']).doNothing())
        .execute();
    },
    renew: (lease, now) => hold(db, lease, now),
    plan: (lease, plan, now) => holding(lease, now, (trx) => planIn(trx, lease, plan, now)),
    recordPage: (lease, { page, state, reference }, now) =>
      holding(lease, now, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('delivery_pages')
          .set({ state, reference: reference ?? null, changed_at: timeText(now) })
          .where('digest', '=', lease.digest)
          .where('slot', '=', timeText(lease.slot))
          .where('page', '=', page)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Error(`page ${page} was never planned`);
      }),
    release: (lease, until, now) =>
      holding(lease, now, (trx) =>
        own(trx, lease)
          .set({ holder: null, lease_until: timeText(until) })
          .execute(),
      ),
    finish: (lease, ending, now) =>
      db.transaction().execute(async (trx) => {
        // The digest first, as a claim does: in the other order the two could wait for each other.
        await lockDigest(trx, lease.digest);
        if (!(await hold(trx, lease, now))) return false;
        await finishIn(trx, lease, ending, now);
        return true;
      }),
    async abandoned(now, limit, among) {
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('digests', 'digests.id', 'deliveries.digest')
        .selectAll('deliveries')
        .where('digests.status', '=', 'active')
        .where('deliveries.state', 'in', ['claimed', 'posting'])
        .where('deliveries.lease_until', '<=', timeText(now))
        .where(isAmong(among))
        .orderBy('deliveries.lease_until')
        .limit(limit)
        .execute();
      return deliveryRow.array().parse(rows);
    },
    async history(digest, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('digest', '=', digest)
        .orderBy('slot', 'desc')
        .limit(limit)
        .execute();
      return deliveryRow.array().parse(rows);
    },
    pages: (digest, slot) => pagesOf(db, digest, slot),
  };
}

async function claimIn(
  trx: Transaction<Tables>,
  { digest, slot }: Parameters<Deliveries['claim']>[0],
  { holder, now, leaseMs }: Parameters<Deliveries['claim']>[1],
): Promise<Claim> {
  const found = await lockDigest(trx, digest);
  if (!found) return { kind: 'gone' };
  const at = timeText(slot);
  const rows = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('digest', '=', digest)
    .where((where) => where.or([where('slot', '>=', at), where('state', 'in', ['claimed', 'posting'])]))
    .execute();
  const decision = decideClaim(slot, deliveryRow.array().parse(rows), now);
  if (decision.kind !== 'begin' && decision.kind !== 'take over') return decision;

  const lease = { holder, lease_until: timeText(later(now, leaseMs)) };
  const row = await trx
    .insertInto('deliveries')
    .values({ digest, slot: at, state: 'claimed', ...lease, attempts: 1, started_at: timeText(now) })
    .onConflict((it) =>
      it
        .columns(['digest', 'slot'])
        .doUpdateSet((set) => ({ ...lease, attempts: set('deliveries.attempts', '+', 1) }))
        .where('deliveries.state', 'in', ['claimed', 'posting'])
        .where('deliveries.lease_until', '<=', timeText(now)),
    )
    .returningAll()
    .executeTakeFirst();
  // Its holder was only late, and did something with it since it was looked at: what it is now decides.
  if (!row) return claimIn(trx, { digest, slot }, { holder, now, leaseMs });
  const delivery = deliveryRow.parse(row);
  return {
    kind: 'claimed',
    lease: { digest, slot: delivery.slot, holder, attempt: delivery.attempts, leaseMs },
    delivery,
    pages: await pagesOf(trx, digest, slot),
    covered: { seq: sequenceSchema.parse(found.covered_seq), at: timeColumn.parse(found.covered_at) },
  };
}

/** Changes nothing, and holds the digest's row: its claims come one after the other. Where it has been read up to. */
async function lockDigest(trx: Transaction<Tables>, id: DigestId) {
  return trx
    .updateTable('digests')
    .set((set) => ({ covered_seq: set.ref('covered_seq') }))
    .where('id', '=', id)
    .returning(['covered_seq', 'covered_at'])
    .executeTakeFirst();
}

async function planIn(
  trx: Transaction<Tables>,
  lease: DeliveryLease,
  { through, pages }: Parameters<Deliveries['plan']>[1],
  now: Temporal.Instant,
): Promise<void> {
  const covered = await trx
    .selectFrom('digests')
    .select(['covered_seq', 'covered_at'])
    .where('id', '=', lease.digest)
    .executeTakeFirstOrThrow();
  const { numUpdatedRows } = await own(trx, lease)
    .set({
      state: 'posting',
      after_seq: covered.covered_seq,
      after_at: covered.covered_at,
      through_seq: through.seq,
      through_at: timeText(through.at),
    })
    .where('state', '=', 'claimed')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Error('this delivery was planned before: post the pages that it has');
  const rows = pages.map(({ key, content }, at) => ({
    digest: lease.digest,
    slot: timeText(lease.slot),
    page: at + 1,
    key,
    content: content ?? null,
    state: 'waiting',
    changed_at: timeText(now),
  }));
  if (rows.length > 0) await trx.insertInto('delivery_pages').values(rows).execute();
}

async function finishIn(
  trx: Transaction<Tables>,
  lease: DeliveryLease,
  { state, covered, note, next }: Ending,
  now: Temporal.Instant,
): Promise<void> {
  await own(trx, lease)
    .set({ state, note: note ?? null, holder: null, lease_until: null, finished_at: timeText(now) })
    .execute();
  await trx
    .updateTable('delivery_pages')
    .set({ content: null })
    .where('digest', '=', lease.digest)
    .where('slot', '=', timeText(lease.slot))
    .execute();
  if (covered) {
    await trx
      .updateTable('digests')
      .set({ covered_seq: covered.seq, covered_at: timeText(covered.at) })
      .where('id', '=', lease.digest)
      .execute();
  }
  if (next) {
    await trx
      .updateTable('digests')
      .set({ next_at: next.at ? timeText(next.at) : null })
      .where('id', '=', lease.digest)
      .where('revision', '=', next.revision)
      .execute();
  }
}

function own(trx: Transaction<Tables>, { digest, slot }: DeliveryLease) {
  return trx.updateTable('deliveries').where('digest', '=', digest).where('slot', '=', timeText(slot));
}
