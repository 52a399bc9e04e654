import type { Clock } from '../kernel/clock.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Deliveries, Ending } from '../state/deliveries.ts';
import type { DeliveryLease } from '../state/delivery.ts';
import { StateError } from '../state/state-error.ts';

/** Somebody else goes on, or the digest is gone: nothing more may be done here. */
export class LeaseLost extends Error {}

export interface HeldLeaseParts {
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly pause: Pause;
}

/** How long what went out is tried to be recorded, in all a quarter of a minute: well within the lease. */
const RECORD_AGAIN_MS = [500, 1500, 4000, 9000] as const;

/** A delivery in our hands. Every call but `release` throws `LeaseLost` where it is not in them any more. */
export class HeldLease {
  readonly lease: DeliveryLease;
  readonly #parts: HeldLeaseParts;

  constructor(parts: HeldLeaseParts, lease: DeliveryLease) {
    this.#parts = parts;
    this.lease = lease;
  }

  async plan(plan: Parameters<Deliveries['plan']>[1]): Promise<void> {
    const { deliveries, clock } = this.#parts;
    held(await deliveries.plan(this.lease, plan, clock.now()));
  }

  async renew(): Promise<void> {
    const { deliveries, clock } = this.#parts;
    held(await deliveries.renew(this.lease, clock.now()));
  }

  async record(page: Parameters<Deliveries['recordPage']>[1]): Promise<void> {
    const { deliveries, clock } = this.#parts;
    held(await deliveries.recordPage(this.lease, page, clock.now()));
  }

  /**
   * For what has happened and cannot be undone: where the database is away for a moment it is tried again. The same twice is
   * the same once.
   */
  async recordSurely(page: Parameters<Deliveries['recordPage']>[1]): Promise<void> {
    for (const waitMs of RECORD_AGAIN_MS) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- again, after a while
        return await this.record(page);
      } catch (error) {
        if (!(error instanceof StateError)) throw error;
        // oxlint-disable-next-line no-await-in-loop
        await this.#parts.pause(waitMs);
      }
    }
    return this.record(page);
  }

  /** Gives it back, to be gone on with from then on. */
  async release(until: Temporal.Instant): Promise<void> {
    const { deliveries, clock } = this.#parts;
    await deliveries.release(this.lease, until, clock.now());
  }

  async finish(ending: Ending): Promise<void> {
    const { deliveries, clock } = this.#parts;
    held(await deliveries.finish(this.lease, ending, clock.now()));
  }

  /** Keeps the lease while something takes its time. That it was lost meanwhile shows at the next call. */
  async while<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    const keeping = this.#keep(done.signal);
    try {
      return await work();
    } finally {
      done.abort();
      await keeping;
    }
  }

  async #keep(done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- a third of the lease, so that one failure loses nothing
        await this.#parts.pause(this.lease.leaseMs / 3, done);
        // oxlint-disable-next-line no-await-in-loop
        await this.renew();
      } catch (error) {
        // Nobody waits any more, or it was lost; where the database is away, the next try tells.
        if (done.aborted || !(error instanceof StateError)) return;
      }
    }
  }
}

function held(isHeld: boolean): void {
  if (!isHeld) throw new LeaseLost('the lease of a delivery was lost');
}
