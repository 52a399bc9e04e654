import type { Clock } from '../kernel/clock.ts';
import { newIncidentId } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import { within } from '../kernel/within.ts';
import type { Channels } from '../platform.ts';
import type { Mark } from '../state/arrivals.ts';
import type { DigestId, Sequence } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import { Trouble } from '../state/trouble.ts';
import type { Beat } from './beat.ts';
import type { Composer } from './composer.ts';
import { createDelivering, type DigestDelivering } from './create-delivering.ts';
import type { Delivering } from './delivering.ts';
import { createTicker, type Ticker } from './ticker.ts';

export interface RunDigestsParts {
  /** Rejects with a `StateError` where the database cannot be had just now. */
  readonly state: () => Promise<Pick<State, 'digests' | 'deliveries'>>;
  readonly composer: Composer;
  /** Up to where everything that is in service, and arrived after a number, has been read. */
  readonly lastMark: (now: Temporal.Instant, after: Sequence) => Promise<Mark>;
  /** Of the platforms that run, by name. */
  readonly channels: () => ReadonlyMap<string, Channels>;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  readonly beat: Beat;
  /** Names this copy of the bot in the database. */
  readonly holder: string;
  /** Default 60 s: a copy that dies is taken over within two minutes. */
  readonly leaseMs?: number | undefined;
}

export interface RunningDigests extends Delivering {
  /** Begins to look for what is due, at once and with each beat. */
  start(): Promise<void>;
  /**
   * Begins nothing new, and waits for what is with a platform. What is not settled then is asked for by whoever takes the
   * delivery over. Safe to call twice, and before `start`.
   */
  stop(): Promise<void>;
}

const LEASE_MS = 60_000;
/** The platforms need some time of the 10 s after which most containers are killed. */
const STOP_WITHIN_MS = 5000;

/** Brings digests to their channels when they are due, as one of any number of copies of the bot. */
export function runDigests(parts: RunDigestsParts): RunningDigests {
  const { logger, beat, clock, leaseMs = LEASE_MS } = parts;
  const stopping = new AbortController();
  let made: { readonly delivering: DigestDelivering; readonly ticker: Ticker } | undefined;
  let beating: { stop(): void } | undefined;
  let ticking: Promise<void> = Promise.resolve();
  const asked = new Set<Promise<unknown>>();
  const trouble = new Trouble();
  /** Since the last tick. What is due can be found on a full disk too: only the work on it tells. */
  let hasWorkFailed = false;

  async function working() {
    const state = await parts.state();
    if (made) return made;
    const delivering = createDelivering({
      ...parts,
      state,
      leaseMs,
      channelsOf: (platform) => parts.channels().get(platform),
      stopping: stopping.signal,
    });
    const ticker = createTicker({
      state,
      delivering,
      platforms: () => [...parts.channels().keys()],
      clock,
      stopping: stopping.signal,
      fault: (error, digest) => {
        hasWorkFailed ||= error instanceof StateError;
        fault(error, digest);
      },
    });
    return (made = { delivering, ticker });
  }

  function fault(error: unknown, digest?: DigestId): void {
    // With each digest and each minute it would be the same.
    if (trouble.isKnown(error)) return;
    const what =
      error instanceof StateError
        ? 'the database is in trouble: digests wait, and are tried again with each minute'
        : 'what is due could not be delivered: it is tried again with the next minute';
    logger.error(what, error, { incident: newIncidentId(), digest });
  }

  async function tickOnce(): Promise<void> {
    const hadFailed = hasWorkFailed;
    hasWorkFailed = false;
    try {
      const { ticker } = await working();
      await ticker.tick();
      if (hadFailed || hasWorkFailed || !trouble.isOver()) return;
      logger.info('the database answers again: digests go on');
    } catch (error) {
      fault(error);
    }
  }

  return {
    async start() {
      if (stopping.signal.aborted) return;
      const run = async () => {
        if (stopping.signal.aborted) return;
        await (ticking = tickOnce());
      };
      const first = run();
      const begun = await beat(async () => {
        await first;
        await run();
      });
      beating = begun;
      if (stopping.signal.aborted) begun.stop();
    },
    async runNow(digest, now) {
      const running = working().then(async ({ delivering }) => delivering.runNow(digest, now));
      asked.add(running);
      try {
        return await running;
      } finally {
        asked.delete(running);
      }
    },
    async stop() {
      stopping.abort();
      beating?.stop();
      const settled = Promise.allSettled([ticking.then(async () => made?.ticker.idle()), ...asked]);
      if ((await within(STOP_WITHIN_MS, settled)) === 'late') {
        logger.warn('a digest was still on its way at the end: whoever starts next asks what became of it');
      }
    },
  };
}
