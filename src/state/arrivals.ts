import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { BEFORE_ALL, sequenceSchema, type Sequence } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';

/** A text of a brief that was never seen before: of a new brief, or another text of one that was here. */
export interface Arrival {
  readonly seq: Sequence;
  /** The id of the brief, as it was recorded. */
  readonly brief: string;
  readonly hash: string;
  readonly kind: 'new' | 'correction';
  readonly at: Temporal.Instant;
}

/** An arrival with what its text held. */
export interface Version extends Arrival {
  /** As whoever recorded it wrote it. Undefined where nobody wrote it down. */
  readonly marks: string | undefined;
}

/** A text of a brief, to be recorded. */
export interface NewText {
  readonly brief: string;
  readonly hash: string;
  readonly marks?: string | undefined;
}

/** A place in the order of arrivals, and the time of it. Of an arrival, or of a look that found nothing after it. */
export interface Mark {
  readonly seq: Sequence;
  readonly at: Temporal.Instant;
}

/**
 * What "new" means, once for all copies of the bot. The sequence has no gaps, and whoever has read up to a number has missed
 * none below it: numbers are given out one after the other, in the order in which they can be seen.
 */
export interface Arrivals {
  /**
   * Records those that are not known yet, and returns only them. A text that was recorded for its brief before is not new,
   * whatever came between: copies of the bot that read an older folder change nothing. All of them or, where it throws, some of
   * them from the front; to be tried again with all of them.
   */
  record(briefs: readonly NewText[], now: Temporal.Instant): Promise<readonly Arrival[]>;
  /** After one number up to and with another, in order. */
  between(after: Sequence, through: Sequence, limit: number): Promise<readonly Arrival[]>;
  /** Everything that ever arrived of these briefs, in order. */
  versions(briefs: readonly string[]): Promise<readonly Version[]>;
  /** The last number; `BEFORE_ALL` where nothing ever arrived. */
  last(): Promise<Sequence>;
  /** The last number that had been given out at a time: what came after it came later. */
  lastAt(at: Temporal.Instant): Promise<Sequence>;
}

/** Rows of six values each stay below what one statement may bind in either database: 32,766 and 65,535. */
const AT_ONCE = 500;

/** Without the marks, which are as large as all the rest. */
const COLUMNS = ['seq', 'brief', 'hash', 'kind', 'arrived_at'] as const;

const row = z
  .object({
    seq: sequenceSchema,
    brief: z.string(),
    hash: z.string(),
    kind: z.enum(['new', 'correction']),
    arrived_at: timeColumn,
  })
  .transform(({ arrived_at: at, ...rest }): Arrival => ({ ...rest, at }));

const versionRow = z
  .object({
    seq: sequenceSchema,
    brief: z.string(),
    hash: z.string(),
    kind: z.enum(['new', 'correction']),
    arrived_at: timeColumn,
    marks: z.string().nullable(),
  })
  .transform(({ arrived_at: at, marks, ...rest }): Version => ({ ...rest, at, marks: marks ?? undefined }));

const lastColumn = z.object({ last: sequenceSchema.nullable() }).optional();

export function arrivals(db: Kysely<Tables>): Arrivals {
  return {
    async record(briefs, now) {
      const recorded: Arrival[] = [];
      for (let at = 0; at < briefs.length; at += AT_ONCE) {
        const some = briefs.slice(at, at + AT_ONCE);
        // Most looks find nothing new, and need not wait for anybody.
        // oxlint-disable-next-line no-await-in-loop -- one after the other keeps the order that was asked for
        if ((await unknownOf(db, some)).length === 0) continue;
        // oxlint-disable-next-line no-await-in-loop
        recorded.push(...(await db.transaction().execute((trx) => recordSome(trx, some, now))));
      }
      return recorded;
    },
    async between(after, through, limit) {
      const rows = await db
        .selectFrom('arrivals')
        .select(COLUMNS)
        .where('seq', '>', after)
        .where('seq', '<=', through)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return row.array().parse(rows);
    },
    async versions(briefs) {
      const all = [...new Set(briefs)];
      const found: Version[] = [];
      for (let at = 0; at < all.length; at += AT_ONCE) {
        const rows = await db // oxlint-disable-line no-await-in-loop -- each as large as one statement may be
          .selectFrom('arrivals')
          .select([...COLUMNS, 'marks'])
          .where('brief', 'in', all.slice(at, at + AT_ONCE))
          .execute();
        found.push(...versionRow.array().parse(rows));
      }
      return found.toSorted((a, b) => a.seq - b.seq);
    },
    async last() {
      const found = await db
        .selectFrom('arrivals')
        .select((it) => it.fn.max('seq').as('last'))
        .executeTakeFirst();
      return lastColumn.parse(found)?.last ?? BEFORE_ALL;
    },
    async lastAt(at) {
      const found = await db
        .selectFrom('arrivals')
        .select((it) => it.fn.max('seq').as('last'))
        .where('arrived_at', '<=', timeText(at))
        .executeTakeFirst();
      return lastColumn.parse(found)?.last ?? BEFORE_ALL;
    },
  };
}

async function recordSome(trx: Transaction<Tables>, some: readonly NewText[], now: Temporal.Instant) {
  // Holds the row until the end of the transaction: nobody else gives out numbers meanwhile, and a number that can be
  // seen has no smaller one still to come.
  const { value } = await trx
    .updateTable('sequences')
    .set((set) => ({ value: set('value', '+', 0) }))
    .where('name', '=', 'arrivals')
    .returning('value')
    .executeTakeFirstOrThrow();
  const fresh = await unknownOf(trx, some);
  if (fresh.length === 0) return [];
  const known = await briefsOf(trx, fresh);
  const rows = fresh.map(({ brief, hash, marks = null }, at) => {
    const kind = known.has(brief) ? 'correction' : 'new';
    known.add(brief);
    return { seq: value + at + 1, brief, hash, kind, arrived_at: timeText(now), marks };
  });
  await trx.insertInto('arrivals').values(rows).execute();
  await trx
    .updateTable('sequences')
    .set({ value: value + rows.length })
    .where('name', '=', 'arrivals')
    .execute();
  return row.array().parse(rows);
}

/** Those of which this text was never recorded, each once, in the order given. */
async function unknownOf(db: Kysely<Tables>, some: readonly NewText[]): Promise<readonly NewText[]> {
  const briefs = [...new Set(some.map(({ brief }) => brief))];
  const rows = await db.selectFrom('arrivals').select(['brief', 'hash']).where('brief', 'in', briefs).execute();
  const known = new Set(rows.map(keyOf));
  return some.filter((one) => {
    const key = keyOf(one);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

async function briefsOf(db: Kysely<Tables>, some: readonly NewText[]): Promise<Set<string>> {
  const briefs = [...new Set(some.map(({ brief }) => brief))];
  const rows = await db.selectFrom('arrivals').select('brief').distinct().where('brief', 'in', briefs).execute();
  return new Set(rows.map(({ brief }) => brief));
}

function keyOf({ brief, hash }: Pick<NewText, 'brief' | 'hash'>): string {
  return JSON.stringify([brief, hash]);
}
