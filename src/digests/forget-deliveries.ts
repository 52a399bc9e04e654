import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import { within } from '../kernel/within.ts';
import type { DigestId } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { Trouble } from '../state/trouble.ts';
import type { Beat } from './beat.ts';

export interface ForgettingParts {
  readonly state: () => Promise<Pick<State, 'leases' | 'oldDeliveries'>>;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  readonly beat: Beat;
  /** Names this copy of the bot in the database. */
  readonly holder: string;
}

export interface Forgetting {
  start(): Promise<void>;
  /** Ends after the portion that it is at. Safe to call twice, and before `start`. */
  stop(): Promise<void>;
}

const KEPT_DAYS = 90;
/** The lease is not given back: whoever has it has done it for all copies of the bot until it runs out. */
const EVERY_MS = 24 * 3_600_000;
/** What is due comes in between. */
const BETWEEN_MS = 50;
/** A database that does not answer must not keep the bot from ending. */
const STOP_WITHIN_MS = 1000;

/** Forgets deliveries of long ago, once a day, in small portions. */
export function forgetDeliveries({ state, clock, pause, logger, beat, holder }: ForgettingParts): Forgetting {
  const stopping = new AbortController();
  const { signal } = stopping;
  const trouble = new Trouble();
  let beating: { stop(): void } | undefined;
  let running: Promise<void> | undefined;

  async function look(): Promise<void> {
    if (signal.aborted) return;
    try {
      const { leases, oldDeliveries } = await state();
      const taking = await leases.take('old deliveries', { holder, now: clock.now(), ms: EVERY_MS });
      trouble.isOver();
      if (taking.kind === 'held') return;
      if (!(await forgetAll(oldDeliveries))) await leases.giveBack(taking.lease, clock.now());
    } catch (error) {
      if (!trouble.isKnown(error)) logger.error('old deliveries could not be forgotten: they are another time', error);
    }
  }

  /** False where it was stopped before the end. */
  async function forgetAll(old: State['oldDeliveries']): Promise<boolean> {
    const before = clock.now().subtract({ hours: 24 * KEPT_DAYS });
    let after: DigestId | undefined;
    for (let deliveries = 0; !signal.aborted;) {
      // oxlint-disable-next-line no-await-in-loop -- one portion after the other
      const some = await old.forgetSome(after, before);
      if (!some) {
        if (deliveries > 0) logger.info('old deliveries were forgotten', { deliveries });
        return true;
      }
      deliveries += some.forgotten;
      if (some.isAll) after = some.digest;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await pause(BETWEEN_MS, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
    return false;
  }

  return {
    async start() {
      if (signal.aborted) return;
      const begun = await beat(async () => {
        running ??= look().finally(() => (running = undefined));
        await running;
      });
      beating = begun;
      // Asked to stop while it was starting.
      if (signal.aborted) begun.stop();
    },
    async stop() {
      stopping.abort();
      beating?.stop();
      await within(STOP_WITHIN_MS, Promise.resolve(running));
    },
  };
}
