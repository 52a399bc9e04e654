import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AUDIENCE_KINDS, audienceColumns, type Audience } from './audience.ts';
import type { Tables } from './tables.ts';
import { timeText } from './time.ts';

/** Which subjects people and channels follow. A subject is the id of one, as it was given. */
export interface Follows {
  /** False where they follow it already. */
  add(audience: Audience, subject: string, now: Temporal.Instant): Promise<boolean>;
  /** False where they did not follow it. */
  remove(audience: Audience, subject: string): Promise<boolean>;
  /** Ends all that they follow, and forgets what was held for them. For somebody who left, or a channel that is lost. */
  forget(audience: Audience): Promise<void>;
  /** What they follow, by name. */
  of(audience: Audience): Promise<readonly string[]>;
  /** Who follows any of these. One audience for each of the subjects that it follows. */
  followers(subjects: readonly string[]): Promise<readonly { readonly audience: Audience; readonly subject: string }[]>;
}

const row = z
  .object({
    platform: z.string(),
    tenant: z.string(),
    audience_kind: z.enum(AUDIENCE_KINDS),
    audience: z.string(),
    subject: z.string(),
  })
  .transform(({ platform, tenant, audience_kind: kind, audience: id, subject }) => ({
    audience: { platform, tenant, kind, id },
    subject,
  }));

/** Below what one statement may bind. */
const SUBJECTS_AT_ONCE = 1000;

export function follows(db: Kysely<Tables>): Follows {
  return {
    async add(audience, subject, now) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('follows')
        .values({ ...audienceColumns(audience), subject, created_at: timeText(now) })
        .onConflict((it) => it.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async remove(audience, subject) {
      const { numDeletedRows } = await db
        .deleteFrom('follows')
        .where((where) => where.and({ ...audienceColumns(audience), subject }))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async forget(audience) {
      const theirs = audienceColumns(audience);
      await db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('follows')
          .where((where) => where.and(theirs))
          .execute();
        await trx
          .deleteFrom('held_notices')
          .where((where) => where.and(theirs))
          .execute();
      });
    },
    async of(audience) {
      const rows = await db
        .selectFrom('follows')
        .select('subject')
        .where((where) => where.and(audienceColumns(audience)))
        .orderBy('subject')
        .execute();
      return rows.map(({ subject }) => subject);
    },
    async followers(subjects) {
      const found: z.infer<typeof row>[] = [];
      for (let at = 0; at < subjects.length; at += SUBJECTS_AT_ONCE) {
        const some = subjects.slice(at, at + SUBJECTS_AT_ONCE);
        // oxlint-disable-next-line no-await-in-loop -- more than one round is rare
        const rows = await db.selectFrom('follows').selectAll().where('subject', 'in', some).execute();
        found.push(...row.array().parse(rows));
      }
      return found;
    },
  };
}
