import type { SubjectId } from '../corpus/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import { unreachable } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Channels, PostOutcome, PostPlace } from '../platform.ts';
import type { NewNotice, NoticeEnding } from '../state/notices.ts';
import type { NoticePost, OpenNotice } from '../state/notice.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import type { Tenure } from '../state/tenure.ts';
import { watchLostView } from '../views/watch-lost.ts';
import type { Lookup } from '../views/kit/subjects.ts';
import { keptAs } from './people.ts';

/** A client that fails so often on the same notice fails on it always. */
const MOST_FAULTS = 10;
const AFTER_FAULT_MS = 60_000;
/** What a platform asks for beyond is looked at anew before. */
const LONGEST_RETRY_MS = 3_600_000;
/** What was not taken for so long is given up: what came later for the same readers waits behind it. */
const GIVE_UP_HOURS = 24;
/** A day in which the bot did not run, or all were asleep, was no day of tries. */
const GIVE_UP_TRIES = 10;

export interface DeliveringParts {
  readonly state: State;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lookup: Lookup;
}

/** The lease is lost: somebody else goes on. */
class Lost extends Error {}

/**
 * Brings a notice that was planned to its readers, as far as it can be now, and records each step before and after it is taken.
 * Never sends what may be there without asking the platform first.
 * @returns false where the lease was lost
 */
export async function deliverNotice(
  parts: DeliveringParts,
  channels: Channels,
  tenure: Tenure,
  notice: OpenNotice,
): Promise<boolean> {
  try {
    await deliver(parts, channels, tenure, notice);
    return true;
  } catch (error) {
    if (error instanceof Lost) return false;
    throw error;
  }
}

async function deliver(
  { state, clock, logger, lookup }: DeliveringParts,
  channels: Channels,
  tenure: Tenure,
  notice: OpenNotice,
): Promise<void> {
  const { id, audience, posts } = notice;
  const place: PostPlace = {
    tenant: audience.tenant,
    to: { kind: audience.kind, id: audience.id },
    title: notice.title,
  };
  const about = { notice: id, platform: audience.platform, audience: audience.kind };
  let isSure = true;
  if (posts.length === 0) {
    return finish(await lost('Nothing can be posted there.'));
  }
  for (const post of posts) {
    if (post.state === 'posted') continue;
    // oxlint-disable-next-line no-await-in-loop -- in the order in which they are read
    const outcome = post.state === 'unknown' ? ({ kind: 'unknown' } as const) : await tryPost(post);
    if (outcome === 'fault') return;
    switch (outcome.kind) {
      case 'posted':
        // oxlint-disable-next-line no-await-in-loop -- as above
        await record(post, { state: 'posted', reference: outcome.reference });
        break;
      case 'unknown':
        isSure = false;
        // oxlint-disable-next-line no-await-in-loop -- as above
        await record(post, { state: 'unknown' });
        break;
      case 'retry': {
        // oxlint-disable-next-line no-await-in-loop -- ends the loop
        await record(post, { state: 'waiting' });
        if (isGivenUp()) return giveUp();
        return postpone(Math.min(outcome.afterMs, LONGEST_RETRY_MS), { tries: notice.tries + 1 });
      }
      case 'rejected': {
        const { why, permanent } = outcome;
        logger.warn('a notice was refused', { ...about, permanent, why });
        // oxlint-disable-next-line no-await-in-loop -- ends the loop
        return finish(permanent ? await lost(why) : { state: 'failed', note: why });
      }
      default:
        return unreachable(outcome);
    }
  }
  if (!isSure) logger.warn('the platform cannot tell whether it has a notice', about);
  await finish({ state: isSure ? 'told' : 'unknown' });
  logger.debug('a notice was told', { ...about, sure: isSure });

  async function tryPost(post: NoticePost): Promise<PostOutcome | 'fault'> {
    const { key, content } = post;
    // One that was begun before keeps the time of its first try: a later one would not find it.
    const since = post.state === 'posting' ? post.changedAt : undefined;
    if (since === undefined) await record(post, { state: 'posting' });
    else await held(state.leases.keep(tenure.lease, clock.now(), tenure.ms));
    try {
      return await channels.post(place, content, { key, since });
    } catch (error) {
      if (error instanceof StateError) throw error;
      logger.error('posting a notice failed', error, about);
      if (notice.faults + 1 >= MOST_FAULTS) return { kind: 'unknown' };
      await postpone(AFTER_FAULT_MS, { faults: notice.faults + 1 });
      return 'fault';
    }
  }

  function record(
    { post }: NoticePost,
    to: { readonly state: NoticePost['state']; readonly reference?: string },
  ): Promise<void> {
    return held(state.notices.recordPost(tenure, { notice: id, post, ...to }, clock.now()));
  }

  function postpone(ms: number, { tries = notice.tries, faults = notice.faults }): Promise<void> {
    const now = clock.now();
    const until = now.add({ milliseconds: Math.ceil(Math.max(1000, ms)) });
    return held(state.notices.postpone(tenure, { id, until, tries, faults }, now));
  }

  function isGivenUp(): boolean {
    const hours = clock.now().since(notice.plannedAt).total('hours');
    return notice.tries + 1 >= GIVE_UP_TRIES && hours > GIVE_UP_HOURS;
  }

  function giveUp(): Promise<void> {
    logger.warn('a notice was given up: the platform did not take it for a day', { ...about, tries: notice.tries + 1 });
    // A part of it may be there all the same.
    return finish(isSure ? { state: 'failed', note: 'the platform did not take it for a day.' } : { state: 'unknown' });
  }

  async function finish(ending: NoticeEnding): Promise<void> {
    await held(state.notices.finish(tenure, { id, audience }, ending, clock.now()));
    if (ending.state === 'lost') logger.warn('nobody is told any more', { ...about, why: ending.note });
  }

  /** Who set up what a lost channel watched is told. People who cannot be reached are told when they ask. */
  async function lost(why: string): Promise<NoticeEnding> {
    if (audience.kind === 'person') return { state: 'lost', note: why, words: [] };
    const watches = await state.follows.of(audience);
    const words = [...Map.groupBy(watches, ({ by }) => by)].flatMap(([by, theirs]): readonly NewNotice[] => {
      if (by === undefined) return [];
      const subjects = theirs.map(({ subject }) => subject as SubjectId); // as it was when it was set up
      const message = watchLostView({ channel: audience.id, subjects, why }, lookup);
      const person = keptAs({ ...audience, kind: 'person', id: by }, channels);
      return [{ audience: person, kind: 'word', title: 'A channel watches no more', posts: channels.posts(message) }];
    });
    return { state: 'lost', note: why, words };
  }
}

async function held(change: Promise<boolean>): Promise<void> {
  if (!(await change)) throw new Lost('the lease was lost');
}
