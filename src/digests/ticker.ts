import type { Clock } from '../kernel/clock.ts';
import type { DigestId } from '../state/ids.ts';
import type { DueDigest, StoredDigest } from '../state/digests.ts';
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

interface UnderWay {
  readonly platform: string;
  readonly tenant: string;
  readonly ended: Promise<void>;
}

type Where = Pick<StoredDigest, 'id' | 'platform' | 'tenant' | 'channel'>;

/**
 * So many are worked on at a time: most of the time they wait for the platform, which counts what each community takes, and what
 * the whole bot sends. Neither one that is slow keeps the others from their time, and few communities that rest do not keep the
 * rest of their platform from it.
 */
const AT_ONCE = { inTenant: 16, onPlatform: 128 };
/** However late: one delivery stands for the whole gap. */
const HOWEVER_LATE = { latestMs: undefined };

/**
 * What is due is looked up anew whenever a place is free, so that several copies of the bot divide a long row among them.
 * Two digests of one channel come one after the other.
 */
export function createTicker({ state, delivering, platforms, clock, stopping, fault }: TickerParts): Ticker {
  /** By platform and channel. */
  const underWay = new Map<string, UnderWay>();
  /** Since the last tick. */
  const begun = new Set<string>();
  /** Begun, and due all the same: another copy has them, or this version cannot read them. */
  const passedOver = new Set<DigestId>();
  const looks: Looks = { under: undefined, isToRepeat: false, isAway: false };

  function begin({ id, platform, tenant, channel }: Where, key: string, work: () => Promise<void>): void {
    const place = `${platform} ${channel}`;
    if (begun.has(key)) passedOver.add(id);
    if (begun.has(key) || underWay.has(place) || placesOn(platform) === 0 || isFull(platform, tenant)) return;
    begun.add(key);
    underWay.set(place, { platform, tenant, ended: settle(id, place, work) });
  }

  function placesOn(platform: string): number {
    return (
      AT_ONCE.onPlatform -
      underWay
        .values()
        .filter((one) => one.platform === platform)
        .toArray().length
    );
  }

  function isFull(platform: string, tenant: string): boolean {
    const its = underWay.values().filter((one) => one.platform === platform && one.tenant === tenant);
    return its.toArray().length >= AT_ONCE.inTenant;
  }

  async function settle(digest: DigestId, place: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      looks.isAway ||= error instanceof StateError;
      fault(error, digest);
    }
    underWay.delete(place);
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
    const free = platforms().filter((platform) => placesOn(platform) > 0);
    if (free.length === 0) return;
    const channels = [...underWay.keys()].map((key) => key.slice(key.indexOf(' ') + 1));
    const tenants = new Set(
      underWay
        .values()
        .filter(({ platform, tenant }) => isFull(platform, tenant))
        .map(({ tenant }) => tenant),
    );
    const among = { platforms: free, butNotIn: { channels, tenants: [...tenants] } };
    const now = clock.now();
    const limit = free.reduce((sum, platform) => sum + placesOn(platform), passedOver.size);
    const known = begun.size + passedOver.size;
    for (const { digest: id, slot, attempts } of await state.deliveries.abandoned(now, limit, among)) {
      // oxlint-disable-next-line no-await-in-loop -- few
      const digest = await state.digests.find(id);
      if (digest) begin(digest, `${id} ${slot.epochMilliseconds} ${attempts}`, async () => goOn(digest, slot));
    }
    for (const digest of await state.digests.due(now, limit, among)) {
      begin(digest, `${digest.id} ${digest.nextAt.epochMilliseconds}`, async () => deliverDue(digest));
    }
    // Those that were found hid others behind them.
    if (begun.size + passedOver.size > known) looks.isToRepeat = true;
  }

  async function goOn({ id }: StoredDigest, slot: Temporal.Instant): Promise<void> {
    await delivering.deliver(id, slot);
  }

  async function deliverDue({ id, nextAt }: DueDigest): Promise<void> {
    const stored = await state.digests.find(id);
    // It was changed since, and is found again if it is due as it is now.
    if (!stored?.nextAt?.equals(nextAt) || stored.status !== 'active') return;
    const digest = readDigest(stored);
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
        await Promise.allSettled([...underWay.values().map(({ ended }) => ended), looks.under]);
      }
    },
  };
}
