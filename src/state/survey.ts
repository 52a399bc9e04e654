import type { Kysely, SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import { DELIVERY_STATES, type Delivery } from './delivery.ts';
import { digestIdSchema, type Tenant } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

/** How much there is to do, in all communities. */
export interface Queue {
  /** Digests whose slot has come and that nobody has begun. */
  readonly digestsDue: number;
  /** Under way, or waiting for another try. */
  readonly deliveriesOpen: number;
  /** One for each whom something is held for, as they get all of it in one. */
  readonly noticesHeld: number;
}

/** A delivery with the name of its digest. */
export type NamedDelivery = Pick<
  Delivery,
  'digest' | 'slot' | 'state' | 'holder' | 'attempts' | 'note' | 'startedAt'
> & { readonly name: string };

/** What somebody who watches over the bot looks at. It changes nothing. */
export interface Survey {
  queue(now: Temporal.Instant): Promise<Queue>;
  /** Deliveries of a community that have not ended, those that began first first. */
  open(tenant: Tenant, limit: number): Promise<readonly NamedDelivery[]>;
  /** Those that failed or whose fate is not known, of slots since then, the latest slot first. */
  troubled(tenant: Tenant, since: Temporal.Instant, limit: number): Promise<readonly NamedDelivery[]>;
  /** Undefined where nothing ever arrived. */
  lastArrival(): Promise<Temporal.Instant | undefined>;
}

const OPEN = ['claimed', 'posting'] as const;

// One of the two databases counts in a type that its driver hands over as a text.
const countRow = z.object({ n: z.coerce.number() });
const lastRow = z.object({ last: timeColumn.nullable() }).optional();
const namedRow = z
  .object({
    digest: digestIdSchema,
    name: z.string(),
    slot: timeColumn,
    state: z.enum(DELIVERY_STATES),
    holder: z.string().nullable(),
    attempts: z.int(),
    note: z.string().nullable(),
    started_at: timeColumn,
  })
  .transform(({ holder, note, started_at: startedAt, ...it }): NamedDelivery => ({
    ...it,
    holder: holder ?? undefined,
    note: note ?? undefined,
    startedAt,
  }));

export function survey(db: Kysely<Tables>): Survey {
  const named = ({ platform, tenant }: Tenant) =>
    db
      .selectFrom('deliveries')
      .innerJoin('digests', 'digests.id', 'deliveries.digest')
      .select([
        'deliveries.digest',
        'digests.name',
        'deliveries.slot',
        'deliveries.state',
        'deliveries.holder',
        'deliveries.attempts',
        'deliveries.note',
        'deliveries.started_at',
      ])
      .where('digests.platform', '=', platform)
      .where('digests.tenant', '=', tenant);

  return {
    async queue(now) {
      const due = db
        .selectFrom('digests')
        .where('status', '=', 'active')
        .where('next_at', '<=', timeText(now))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('deliveries')
                .select('deliveries.digest')
                .whereRef('deliveries.digest', '=', 'digests.id')
                .where('deliveries.state', 'in', OPEN),
            ),
          ),
        );
      const open = db.selectFrom('deliveries').where('state', 'in', OPEN);
      const held = db.selectFrom('held_notices').select(['platform', 'tenant', 'audience_kind', 'audience']).distinct();
      const [digestsDue, deliveriesOpen, noticesHeld] = await Promise.all([
        countOf(due),
        countOf(open),
        countOf(db.selectFrom(held.as('held'))),
      ]);
      return { digestsDue, deliveriesOpen, noticesHeld };
    },
    async open(tenant, limit) {
      const rows = await named(tenant)
        .where('deliveries.state', 'in', OPEN)
        .orderBy('deliveries.started_at')
        .limit(limit)
        .execute();
      return namedRow.array().parse(rows);
    },
    async troubled(tenant, since, limit) {
      const rows = await named(tenant)
        .where('deliveries.state', 'in', ['failed', 'unknown'])
        .where('deliveries.slot', '>=', timeText(since))
        .orderBy('deliveries.slot', 'desc')
        .limit(limit)
        .execute();
      return namedRow.array().parse(rows);
    },
    async lastArrival() {
      const found = await db
        .selectFrom('arrivals')
        .select((it) => it.fn.max('arrived_at').as('last'))
        .executeTakeFirst();
      return lastRow.parse(found)?.last ?? undefined;
    },
  };
}

async function countOf<All, From extends keyof All>(query: SelectQueryBuilder<All, From, object>): Promise<number> {
  return countRow.parse(await query.select((it) => it.fn.countAll().as('n')).executeTakeFirstOrThrow()).n;
}
