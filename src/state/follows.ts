import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AUDIENCE_KINDS, audienceColumns, type Audience } from './audience.ts';
import { sequenceSchema, type Sequence } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

export interface Follow {
  /** The id of one, as it was given. */
  readonly subject: string;
  /** The last arrival when it was made: only what came later is news to them. */
  readonly since: Sequence;
  /** Who made it, in the platform's own word. Undefined where that is not known. */
  readonly by: string | undefined;
  readonly at: Temporal.Instant;
}

/** Which subjects people and channels follow. */
export interface Follows {
  /**
   * `known` where they follow it already, `too many` where they follow `most` others. Between the arrival that it begins at and
   * the end of this call nothing arrives: who looks for followers after an arrival finds all whom it is news to.
   */
  add(
    audience: Audience,
    follow: { readonly subject: string; readonly by: string; readonly most: number },
    now: Temporal.Instant,
  ): Promise<'added' | 'known' | 'too many'>;
  /** With what was held of it. False where they did not follow it. */
  remove(audience: Audience, subject: string): Promise<boolean>;
  /** Ends all that they follow, and forgets what was held for them. For somebody who left. */
  forget(audience: Audience): Promise<void>;
  /** What they follow, by the id. */
  of(audience: Audience): Promise<readonly Follow[]>;
  /** Who follows any of these and is not suspended. One audience for each of the subjects that it follows. */
  followers(subjects: readonly string[]): Promise<readonly Follower[]>;
  /** Every subject that somebody follows, once. */
  subjects(): Promise<readonly string[]>;
}

export interface Follower {
  readonly audience: Audience;
  readonly subject: string;
  readonly since: Sequence;
}

const row = z
  .object({
    platform: z.string(),
    tenant: z.string(),
    audience_kind: z.enum(AUDIENCE_KINDS),
    audience: z.string(),
    subject: z.string(),
    since_seq: sequenceSchema,
  })
  .transform(({ platform, tenant, audience_kind: kind, audience: id, subject, since_seq: since }): Follower => ({
    audience: { platform, tenant, kind, id },
    subject,
    since,
  }));

const followRow = z
  .object({ subject: z.string(), since_seq: sequenceSchema, made_by: z.string().nullable(), created_at: timeColumn })
  .transform(({ subject, since_seq: since, made_by: by, created_at: at }): Follow => ({
    subject,
    since,
    by: by ?? undefined,
    at,
  }));

/** Below what one statement may bind. */
const SUBJECTS_AT_ONCE = 1000;

export function follows(db: Kysely<Tables>): Follows {
  return {
    add: (audience, { subject, by, most }, now) =>
      db.transaction().execute(async (trx) => {
        // Changes nothing, and holds the row that gives out the numbers of arrivals until the end of the transaction.
        const { value } = await trx
          .updateTable('sequences')
          .set((set) => ({ value: set('value', '+', 0) }))
          .where('name', '=', 'arrivals')
          .returning('value')
          .executeTakeFirstOrThrow();
        const known = await subjectsOf(trx, audience);
        if (known.includes(subject)) return 'known';
        if (known.length >= most) return 'too many';
        const made = { created_at: timeText(now), since_seq: value, made_by: by };
        await trx
          .insertInto('follows')
          .values({ ...audienceColumns(audience), subject, ...made })
          .execute();
        return 'added';
      }),
    remove: (audience, subject) =>
      db.transaction().execute(async (trx) => {
        const it = { ...audienceColumns(audience), subject };
        const { numDeletedRows } = await trx
          .deleteFrom('follows')
          .where((where) => where.and(it))
          .executeTakeFirst();
        await trx
          .deleteFrom('held_notices')
          .where((where) => where.and(it))
          .execute();
        return numDeletedRows > 0n;
      }),
    async forget(audience) {
      const theirs = audienceColumns(audience);
      await db.transaction().execute(async (trx) => {
        for (const table of ['follows', 'held_notices', 'audiences'] as const) {
          // oxlint-disable-next-line no-await-in-loop -- one connection does one after the other
          await trx
            .deleteFrom(table)
            .where((where) => where.and(theirs))
            .execute();
        }
      });
    },
    async of(audience) {
      const rows = await db
        .selectFrom('follows')
        .select(['subject', 'since_seq', 'made_by', 'created_at'])
        .where((where) => where.and(audienceColumns(audience)))
        .orderBy('subject')
        .execute();
      return followRow.array().parse(rows);
    },
    async followers(subjects) {
      const found: Follower[] = [];
      for (let at = 0; at < subjects.length; at += SUBJECTS_AT_ONCE) {
        const some = subjects.slice(at, at + SUBJECTS_AT_ONCE);
        // oxlint-disable-next-line no-await-in-loop -- more than one round is rare
        const rows = await db
          .selectFrom('follows')
          .leftJoin('audiences', (join) =>
            join
              .onRef('audiences.platform', '=', 'follows.platform')
              .onRef('audiences.tenant', '=', 'follows.tenant')
              .onRef('audiences.audience_kind', '=', 'follows.audience_kind')
              .onRef('audiences.audience', '=', 'follows.audience'),
          )
          .selectAll('follows')
          .where('subject', 'in', some)
          .where('audiences.suspended_at', 'is', null)
          .execute();
        found.push(...row.array().parse(rows));
      }
      return found;
    },
    async subjects() {
      const rows = await db.selectFrom('follows').select('subject').distinct().orderBy('subject').execute();
      return rows.map(({ subject }) => subject);
    },
  };
}

async function subjectsOf(db: Kysely<Tables>, audience: Audience): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('follows')
    .select('subject')
    .where((where) => where.and(audienceColumns(audience)))
    .execute();
  return rows.map(({ subject }) => subject);
}
