import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Channels } from '../platform.ts';
import type { Mark } from '../state/arrivals.ts';
import type { Claim, Ending } from '../state/deliveries.ts';
import type { EndState } from '../state/delivery.ts';
import type { State } from '../state/open-state.ts';
import { slotsAfter, slotsBetween } from './cadence.ts';
import type { Composer, Frame } from './composer.ts';
import type { Delivering } from './delivering.ts';
import { endOfPages } from './ending.ts';
import { HeldLease, LeaseLost } from './held-lease.ts';
import type { Digest } from './office.ts';
import { pageKey, writePage } from './page-content.ts';
import { planPages } from './plan-pages.ts';
import { postPages, type Later } from './post-pages.ts';
import { readDigest } from './read-digest.ts';
import { suspend } from './suspend.ts';

export interface DeliveringParts {
  readonly state: Pick<State, 'digests' | 'deliveries'>;
  readonly composer: Composer;
  /** Up to where everything that is in service has arrived. */
  readonly lastMark: (now: Temporal.Instant) => Promise<Mark>;
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

/** One digest at one slot, and why now. */
export interface Job {
  readonly slot: Temporal.Instant;
  readonly occasion: 'slot' | 'asked for';
}

export type Worked =
  | { readonly kind: 'ended'; readonly state: EndState }
  /** It is not whole, and goes on when the lease that was given back may be claimed. */
  | { readonly kind: 'later' }
  /** Somebody else took it over meanwhile. */
  | { readonly kind: 'lost' }
  | Exclude<Claim, { readonly kind: 'claimed' }>;

export interface DigestDelivering extends Delivering {
  /** Claims a digest at a slot and brings it to its channel, or goes on with what another copy began. */
  deliver(digest: Digest, job: Job): Promise<Worked>;
}

/** What could not be composed or was not taken for so long is given up, and is in the window of the next slot. */
const GIVE_UP_HOURS = 24;
const AGAIN_MS = 60_000;

export function createDelivering(parts: DeliveringParts): DigestDelivering {
  const { state, composer, lastMark, channelsOf, clock, pause, logger, holder, leaseMs, stopping } = parts;

  async function deliver(digest: Digest, job: Job): Promise<Worked> {
    const claim = await state.deliveries.claim(
      { digest: digest.id, slot: job.slot },
      { holder, now: clock.now(), leaseMs },
    );
    if (claim.kind !== 'claimed') return claim;
    const held = new HeldLease({ deliveries: state.deliveries, clock, pause }, claim.lease);
    try {
      return await work(held, claim, job);
    } catch (error) {
      if (error instanceof LeaseLost) return { kind: 'lost' };
      // The database, or a fault: it is gone on with after a while, by whoever comes first.
      logger.error('a digest could not be delivered', error, { digest: digest.id, attempt: claim.delivery.attempts });
      await givenBack(held, AGAIN_MS);
      return { kind: 'later' };
    }
  }

  async function work(held: HeldLease, claim: Claim & { readonly kind: 'claimed' }, job: Job): Promise<Worked> {
    // As it is now: it may have been changed since somebody found it due.
    const stored = await state.digests.find(held.lease.digest);
    const channels = stored && channelsOf(stored.platform);
    if (!stored || !channels) return { kind: 'lost' };
    const digest = readDigest(stored);
    const end = async (ending: Omit<Ending, 'next'>): Promise<Worked> => {
      await held.finish({ ...ending, next: nextOf(digest, job.slot) });
      return { kind: 'ended', state: ending.state };
    };
    const isPlanned = claim.delivery.state === 'posting';
    if (!isPlanned && digest.status !== 'active' && job.occasion === 'slot') {
      return end({
        state: 'skipped',
        note: 'The digest was stopped just before. What it would have said is in the next one.',
      });
    }

    const to = { kind: 'channel' as const, id: digest.channel };
    const look = await held.while(async () => channels.look({ tenant: digest.tenant, to }));
    const closed = look.kind === 'closed' ? look.why : undefined;
    const isLate = clock.now().since(claim.delivery.startedAt).total('hours') > GIVE_UP_HOURS;
    if (look.kind === 'unknown' && !isLate) return later(held, { kind: 'later', afterMs: AGAIN_MS });

    let { pages } = claim;
    let through = claim.delivery.window?.through;
    if (!isPlanned) {
      if (closed !== undefined) {
        await suspend(digest, closed, channels, parts);
        return end({ state: 'failed', note: closed });
      }
      if (isLate) {
        const note = 'It could not be brought to its channel for a day. What it would have said is in the next one.';
        return end({ state: 'failed', note });
      }
      through = await lastMark(clock.now());
      // This copy has not read all that another one has: who has read it, or this one a little later, goes on.
      if (through.seq < claim.covered.seq) return later(held, { kind: 'later', afterMs: AGAIN_MS });
      const window = { after: claim.covered, through };
      const frame = { name: digest.name, occasion: job.occasion, missed: missedBefore(digest, job.slot) };
      const composed = await held.while(async () => composer.compose(digest.definition, window, frame));
      const { empty } = digest.definition;
      if (empty.kind === 'hold' && job.occasion === 'slot' && composed.items < empty.least) {
        const note = `It waits until there are ${empty.least} items: there are ${composed.items} so far.`;
        return end({ state: 'skipped', note });
      }
      if (composed.messages.length === 0) {
        return end({ state: 'skipped', covered: through, note: 'There was no news.' });
      }
      const contents = planPages(composed.messages, digest.definition, digest.channel, (message) =>
        channels.posts(message),
      );
      const planned = contents.map((content, at) => ({
        key: pageKey(digest.id, held.lease.slot, at + 1),
        content: writePage(content),
      }));
      await held.plan({ through, pages: planned });
      pages = await state.deliveries.pages(digest.id, held.lease.slot);
    }
    const posted = await postPages(pages, closed ?? (isLate ? 'It was not taken for a day.' : undefined), {
      held,
      tenant: digest.tenant,
      channels,
      pause,
      logger,
      stopping,
    });
    if (posted.kind === 'later') return later(held, posted);
    const { state: ended, note, isCovered } = endOfPages(posted.states, posted.why);
    if (posted.isLost && !isLate && posted.why !== undefined) await suspend(digest, posted.why, channels, parts);
    return end({ state: ended, note, covered: isCovered ? through : undefined });
  }

  async function later(held: HeldLease, { afterMs }: Later): Promise<Worked> {
    await held.release(clock.now().add({ milliseconds: Math.ceil(afterMs) }));
    return { kind: 'later' };
  }

  /** Where that fails too, the lease runs out by itself. */
  async function givenBack(held: HeldLease, afterMs: number): Promise<void> {
    try {
      await later(held, { kind: 'later', afterMs });
    } catch (error) {
      logger.warn('a delivery could not be given back: its lease runs out', { why: String(error) });
    }
  }

  return {
    deliver,
    async runNow(digest, now) {
      // As the database keeps it.
      const slot = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds);
      const worked = await deliver(digest, { slot, occasion: 'asked for' });
      if (worked.kind !== 'ended' && worked.kind !== 'later' && worked.kind !== 'lost') return 'busy';
      const history = await state.deliveries.history(digest.id, RECENT);
      return history.find((one) => one.slot.equals(slot)) ?? 'busy';
    },
  };
}

/** Of which the one that was just worked on is surely one. */
const RECENT = 10;

/** Undefined where the digest waits for a later slot than this one, as after a run that somebody asked for. */
function nextOf({ definition, nextAt, revision }: Digest, slot: Temporal.Instant): Ending['next'] {
  if (!nextAt || Temporal.Instant.compare(nextAt, slot) > 0) return undefined;
  const { value: at } = slotsAfter(definition.cadence, slot).next();
  return { at: at ?? undefined, revision };
}

/** Slots that it stood still for, while the bot was down. */
function missedBefore({ definition, nextAt }: Digest, slot: Temporal.Instant): Frame['missed'] {
  if (!nextAt || Temporal.Instant.compare(nextAt, slot) >= 0) return undefined;
  const missed = slotsBetween(definition.cadence, justBefore(nextAt), justBefore(slot));
  const [first] = missed;
  return first && { count: missed.length, first };
}

function justBefore(instant: Temporal.Instant): Temporal.Instant {
  return instant.subtract({ milliseconds: 1 });
}
