import type { Clock } from '../kernel/clock.ts';
import { newIncidentId, unreachable } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Channels } from '../platform.ts';
import type { Mark } from '../state/arrivals.ts';
import type { Claim, Ending } from '../state/deliveries.ts';
import type { DeliveryPage, EndState, Window } from '../state/delivery.ts';
import type { DigestId, Sequence } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import type { Composer } from './composer.ts';
import type { Delivering } from './delivering.ts';
import { endOfPages } from './ending.ts';
import { HeldLease, LeaseLost } from './held-lease.ts';
import type { Digest } from './office.ts';
import { pageKey, readPage, writePage } from './page-content.ts';
import { planPages } from './plan-pages.ts';
import { postPages, type Later } from './post-pages.ts';
import { readDigest } from './read-digest.ts';
import { frameAt, nextAfter } from './slot-plan.ts';
import { suspend } from './suspend.ts';

export interface DeliveringParts {
  readonly state: Pick<State, 'digests' | 'deliveries'>;
  readonly composer: Composer;
  /** Up to where everything that is in service, and arrived after a number, has been read. */
  readonly lastMark: (now: Temporal.Instant, after: Sequence) => Promise<Mark>;
  /** Undefined where this copy of the bot does not run the platform. */
  readonly channelsOf: (platform: string) => Channels | undefined;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  /** Names this copy of the bot in the database. */
  readonly holder: string;
  /** After so long without a sign of life, another copy goes on. */
  readonly leaseMs: number;
  readonly stopping: AbortSignal;
}

export type Worked =
  | { readonly kind: 'ended'; readonly state: EndState }
  /** It is not whole, and goes on when the lease that was given back may be claimed. */
  | { readonly kind: 'later' }
  /** Somebody else took it over meanwhile. */
  | { readonly kind: 'lost' }
  | Exclude<Claim, { readonly kind: 'claimed' }>;

export interface DigestDelivering extends Delivering {
  /**
   * Claims a digest at a slot and brings it to its channel, or goes on with what another copy began.
   * @throws StateError where the database is in trouble. Other faults are logged with an incident id, and it is tried again
   */
  deliver(digest: DigestId, slot: Temporal.Instant): Promise<Worked>;
}

/** What could not be composed or was not taken for so long is given up, and is in the window of the next slot. */
const GIVE_UP_HOURS = 24;
/** A day in which the bot did not run, or the digest stood still, was no day of tries. */
const GIVE_UP_TRIES = 10;
const AGAIN_MS = 60_000;
const STOPPED = 'The digest was stopped just before. What it would have said is in the next one.';
const GIVEN_UP = 'It could not be brought to its channel for a day. What it would have said is in the next one.';
const MOVED = 'The digest was moved to another channel. All of what this one said is in the next one.';

type Claimed = Extract<Claim, { readonly kind: 'claimed' }>;
type Step = { readonly kind: 'end'; readonly ending: Ending } | Later;

interface Tools {
  readonly held: HeldLease;
  readonly digest: Digest;
  readonly channels: Channels;
  readonly isLastTry: boolean;
}

export function createDelivering(parts: DeliveringParts): DigestDelivering {
  const { state, composer, lastMark, channelsOf, clock, pause, logger, holder, leaseMs, stopping } = parts;

  async function deliver(id: DigestId, slot: Temporal.Instant): Promise<Worked> {
    const claim = await state.deliveries.claim({ digest: id, slot }, { holder, now: clock.now(), leaseMs });
    if (claim.kind !== 'claimed') return claim;
    const held = new HeldLease({ deliveries: state.deliveries, clock, pause }, claim.lease);
    try {
      const step = await work(held, claim);
      if (step.kind === 'later') {
        await held.release(clock.now().add({ milliseconds: Math.ceil(step.afterMs) }));
        return { kind: 'later' };
      }
      await held.finish(step.ending);
      return { kind: 'ended', state: step.ending.state };
    } catch (error) {
      if (error instanceof LeaseLost) return { kind: 'lost' };
      // It is gone on with after a while, by whoever comes first. Where this fails too, the lease runs out by itself.
      await held.release(clock.now().add({ milliseconds: AGAIN_MS })).catch(() => undefined);
      if (error instanceof StateError) throw error;
      fault('a digest could not be delivered', id, error);
      return { kind: 'later' };
    }
  }

  async function work(held: HeldLease, claim: Claimed): Promise<Step> {
    // As it is now: it may have been changed since somebody found it due.
    const stored = await state.digests.find(held.lease.digest);
    if (!stored) throw new LeaseLost('the digest was deleted');
    const channels = channelsOf(stored.platform);
    if (!channels) throw new Error('a digest of a platform that does not run here');
    const digest = readDigest(stored);
    const { startedAt, attempts } = claim.delivery;
    const isLastTry = attempts >= GIVE_UP_TRIES && clock.now().since(startedAt).total('hours') > GIVE_UP_HOURS;
    const tools = { held, digest, channels, isLastTry };
    const { window } = claim.delivery;
    return window ? post(window, claim.pages, tools) : compose(claim, tools);
  }

  async function compose(claim: Claimed, tools: Tools): Promise<Step> {
    const { held, digest, channels, isLastTry } = tools;
    const { slot } = held.lease;
    const { definition } = digest;
    const now = clock.now();
    const frame = frameAt(digest, slot);
    if (digest.status !== 'active' && frame.occasion === 'slot') {
      return end({ state: 'skipped', note: STOPPED, next: nextAfter(digest, slot, now) });
    }
    if (isLastTry) return end({ state: 'failed', note: GIVEN_UP, next: nextAfter(digest, slot, now) });
    const through = await held.while(async () => lastMark(now, claim.covered.seq));
    // This copy has not read all that another one has: who has read it, or this one a little later, goes on.
    if (through.seq < claim.covered.seq) return { kind: 'later', afterMs: AGAIN_MS };
    const window = { after: claim.covered, through };
    const composed = await held.while(async () => composer.compose(definition, window, frame));
    const next = nextAfter(digest, slot, through.at);
    const { empty } = definition;
    // Who asks for it now does not want to wait for more.
    if (empty.kind === 'hold' && frame.occasion === 'slot' && composed.items < empty.least) {
      const note = `It waits until there are ${empty.least} items: there are ${composed.items} so far.`;
      return end({ state: 'skipped', note, next });
    }
    const contents = planPages(composed.messages, definition, digest.channel, (message) => channels.posts(message));
    if (contents.length === 0) return end({ state: 'skipped', covered: through, note: 'There was no news.', next });
    const pages = contents.map((content, at) => ({
      key: pageKey(digest.id, slot, at + 1),
      content: writePage(content),
    }));
    await held.plan({ through, pages });
    return post(window, await state.deliveries.pages(digest.id, slot), tools);
  }

  async function post(window: Window, pages: readonly DeliveryPage[], tools: Tools): Promise<Step> {
    const { held, digest, channels, isLastTry } = tools;
    const next = nextAfter(digest, held.lease.slot, window.through.at);
    if (pages.some(({ content }) => readPage(content).channel !== digest.channel)) {
      // Who reads it now has none of it. What may have come to the old channel is not asked for any more.
      for (const { page } of pages.filter((one) => one.state === 'posting')) {
        // oxlint-disable-next-line no-await-in-loop -- one at most
        await held.record({ page, state: 'unknown' });
      }
      return end({ state: 'failed', note: MOVED, next });
    }
    const posted = await postPages(pages, {
      held,
      tenant: digest.tenant,
      channels,
      pause,
      isWanted: async () => {
        const now = await state.digests.find(digest.id);
        return now?.channel === digest.channel && now.status === digest.status;
      },
      fault: (error) => fault('a page of a digest could not be posted', digest.id, error),
      isLastTry,
      stopping,
    });
    switch (posted.kind) {
      case 'later':
        return posted;
      case 'lost': {
        const why = (await closedBy(tools)) ?? posted.why;
        if (!posted.isBegun) return lose(why, tools);
        // It stays open, and goes on with the rest once somebody resumes the digest: readers have a part of it.
        await held.while(async () => suspend(digest, why, channels, parts));
        return { kind: 'later', afterMs: 0 };
      }
      case 'all': {
        const { state: ended, note, isCovered } = endOfPages(posted.states, posted.why);
        return end({ state: ended, note, next, covered: isCovered ? window.through : undefined });
      }
      default:
        return unreachable(posted);
    }
  }

  /**
   * What exactly is wrong with the channel: a refusal does not name what somebody has to give back. It is not asked for before a
   * post: platforms let many more posts through than looks, and the refusal says as much. It is told where the look fails.
   */
  async function closedBy({ held, digest, channels }: Tools): Promise<string | undefined> {
    const place = { tenant: digest.tenant, to: { kind: 'channel' as const, id: digest.channel } };
    try {
      const look = await held.while(async () => channels.look(place));
      return look.kind === 'closed' ? look.why : undefined;
    } catch (error) {
      fault('a lost channel could not be looked at', digest.id, error);
      return undefined;
    }
  }

  /** Nothing of it is there: what it would have said is in the window of the next one, whenever that comes. */
  async function lose(why: string, { held, digest, channels }: Tools): Promise<Step> {
    const isSuspended = await held.while(async () => suspend(digest, why, channels, parts));
    if (!isSuspended) return { kind: 'later', afterMs: 0 };
    // Its revision is another one now, and somebody else may have changed its times.
    const stored = await state.digests.find(digest.id);
    const next = nextAfter(stored ? readDigest(stored) : digest, held.lease.slot, clock.now());
    return end({ state: 'failed', note: why, next });
  }

  function fault(what: string, digest: DigestId, error: unknown): void {
    logger.error(what, error, { incident: newIncidentId(), digest });
  }

  return {
    deliver,
    async runNow({ id }, now) {
      // As the database keeps it.
      const slot = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds);
      let worked = await deliver(id, slot);
      if (worked.kind === 'behind' && Temporal.Instant.compare(worked.until, now) <= 0) {
        // What was begun and left comes first.
        await deliver(id, worked.slot);
        worked = await deliver(id, slot);
      }
      if (worked.kind !== 'ended' && worked.kind !== 'later' && worked.kind !== 'lost') return 'busy';
      const history = await state.deliveries.history(id, RECENT);
      return history.find((one) => one.slot.equals(slot)) ?? 'busy';
    },
  };
}

function end(ending: Ending): Step {
  return { kind: 'end', ending };
}

/** Of which the one that was just worked on is surely one. */
const RECENT = 10;
