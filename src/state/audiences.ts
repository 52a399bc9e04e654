import type { Kysely } from 'kysely';
import { z } from 'zod';
import { audienceColumns, type Audience } from './audience.ts';
import { dropHeld } from './held-notices.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

export interface Suspension {
  readonly at: Temporal.Instant;
  /** A sentence of the platform. */
  readonly why: string;
}

/** When those who follow may be told. */
export interface Audiences {
  /** What is held for them waits until then. */
  wait(audience: Audience, until: Temporal.Instant): Promise<void>;
  /** They wait no more. */
  wake(audience: Audience): Promise<void>;
  /** Since when nothing is held for them and nothing sent, because they cannot be reached. What they follow stays. */
  suspension(audience: Audience): Promise<Suspension | undefined>;
  /** Ends it, and returns what it was. News counts from now on. */
  resume(audience: Audience): Promise<Suspension | undefined>;
}

const row = z
  .object({ suspended_at: timeColumn.nullable(), why: z.string().nullable() })
  .transform(({ suspended_at: at, why }): Suspension | undefined => (at === null ? undefined : { at, why: why ?? '' }));

export function audiences(db: Kysely<Tables>): Audiences {
  const setWait = async (audience: Audience, until: string | null) => {
    await db
      .insertInto('audiences')
      .values({ ...audienceColumns(audience), wait_until: until, suspended_at: null, why: null })
      .onConflict((it) =>
        it.columns(['platform', 'tenant', 'audience_kind', 'audience']).doUpdateSet({ wait_until: until }),
      )
      .execute();
  };
  return {
    wait: (audience, until) => setWait(audience, timeText(until)),
    wake: (audience) => setWait(audience, null),
    suspension: (audience) => suspensionOf(db, audience),
    resume: (audience) =>
      db.transaction().execute(async (trx) => {
        const suspension = await suspensionOf(trx, audience);
        if (!suspension) return undefined;
        await trx
          .updateTable('audiences')
          .set({ suspended_at: null, why: null, wait_until: null })
          .where((where) => where.and(audienceColumns(audience)))
          .execute();
        // Held by somebody who had looked for followers just before they were suspended.
        await dropHeld(trx, audience);
        return suspension;
      }),
  };
}

async function suspensionOf(db: Kysely<Tables>, audience: Audience): Promise<Suspension | undefined> {
  const found = await db
    .selectFrom('audiences')
    .select(['suspended_at', 'why'])
    .where((where) => where.and(audienceColumns(audience)))
    .executeTakeFirst();
  return found && row.parse(found);
}

/** With what is held for them: it is told to nobody, and who comes back hears since when nothing was sent. */
export async function suspend(
  db: Kysely<Tables>,
  audience: Audience,
  why: string,
  now: Temporal.Instant,
): Promise<void> {
  const suspended = { suspended_at: timeText(now), why, wait_until: null };
  await db
    .insertInto('audiences')
    .values({ ...audienceColumns(audience), ...suspended })
    .onConflict((it) => it.columns(['platform', 'tenant', 'audience_kind', 'audience']).doUpdateSet(suspended))
    .execute();
  await dropHeld(db, audience);
}
