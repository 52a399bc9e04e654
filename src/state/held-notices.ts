import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { AUDIENCE_KINDS, audienceColumns, type Audience } from './audience.ts';
import { sequenceSchema, type Sequence } from './ids.ts';
import type { Tables } from './tables.ts';
import { later, timeColumn, timeText } from './time.ts';

/** News of a subject that an audience follows and was not told of yet: it is quiet, or was told enough for now. */
export interface HeldNotice {
  readonly seq: Sequence;
  readonly subject: string;
  readonly heldAt: Temporal.Instant;
}

/** For whom. Holding the same twice is holding it once, from the first time on. */
export type NewHeldNotice = Pick<HeldNotice, 'seq' | 'subject'> & { readonly audience: Audience };

export interface HeldNotices {
  /** What is held for them, in the order of arrival. */
  of(audience: Audience): Promise<readonly HeldNotice[]>;
  /** How many arrivals that is. */
  count(audience: Audience): Promise<number>;
  /**
   * Whom of a platform to tell: something is held for them, they do not wait and are not suspended, and no news is on its way to
   * them. Those first who might have been told for the longest: who had to wait comes after those who did not.
   */
  due(platform: string, now: Temporal.Instant, limit: number): Promise<readonly Audience[]>;
  /** Forgets what is held for them up to and with a place in the order of arrival. */
  drop(audience: Audience, through: Sequence): Promise<void>;
}

const notice = z
  .object({ seq: sequenceSchema, subject: z.string(), held_at: timeColumn })
  .transform(({ held_at: heldAt, ...rest }): HeldNotice => ({ ...rest, heldAt }));

const audienceRow = z
  .object({ platform: z.string(), tenant: z.string(), audience_kind: z.enum(AUDIENCE_KINDS), audience: z.string() })
  .transform(({ platform, tenant, audience_kind: kind, audience: id }): Audience => ({ platform, tenant, kind, id }));

const countRow = z.object({ amount: z.coerce.number() });

/** Nobody waits for longer: quiet hours end within a day, which a clock change makes longer. A later end is of a clock that was wrong. */
const LONGEST_WAIT_MS = 26 * 3_600_000;

const WHO = ['platform', 'tenant', 'audience_kind', 'audience'] as const;

/** Rows of seven values each stay below what one statement may bind in either database. */
const AT_ONCE = 2000;

export function heldNotices(db: Kysely<Tables>): HeldNotices {
  return {
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
    async count(audience) {
      const found = await db
        .selectFrom('held_notices')
        .select(sql`count(distinct seq)`.as('amount'))
        .where((where) => where.and(audienceColumns(audience)))
        .executeTakeFirst();
      return countRow.parse(found).amount;
    },
    async due(platform, now, limit) {
      const rows = await db
        .selectFrom('held_notices as held')
        .leftJoin('audiences as it', (join) =>
          WHO.reduce((on, column) => on.onRef(`it.${column}`, '=', `held.${column}`), join),
        )
        .select(WHO.map((column) => `held.${column}` as const))
        .where('held.platform', '=', platform)
        .where('it.suspended_at', 'is', null)
        .where((where) =>
          where.or([
            where('it.wait_until', 'is', null),
            where('it.wait_until', '<=', timeText(now)),
            where('it.wait_until', '>', timeText(later(now, LONGEST_WAIT_MS))),
          ]),
        )
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('notices')
                .select('id')
                .where('state', '=', 'open')
                .where('kind', '=', 'news')
                .where((same) =>
                  same.and(WHO.map((column) => same(`notices.${column}`, '=', same.ref(`held.${column}`)))),
                ),
            ),
          ),
        )
        .groupBy([...WHO.map((column) => `held.${column}` as const), 'it.wait_until'])
        .orderBy((it) =>
          it
            .case()
            .when('it.wait_until', '>', it.fn.min('held.held_at'))
            .then(it.ref('it.wait_until'))
            .else(it.fn.min('held.held_at'))
            .end(),
        )
        .limit(limit)
        .execute();
      return audienceRow.array().parse(rows);
    },
    drop: (audience, through) => dropHeld(db, audience, through),
  };
}

export async function holdAll(
  db: Kysely<Tables>,
  notices: readonly NewHeldNotice[],
  now: Temporal.Instant,
): Promise<void> {
  const rows = notices.map(({ audience, seq, subject }) => ({
    ...audienceColumns(audience),
    seq,
    subject,
    held_at: timeText(now),
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one connection does one after the other
    await db
      .insertInto('held_notices')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((it) => it.doNothing())
      .execute();
  }
}

/** All of it where `through` is left out. */
export async function dropHeld(db: Kysely<Tables>, audience: Audience, through?: Sequence): Promise<void> {
  await db
    .deleteFrom('held_notices')
    .where((where) => where.and(audienceColumns(audience)))
    .$if(through !== undefined, (query) => query.where('seq', '<=', through as Sequence)) // as the condition says
    .execute();
}
