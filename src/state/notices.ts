import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { audienceColumns, type Audience } from './audience.ts';
import { suspend } from './audiences.ts';
import type { PageState } from './delivery.ts';
import { dropHeld } from './held-notices.ts';
import type { Sequence } from './ids.ts';
import {
  newNoticeId,
  noticePostRow,
  noticeRow,
  type NoticeEnd,
  type NoticeId,
  type NoticeKind,
  type OpenNotice,
} from './notice.ts';
import type { Tables } from './tables.ts';
import { under, type Tenure } from './tenure.ts';
import { later, timeColumn, timeText } from './time.ts';

export interface NewNotice {
  readonly audience: Audience;
  readonly kind: NoticeKind;
  readonly title: string;
  /** What to post, in order. */
  readonly posts: readonly string[];
}

export type NoticeEnding =
  | {
      readonly state: Exclude<NoticeEnd, 'lost'>;
      /** Why it ended so, in a sentence for who was to be told. */
      readonly note?: string | undefined;
    }
  /** The audience cannot be reached any more: it is suspended, and `words` are sent to others who should know. */
  | { readonly state: 'lost'; readonly note: string; readonly words: readonly NewNotice[] };

/**
 * What is told to whom, once. Each change needs the lease of who sends on the platform, and returns false, without any effect,
 * where that was lost. Where a call throws, nothing may be taken for done or not done: read again what is open.
 */
export interface Notices {
  /** Keeps what will be posted, and forgets what was held up to and with `through`, as it is in it or counted by it. */
  plan(tenure: Tenure, notice: NewNotice, through: Sequence, now: Temporal.Instant): Promise<boolean>;
  /** Those of a platform that may be sent now, the longest first: one that was put off comes after those that were not. */
  open(platform: string, now: Temporal.Instant, limit: number): Promise<readonly OpenNotice[]>;
  /** Says before a post is handed to the platform that it is (`posting`), and after it what became of it. */
  recordPost(
    tenure: Tenure,
    post: {
      readonly notice: NoticeId;
      readonly post: number;
      readonly state: PageState;
      readonly reference?: string | undefined;
    },
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** It is not tried again before `until`. */
  postpone(
    tenure: Tenure,
    notice: Pick<OpenNotice, 'id' | 'tries' | 'faults'> & { readonly until: Temporal.Instant },
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** News that waits to be sent to them is looked at anew: by who sends, which needs no lease of who asks. */
  wake(audience: Audience): Promise<void>;
  /** Ends it for good. What it said is no longer kept. */
  finish(
    tenure: Tenure,
    notice: Pick<OpenNotice, 'id' | 'audience'>,
    ending: NoticeEnding,
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** When they were told news, or may have been, after a time and before another. */
  told(audience: Audience, after: Temporal.Instant, before: Temporal.Instant): Promise<readonly Temporal.Instant[]>;
  /** The last one since then that was refused or may not have come. */
  trouble(
    audience: Audience,
    since: Temporal.Instant,
  ): Promise<{ readonly at: Temporal.Instant; readonly note: string | undefined } | undefined>;
  /** Forgets those that ended before a time, and returns how many those were. */
  prune(before: Temporal.Instant): Promise<number>;
}

/** Nothing is postponed for longer, the end of quiet hours included: a later time is of a clock that was wrong. */
const LONGEST_PAUSE_MS = 26 * 3_600_000;

const finishedRow = z.object({ finished_at: timeColumn });
const troubleRow = z.object({ finished_at: timeColumn, note: z.string().nullable() });

export function notices(db: Kysely<Tables>): Notices {
  return {
    plan: (tenure, notice, through, now) =>
      under(db, tenure, now, async (trx) => {
        await insert(trx, notice, now);
        await dropHeld(trx, notice.audience, through);
      }),
    async open(platform, now, limit) {
      const rows = await db
        .selectFrom('notices')
        .selectAll()
        .where('state', '=', 'open')
        .where('platform', '=', platform)
        .where((where) =>
          where.or([
            where('not_before', '<=', timeText(now)),
            where('not_before', '>', timeText(later(now, LONGEST_PAUSE_MS))),
          ]),
        )
        .orderBy('not_before')
        .orderBy('id')
        .limit(limit)
        .execute();
      if (rows.length === 0) return [];
      const ids = rows.map(({ id }) => id);
      const posts = noticePostRow
        .array()
        .parse(
          await db
            .selectFrom('notice_posts')
            .select(['notice', 'post', 'key', 'content', 'state', 'changed_at'])
            .where('notice', 'in', ids)
            .orderBy('post')
            .execute(),
        );
      return noticeRow
        .array()
        .parse(rows)
        .map((notice) => ({ ...notice, posts: posts.filter((post) => post.notice === notice.id) }));
    },
    recordPost: (tenure, { notice, post, state, reference }, now) =>
      under(db, tenure, now, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('notice_posts')
          .set({ state, reference: reference ?? null, changed_at: timeText(now) })
          .where('notice', '=', notice)
          .where('post', '=', post)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Error(`post ${post} was never planned`);
      }),
    postpone: (tenure, { id, until, tries, faults }, now) =>
      under(db, tenure, now, (trx) =>
        trx
          .updateTable('notices')
          .set({ not_before: timeText(until), tries, faults })
          .where('id', '=', id)
          .execute(),
      ),
    async wake(audience) {
      await db
        .updateTable('notices')
        .set((it) => ({ not_before: it.ref('planned_at') }))
        .where((where) => where.and(audienceColumns(audience)))
        .where('state', '=', 'open')
        .where('kind', '=', 'news')
        .execute();
    },
    finish: (tenure, { id, audience }, ending, now) =>
      under(db, tenure, now, async (trx) => {
        const end = { state: ending.state, note: ending.note ?? null, finished_at: timeText(now) };
        await trx.updateTable('notices').set(end).where('id', '=', id).execute();
        await trx.updateTable('notice_posts').set({ content: null }).where('notice', '=', id).execute();
        if (ending.state !== 'lost') return;
        await suspend(trx, audience, ending.note, now);
        for (const word of ending.words) {
          // oxlint-disable-next-line no-await-in-loop -- one connection does one after the other
          await insert(trx, word, now);
        }
      }),
    async told(audience, after, before) {
      const rows = await ended(audience)
        .select('finished_at')
        .where('state', 'in', ['told', 'unknown'])
        .where('kind', '=', 'news')
        .where('finished_at', '>', timeText(after))
        .where('finished_at', '<', timeText(before))
        .orderBy('finished_at')
        .execute();
      return finishedRow
        .array()
        .parse(rows)
        .map(({ finished_at: at }) => at);
    },
    async trouble(audience, since) {
      const found = await ended(audience)
        .select(['finished_at', 'note'])
        .where('state', 'in', ['unknown', 'failed'])
        .where('finished_at', '>', timeText(since))
        .orderBy('finished_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!found) return undefined;
      const { finished_at: at, note } = troubleRow.parse(found);
      return { at, note: note ?? undefined };
    },
    async prune(before) {
      const { numDeletedRows } = await db
        .deleteFrom('notices')
        .where('finished_at', '<', timeText(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };

  function ended(audience: Audience) {
    return db.selectFrom('notices').where((where) => where.and(audienceColumns(audience)));
  }
}

async function insert(trx: Transaction<Tables>, notice: NewNotice, now: Temporal.Instant): Promise<void> {
  const { audience, kind, title, posts } = notice;
  const id = newNoticeId();
  const at = timeText(now);
  await trx
    .insertInto('notices')
    .values({
      id,
      ...audienceColumns(audience),
      kind,
      title,
      state: 'open',
      tries: 0,
      faults: 0,
      note: null,
      planned_at: at,
      not_before: at,
      finished_at: null,
    })
    .execute();
  const rows = posts.map((content, index) => ({
    notice: id,
    post: index + 1,
    key: `${id}-${index + 1}`,
    content,
    state: 'waiting',
    reference: null,
    changed_at: at,
  }));
  if (rows.length > 0) await trx.insertInto('notice_posts').values(rows).execute();
}
