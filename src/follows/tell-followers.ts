import type { Corpus } from '../corpus/corpus.ts';
import { quietUntil } from '../digests/quiet-hours.ts';
import type { NewsDesk } from '../news/news.ts';
import type { Channels } from '../platform.ts';
import type { Audience } from '../state/audience.ts';
import type { OpenNotice } from '../state/notice.ts';
import { StateError } from '../state/state-error.ts';
import type { Tenure } from '../state/tenure.ts';
import { later } from '../state/time.ts';
import { noticeComposer } from './compose-notice.ts';
import { deliverNotice, type DeliveringParts } from './deliver-notice.ts';
import { MESSAGES_AN_HOUR } from './office.ts';
import { readQuiet } from './quiet-setting.ts';

const HOUR_MS = 3_600_000;
/** After a fault with one audience, and where this copy of the bot has not read a brief yet. */
const AGAIN_MS = 60_000;
/** Read at once from the database. */
const AT_ONCE = 50;
/** Told at once: a platform takes some messages a second, and one that is slow holds up no other. */
const SIDE_BY_SIDE = 8;

export interface TellingParts extends DeliveringParts {
  readonly news: Pick<NewsDesk, 'between' | 'last'>;
  readonly corpus: Corpus;
  /** Nothing new is begun. */
  readonly isStopping: () => boolean;
}

/**
 * Tells those who follow on a platform what is held for them, as far as they may be told now. What was on its way when somebody
 * died comes first.
 * @returns false where the lease was lost
 * @throws StateError where the database is in trouble, once all that is with the platform has ended
 */
export async function tellFollowers(
  parts: TellingParts,
  platform: string,
  channels: Channels,
  tenure: Tenure,
): Promise<boolean> {
  const { state, clock, logger, isStopping } = parts;
  const compose = noticeComposer(parts);
  /** Each is dealt with once: what that leaves over is for the next tick. */
  const delivered = new Set<string>();
  const prepared = new Set<string>();

  for (;;) {
    // To make many wait changes nothing that the lease guards, and takes its time.
    // oxlint-disable-next-line no-await-in-loop -- what is on its way, then who comes next
    if (!(await state.leases.keep(tenure.lease, clock.now(), tenure.ms))) return false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const open = (await state.notices.open(platform, clock.now(), AT_ONCE)).filter(({ id }) => !delivered.has(id));
    // oxlint-disable-next-line no-await-in-loop -- as above
    const isHeld = await inTurns(open, deliver);
    if (!isHeld) return false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const due = (await state.heldNotices.due(platform, clock.now(), AT_ONCE)).filter(
      (one) => !prepared.has(keyOf(one)),
    );
    if ((open.length === 0 && due.length === 0) || isStopping()) return true;
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (!(await inTurns(due, prepare))) return false;
  }

  async function deliver(notice: OpenNotice): Promise<boolean> {
    delivered.add(notice.id);
    try {
      const quietEnd = await quietEndFor(notice);
      if (quietEnd) {
        return await state.notices.postpone(tenure, { ...notice, until: quietEnd }, clock.now());
      }
      return await deliverNotice(parts, channels, tenure, notice);
    } catch (error) {
      if (error instanceof StateError) throw error;
      logger.error('a notice could not be delivered', error, { platform, notice: notice.id });
      const now = clock.now();
      return await state.notices.postpone(tenure, { ...notice, until: later(now, AGAIN_MS) }, now);
    }
  }

  /** News that the platform wanted later, and that nothing of was sent, does not come in the night for that. */
  async function quietEndFor({ kind, audience, posts }: OpenNotice): Promise<Temporal.Instant | undefined> {
    if (kind !== 'news' || posts.some((post) => post.state !== 'waiting')) return undefined;
    return quietEndOf(audience, clock.now());
  }

  /** So that it is kept, or they wait: they are due no more. False where the lease was lost. */
  async function prepare(audience: Audience): Promise<boolean> {
    prepared.add(keyOf(audience));
    const now = clock.now();
    try {
      const until = await busyUntil(audience, now);
      if (until) {
        await state.audiences.wait(audience, until);
        return true;
      }
      const composed = await compose(audience, await state.heldNotices.of(audience), now);
      switch (composed.kind) {
        case 'not yet':
          await state.audiences.wait(audience, later(now, AGAIN_MS));
          return true;
        case 'nothing':
          await state.heldNotices.drop(audience, composed.through);
          return true;
        case 'message': {
          const { message, title, through } = composed;
          const posts = channels.posts(message);
          return await state.notices.plan(tenure, { audience, kind: 'news', title, posts }, through, clock.now());
        }
      }
    } catch (error) {
      if (error instanceof StateError) throw error;
      logger.error('news could not be composed for who follows', error, { platform, audience: audience.kind });
      await state.audiences.wait(audience, later(now, AGAIN_MS));
      return true;
    }
  }

  async function busyUntil(audience: Audience, now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    const quietEnd = await quietEndOf(audience, now);
    if (quietEnd) return quietEnd;
    // Those ahead are of a clock that was put back, and count as long as it was not put back by much.
    const told = await state.notices.told(audience, later(now, -HOUR_MS), later(now, HOUR_MS));
    const oldest = told.at(-MESSAGES_AN_HOUR);
    return oldest && told.length >= MESSAGES_AN_HOUR ? later(oldest, HOUR_MS) : undefined;
  }

  async function quietEndOf(audience: Audience, now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    const quiet = await readQuiet(state.settings, audience);
    return quiet && quietUntil(quiet, now);
  }

  /** False or a fault as soon as one says so: those that are under way end first, as their messages may be on their way. */
  async function inTurns<T>(all: readonly T[], each: (one: T) => Promise<boolean>): Promise<boolean> {
    for (let at = 0; at < all.length; at += SIDE_BY_SIDE) {
      if (isStopping()) return true;
      // oxlint-disable-next-line no-await-in-loop -- some at once, then the next
      const done = await Promise.allSettled(all.slice(at, at + SIDE_BY_SIDE).map(each));
      for (const one of done) if (one.status === 'rejected') throw one.reason;
      if (done.some((one) => one.status === 'fulfilled' && !one.value)) return false;
    }
    return true;
  }
}

function keyOf({ tenant, kind, id }: Audience): string {
  return JSON.stringify([tenant, kind, id]);
}
