import type { Clock } from '../kernel/clock.ts';
import type { DigestId } from '../state/ids.ts';
import type { StoredDigest } from '../state/digests.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import { dueDelivery } from './catch-up.ts';
import type { DigestDelivering } from './create-delivering.ts';
import { readDigest } from './read-digest.ts';
import { justBefore } from './slot-plan.ts';

export interface TickerParts {
  readonly state: Pick<State, 'digests' | 'deliveries'>;
  readonly delivering: Pick<DigestDelivering, 'deliver'>;
  /** Those that this copy of the bot runs. */
  readonly platforms: () => readonly string[];
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  /** Hears of what went wrong with one digest. It is tried again. */
  readonly fault: (error: unknown, digest: DigestId) => void;
}

export interface Ticker {
  /**
   * Begins with all that is due, and with what was left by a copy that is no more. What waits for a place is begun when one is
   * free, and not waited for here: something slow keeps nothing else from its time.
   * @throws StateError where the database is away
   */
  tick(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

interface Looks {
  under: Promise<void> | undefined;
  isToRepeat: boolean;
  /** The database is away: nothing is begun before the next tick. */
  isAway: boolean;
}

/** So many are worked on at a time: most of the time they wait for the platform. */
const AT_ONCE = 16;
/** However late: one delivery stands for the whole gap. */
const HOWEVER_LATE = { latestMs: undefined };

/**
 * What is due is looked up anew whenever a place is free, so that several copies of the bot divide a long row among them.
 * Two digests of one channel come one after the other.
 */
export function createTicker({ state, delivering, platforms, clock, stopping, fault }: TickerParts): Ticker {
  /** By platform and channel. */
  const underWay = new Map<string, Promise<void>>();
  /** Since the last tick. */
  const begun = new Set<string>();
  /** Begun, and due all the same: another copy has them, or this version cannot read them. */
  const passedOver = new Set<DigestId>();
  const looks: Looks = { under: undefined, isToRepeat: false, isAway: false };

  function begin(digest: StoredDigest, key: string, work: () => Promise<void>): void {
    const channel = `${digest.platform} ${digest.channel}`;
    if (begun.has(key)) passedOver.add(digest.id);
    if (begun.has(key) || underWay.has(channel) || underWay.size >= AT_ONCE) return;
    begun.add(key);
    underWay.set(channel, settle(digest.id, channel, work));
  }

  async function settle(digest: DigestId, channel: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      looks.isAway ||= error instanceof StateError;
      fault(error, digest);
    }
    underWay.delete(channel);
    if (looks.isAway) return;
    try {
      await look();
    } catch (error) {
      looks.isAway ||= error instanceof StateError;
      fault(error, digest);
    }
  }

  /** One look at a time. What is asked for meanwhile is one more, also where the one under way is just about to end. */
  async function look(): Promise<void> {
    looks.isToRepeat = true;
    while (mayLook()) {
      looks.under ??= lookUntilDone().finally(() => (looks.under = undefined));
      // oxlint-disable-next-line no-await-in-loop -- see above
      await looks.under;
    }
  }

  async function lookUntilDone(): Promise<void> {
    while (mayLook()) {
      looks.isToRepeat = false;
      // oxlint-disable-next-line no-await-in-loop -- each look begins what the next one leaves out
      await beginSome();
    }
  }

  function mayLook(): boolean {
    return looks.isToRepeat && !stopping.aborted && !looks.isAway;
  }

  async function beginSome(): Promise<void> {
    const places = AT_ONCE - underWay.size;
    if (places === 0) return;
    const among = {
      platforms: platforms(),
      butNotIn: [...underWay.keys()].map((key) => key.slice(key.indexOf(' ') + 1)),
    };
    if (among.platforms.length === 0) return;
    const now = clock.now();
    const limit = places + passedOver.size;
    const known = begun.size + passedOver.size;
    for (const { digest: id, slot, attempts } of await state.deliveries.abandoned(now, limit, among)) {
      // oxlint-disable-next-line no-await-in-loop -- few
      const digest = await state.digests.find(id);
      if (digest) begin(digest, `${id} ${slot.epochMilliseconds} ${attempts}`, async () => goOn(digest, slot));
    }
    for (const digest of await state.digests.due(now, limit, among)) {
      begin(digest, `${digest.id} ${digest.nextAt?.epochMilliseconds}`, async () => deliverDue(digest));
    }
    // Those that were found hid others behind them.
    if (begun.size + passedOver.size > known) looks.isToRepeat = true;
  }

  async function goOn({ id }: StoredDigest, slot: Temporal.Instant): Promise<void> {
    await delivering.deliver(id, slot);
  }

  async function deliverDue(stored: StoredDigest): Promise<void> {
    const digest = readDigest(stored);
    const { nextAt } = digest;
    if (!nextAt) return;
    const { cadence } = digest.definition;
    const due = dueDelivery(cadence, { dealtWith: justBefore(nextAt), now: clock.now() }, HOWEVER_LATE);
    if (due.kind === 'wait') {
      // What it waits for is none of its slots: the next one of them is.
      await state.digests.advance(digest, due.until);
      return;
    }
    const worked = await delivering.deliver(digest.id, due.slot);
    // Its window went over this slot: nothing of it is left.
    if (worked.kind === 'done' || worked.kind === 'passed') await state.digests.advance(digest, due.next);
  }

  return {
    async tick() {
      begun.clear();
      passedOver.clear();
      looks.isAway = false;
      await look();
    },
    async idle() {
      while (underWay.size > 0 || looks.under) {
        // oxlint-disable-next-line no-await-in-loop -- one that ends may begin another
        await Promise.allSettled([...underWay.values(), looks.under]);
      }
    },
  };
}
