import type { ExpressionBuilder, Kysely, Updateable } from 'kysely';
import { z } from 'zod';
import { fold } from '../kernel/fold.ts';
import type { Mark } from './arrivals.ts';
import { digestIdSchema, newDigestId, sequenceSchema, type DigestId, type Tenant } from './ids.ts';
import { isNotUnique } from './not-unique.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

/** `paused` by somebody; `suspended` by the bot, which cannot post: both go on when somebody resumes it. */
export const DIGEST_STATUSES = ['active', 'paused', 'suspended'] as const;
export type DigestStatus = (typeof DIGEST_STATUSES)[number];

export interface StoredDigest extends Tenant {
  readonly id: DigestId;
  readonly channel: string;
  readonly name: string;
  /** When, what and how, as JSON: read by the schema of who wrote it. */
  readonly definition: unknown;
  readonly status: DigestStatus;
  /** Why it is suspended or paused, in a sentence for its editors. */
  readonly reason: string | undefined;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  /** Grows with each change that somebody makes. */
  readonly revision: number;
  /** The next slot. Undefined where there is none. */
  readonly nextAt: Temporal.Instant | undefined;
  /** Up to where readers have everything: the next window starts here. */
  readonly covered: Mark;
}

export interface NewDigest extends Tenant {
  readonly channel: string;
  readonly name: string;
  readonly definition: unknown;
  readonly createdBy: string;
  readonly nextAt: Temporal.Instant | undefined;
  /** Where its first window starts. */
  readonly covered: Mark;
}

export type DigestChange = Partial<
  Pick<StoredDigest, 'channel' | 'name' | 'definition' | 'status' | 'reason' | 'nextAt'>
>;

export interface Digests {
  /** Undefined where the tenant has a digest of that name, compared without case, accents and punctuation. */
  create(digest: NewDigest, now: Temporal.Instant): Promise<StoredDigest | undefined>;
  find(id: DigestId): Promise<StoredDigest | undefined>;
  findByName(tenant: Tenant, name: string): Promise<StoredDigest | undefined>;
  /** All of a tenant, by name. */
  list(tenant: Tenant): Promise<readonly StoredDigest[]>;
  /**
   * Changes what is given. `changed`: with the new revision. `outdated`: somebody else changed or deleted it since `revision`
   * was read; read it again. `name taken`: nothing was changed.
   */
  change(
    digest: Pick<StoredDigest, 'id' | 'revision'>,
    change: DigestChange,
    now: Temporal.Instant,
  ): Promise<'changed' | 'outdated' | 'name taken'>;
  /** With its deliveries and their pages; a delivery that is under way finds its lease lost. True where there was one. */
  remove(id: DigestId): Promise<boolean>;
  /** Active ones whose slot has come and of which no delivery is open, those that have waited longest first. */
  due(now: Temporal.Instant, limit: number, among?: Among): Promise<readonly DueDigest[]>;
  /**
   * Sets the next slot of a digest of which somebody has dealt with the one that it waits for. That changes nothing that people
   * set, and leaves the revision as it is. False where it waits for another one by now, or was changed.
   */
  advance(
    digest: Pick<StoredDigest, 'id' | 'revision' | 'nextAt'>,
    nextAt: Temporal.Instant | undefined,
  ): Promise<boolean>;
}

/** Where a digest is due, and since when. */
export interface DueDigest extends Pick<StoredDigest, 'id' | 'platform' | 'tenant' | 'channel'> {
  readonly nextAt: Temporal.Instant;
}

/** Which of those that are due are looked for. */
export interface Among {
  readonly platforms: readonly string[];
  /** Those of these channels, and those of these tenants, come another time. */
  readonly butNotIn?: { readonly channels: readonly string[]; readonly tenants: readonly string[] } | undefined;
}

export function isAmong(among: Among | undefined) {
  return (where: ExpressionBuilder<Tables, 'digests'>) => {
    if (!among) return where.and([]);
    const { channels = [], tenants = [] } = among.butNotIn ?? {};
    return where.and([
      where('digests.platform', 'in', among.platforms),
      ...(channels.length > 0 ? [where('digests.channel', 'not in', channels)] : []),
      ...(tenants.length > 0 ? [where('digests.tenant', 'not in', tenants)] : []),
    ]);
  };
}

const row = z
  .object({
    id: digestIdSchema,
    platform: z.string(),
    tenant: z.string(),
    channel: z.string(),
    name: z.string(),
    definition: z.string().transform((text): unknown => JSON.parse(text)),
    status: z.enum(DIGEST_STATUSES),
    reason: z.string().nullable(),
    created_by: z.string(),
    created_at: timeColumn,
    changed_at: timeColumn,
    revision: z.int(),
    next_at: timeColumn.nullable(),
    covered_seq: sequenceSchema,
    covered_at: timeColumn,
  })
  .transform((it): StoredDigest => ({
    id: it.id,
    platform: it.platform,
    tenant: it.tenant,
    channel: it.channel,
    name: it.name,
    definition: it.definition,
    status: it.status,
    reason: it.reason ?? undefined,
    createdBy: it.created_by,
    createdAt: it.created_at,
    changedAt: it.changed_at,
    revision: it.revision,
    nextAt: it.next_at ?? undefined,
    covered: { seq: it.covered_seq, at: it.covered_at },
  }));

const dueRow = z
  .object({ id: digestIdSchema, platform: z.string(), tenant: z.string(), channel: z.string(), next_at: timeColumn })
  .transform(({ next_at: nextAt, ...it }): DueDigest => ({ ...it, nextAt }));

export function digests(db: Kysely<Tables>): Digests {
  return {
    async create(digest, now) {
      const at = timeText(now);
      const made = await db
        .insertInto('digests')
        .values({
          id: newDigestId(),
          platform: digest.platform,
          tenant: digest.tenant,
          channel: digest.channel,
          name: digest.name,
          name_key: nameKey(digest.name),
          definition: JSON.stringify(digest.definition),
          status: 'active',
          reason: null,
          created_by: digest.createdBy,
          created_at: at,
          changed_at: at,
          revision: 1,
          next_at: digest.nextAt ? timeText(digest.nextAt) : null,
          covered_seq: digest.covered.seq,
          covered_at: timeText(digest.covered.at),
        })
        .onConflict((it) => it.columns(['platform', 'tenant', 'name_key']).doNothing())
        .returningAll()
        .executeTakeFirst();
      return made && row.parse(made);
    },
    async find(id) {
      return row.optional().parse(await db.selectFrom('digests').selectAll().where('id', '=', id).executeTakeFirst());
    },
    async findByName({ platform, tenant }, name) {
      const found = await db
        .selectFrom('digests')
        .selectAll()
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('name_key', '=', nameKey(name))
        .executeTakeFirst();
      return row.optional().parse(found);
    },
    async list({ platform, tenant }) {
      const rows = await db
        .selectFrom('digests')
        .selectAll()
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .orderBy('name_key')
        .execute();
      return row.array().parse(rows);
    },
    async change({ id, revision }, change, now) {
      try {
        const { numUpdatedRows } = await db
          .updateTable('digests')
          .set({ revision: revision + 1, changed_at: timeText(now), ...columnsOf(change) })
          .where('id', '=', id)
          .where('revision', '=', revision)
          .executeTakeFirst();
        return numUpdatedRows > 0n ? 'changed' : 'outdated';
      } catch (error) {
        if (isNotUnique(error)) return 'name taken';
        throw error;
      }
    },
    async remove(id) {
      const { numDeletedRows } = await db.deleteFrom('digests').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async due(now, limit, among) {
      const rows = await db
        .selectFrom('digests')
        .select(['id', 'platform', 'tenant', 'channel', 'next_at'])
        .where('status', '=', 'active')
        .where('next_at', '<=', timeText(now))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('deliveries')
                .select('deliveries.slot')
                .whereRef('deliveries.digest', '=', 'digests.id')
                .where('deliveries.state', 'in', ['claimed', 'posting']),
            ),
          ),
        )
        .where(isAmong(among))
        .orderBy('next_at')
        .limit(limit)
        .execute();
      return dueRow.array().parse(rows);
    },
    async advance({ id, revision, nextAt }, to) {
      const { numUpdatedRows } = await db
        .updateTable('digests')
        .set({ next_at: to ? timeText(to) : null })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .where('next_at', nextAt ? '=' : 'is', nextAt ? timeText(nextAt) : null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function columnsOf(change: DigestChange): Updateable<Tables['digests']> {
  return {
    ...(change.channel !== undefined && { channel: change.channel }),
    ...(change.name !== undefined && { name: change.name, name_key: nameKey(change.name) }),
    ...(change.definition !== undefined && { definition: JSON.stringify(change.definition) }),
    ...(change.status !== undefined && { status: change.status }),
    ...('reason' in change && { reason: change.reason ?? null }),
    ...('nextAt' in change && { next_at: change.nextAt ? timeText(change.nextAt) : null }),
  };
}

/** What two names must not share. A name without letters is compared as it is. */
function nameKey(name: string): string {
  return fold(name) || name.trim();
}
