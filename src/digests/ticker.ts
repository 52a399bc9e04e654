import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { DigestId } from '../state/ids.ts';
import type { StoredDigest } from '../state/digests.ts';
import type { State } from '../state/open-state.ts';
import { dueDelivery } from './catch-up.ts';
import type { DigestDelivering } from './create-delivering.ts';
import { readDigest } from './read-digest.ts';

export interface TickerParts {
  readonly state: Pick<State, 'digests' | 'deliveries'>;
  readonly delivering: DigestDelivering;
  /** Those that this copy of the bot runs. */
  readonly platforms: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/** So many are worked on at a time: most of the time they wait for the platform. */
const AT_ONCE = 16;
/** However late: one delivery stands for the whole gap. */
const HOWEVER_LATE = { latestMs: undefined };

/**
 * Delivers all that is due and goes on with what was left, until nothing can be done now. What is due is looked up anew
 * whenever a place is free, so that several copies of the bot divide a long row among them.
 * @throws StateError where the database is away
 */
export async function tick({ state, delivering, platforms, clock, logger, stopping }: TickerParts): Promise<void> {
  /** By channel: two digests of one channel come one after the other. */
  const underWay = new Map<string, Promise<void>>();
  const begun = new Set<string>();
  /** Begun, and due all the same: another copy has them, or this version cannot read them. */
  const passedOver = new Set<DigestId>();

  function begin(digest: StoredDigest, key: string, work: () => Promise<void>): boolean {
    const channel = `${digest.platform} ${digest.channel}`;
    if (begun.has(key)) passedOver.add(digest.id);
    if (begun.has(key) || underWay.has(channel)) return false;
    begun.add(key);
    const working = work()
      .catch((error: unknown) => logger.error('a digest could not be worked on', error, { digest: digest.id }))
      .finally(() => underWay.delete(channel));
    underWay.set(channel, working);
    return true;
  }

  async function beginSome(): Promise<number> {
    const among = { platforms, butNotIn: [...underWay.keys()].map((key) => key.slice(key.indexOf(' ') + 1)) };
    let count = 0;
    const now = clock.now();
    const wanted = () => AT_ONCE - underWay.size;
    for (const { digest: id, slot, attempts } of await state.deliveries.abandoned(now, wanted(), among)) {
      // oxlint-disable-next-line no-await-in-loop -- few, and each takes a place
      const digest = wanted() > 0 ? await state.digests.find(id) : undefined;
      if (digest && begin(digest, `${id} ${slot.epochMilliseconds} ${attempts}`, async () => goOn(digest, slot)))
        count++;
    }
    if (wanted() === 0) return count;
    for (const digest of await state.digests.due(now, wanted() + passedOver.size, among)) {
      if (wanted() === 0) break;
      if (begin(digest, `${digest.id} ${digest.nextAt?.epochMilliseconds}`, async () => deliverDue(digest))) count++;
    }
    return count;
  }

  async function goOn(digest: StoredDigest, slot: Temporal.Instant): Promise<void> {
    await delivering.deliver(readDigest(digest), { slot, occasion: 'slot' });
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
    const worked = await delivering.deliver(digest, { slot: due.slot, occasion: 'slot' });
    // Its window went over this slot: nothing of it is left.
    if (worked.kind === 'done' || worked.kind === 'passed') await state.digests.advance(digest, due.next);
  }

  while (!stopping.aborted) {
    // oxlint-disable-next-line no-await-in-loop -- see above
    const count = underWay.size < AT_ONCE ? await beginSome() : 0;
    if (count > 0) continue;
    if (underWay.size === 0) return;
    // oxlint-disable-next-line no-await-in-loop
    await Promise.race(underWay.values());
  }
  await Promise.all(underWay.values());
}

function justBefore(instant: Temporal.Instant): Temporal.Instant {
  return instant.subtract({ milliseconds: 1 });
}
