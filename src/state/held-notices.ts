import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AUDIENCE_KINDS, audienceColumns, type Audience } from './audience.ts';
import { sequenceSchema, type Sequence } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

/** News of a subject that an audience follows and was not told of yet: it is quiet, or was told enough for now. */
export interface HeldNotice {
  readonly seq: Sequence;
  readonly subject: string;
  readonly heldAt: Temporal.Instant;
}

export interface HeldNotices {
  /** Holding the same twice is holding it once, from the first time on. */
  hold(
    audience: Audience,
    notices: readonly Pick<HeldNotice, 'seq' | 'subject'>[],
    now: Temporal.Instant,
  ): Promise<void>;
  /** What is held for them, in the order of arrival. */
  of(audience: Audience): Promise<readonly HeldNotice[]>;
  /** Who has something held, and since when, the longest first. */
  audiences(limit: number): Promise<readonly { readonly audience: Audience; readonly since: Temporal.Instant }[]>;
  /** After they were told: forgets what is held for them up to and with a place in the order of arrival. */
  drop(audience: Audience, through: Sequence): Promise<void>;
}

const notice = z
  .object({ seq: sequenceSchema, subject: z.string(), held_at: timeColumn })
  .transform(({ held_at: heldAt, ...rest }): HeldNotice => ({ ...rest, heldAt }));

const waiting = z
  .object({
    platform: z.string(),
    tenant: z.string(),
    audience_kind: z.enum(AUDIENCE_KINDS),
    audience: z.string(),
    since: timeColumn,
  })
  .transform(({ platform, tenant, audience_kind: kind, audience: id, since }) => ({
    audience: { platform, tenant, kind, id },
    since,
  }));

export function heldNotices(db: Kysely<Tables>): HeldNotices {
  return {
    async hold(audience, notices, now) {
      if (notices.length === 0) return;
      const rows = notices.map((one) => ({ ...audienceColumns(audience), ...one, held_at: timeText(now) }));
      await db
        .insertInto('held_notices')
        .values(rows)
        .onConflict((it) => it.doNothing())
        .execute();
    },
    async of(audience) {
      const rows = await db
        .selectFrom('held_notices')
        .select(['seq', 'subject', 'held_at'])
        .where((where) => where.and(audienceColumns(audience)))
        .orderBy('seq')
        .orderBy('subject')
        .execute();
      return notice.array().parse(rows);
    },
    async audiences(limit) {
      const who = ['platform', 'tenant', 'audience_kind', 'audience'] as const;
      const rows = await db
        .selectFrom('held_notices')
        .select(who)
        .select((it) => it.fn.min('held_at').as('since'))
        .groupBy(who)
        .orderBy('since')
        .limit(limit)
        .execute();
      return waiting.array().parse(rows);
    },
    async drop(audience, through) {
      await db
        .deleteFrom('held_notices')
        .where((where) => where.and(audienceColumns(audience)))
        .where('seq', '<=', through)
        .execute();
    },
  };
}
