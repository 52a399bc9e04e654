import type { Clock } from '../kernel/clock.ts';
import type { Lease, Leases } from './leases.ts';
import { StateError } from './state-error.ts';

/** A lease outlives a pause of its holder of nearly this length. Copies of the bot whose clocks differ by less agree. */
const LEASE_MS = 30_000;
const ASK_AGAIN_MS = 100;

export interface LeaseHost {
  readonly leases: Leases;
  readonly clock: Clock;
  /** Names this copy of the bot in the database. */
  readonly holder: string;
  /** Resolves after so long, or as soon as `stop` aborts. */
  readonly wait: (ms: number, stop?: AbortSignal) => Promise<void>;
}

/**
 * Runs `work` while nobody else in any copy of the bot runs work under the same name: one refresh of a token at a time.
 * What another has done meanwhile is done: `work` looks first whether anything is left to do.
 * `signal` aborts where the lease was lost, which takes a pause of half a minute: `work` then stops before it writes.
 * @throws StateError of `busy` where it is not to be had within `patienceMs`; and what `work` throws
 */
export async function withLease<Result>(
  { leases, clock, holder, wait }: LeaseHost,
  { name, patienceMs }: { readonly name: string; readonly patienceMs: number },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lease = await taken();
  const lost = new AbortController();
  const done = new AbortController();
  const keeping = keepUntilDone();
  try {
    return await work(lost.signal);
  } finally {
    done.abort();
    await keeping;
    // Where the database is away just now, it runs out by itself, and what was done stays done.
    await leases.giveBack(lease, clock.now()).catch(onlyFaults);
  }

  async function taken(): Promise<Lease> {
    const end = clock.now().add({ milliseconds: patienceMs });
    for (;;) {
      const now = clock.now();
      // oxlint-disable-next-line no-await-in-loop -- asks again after a while
      const taking = await leases.take(name, { holder, now, ms: LEASE_MS });
      if (taking.kind === 'taken') return taking.lease;
      if (Temporal.Instant.compare(now, end) >= 0) {
        throw new StateError(
          'busy',
          `Another copy of the bot has been at this (${name}) for long: try again in a minute.`,
        );
      }
      // oxlint-disable-next-line no-await-in-loop
      await wait(ASK_AGAIN_MS);
    }
  }

  async function keepUntilDone(): Promise<void> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a third of the lease, so that one failure loses nothing
      await wait(LEASE_MS / 3, done.signal);
      if (done.signal.aborted) return;
      // oxlint-disable-next-line no-await-in-loop
      const isKept = await leases.keep(lease, clock.now(), LEASE_MS).catch((error: unknown) => {
        // Not known: the next try tells.
        if (error instanceof StateError) return true;
        lost.abort(error);
        return false;
      });
      if (!isKept) return lost.abort(new StateError('busy', `Another copy of the bot has taken this over (${name}).`));
    }
  }
}

function onlyFaults(error: unknown): void {
  if (!(error instanceof StateError)) throw error;
}
