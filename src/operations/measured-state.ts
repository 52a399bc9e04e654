import type { Metrics } from '../metrics.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';

/**
 * The same database, which counts what is written down in it: a delivery counts when its end is recorded, by the copy of the
 * bot that recorded it, so that over all copies each counts once.
 */
export function measuredState(state: State, metrics: Metrics): State {
  const failed = (error: unknown) => databaseFailed(error, metrics);
  // Each store of it, also one that is added some day.
  const parts = Object.entries(state).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? countingFailures(part, failed) : part,
  ]);
  const stores = Object.fromEntries(parts) as State;
  return {
    ...stores,
    arrivals: {
      ...stores.arrivals,
      async record(briefs, now) {
        const recorded = await stores.arrivals.record(briefs, now);
        for (const { kind } of recorded) metrics.arrived(kind, 1);
        return recorded;
      },
    },
    deliveries: {
      ...stores.deliveries,
      async finish(lease, ending, now) {
        const isMine = await stores.deliveries.finish(lease, ending, now);
        if (isMine) metrics.delivered(ending.state, now.since(lease.slot).total('milliseconds'));
        return isMine;
      },
    },
    installations: (vault) => countingFailures(state.installations(vault), failed),
    ...countingFailures({ check: async () => state.check() }, failed),
  };
}

/** To be called for a database that could not be opened, too. */
export function databaseFailed(error: unknown, metrics: Metrics): void {
  metrics.databaseFailed(error instanceof StateError ? error.trouble : undefined);
}

/** The stores are objects of functions that need no `this`, and all of them return promises. */
function countingFailures<Store extends object>(store: Store, failed: (error: unknown) => void): Store {
  const counting = Object.entries(store).map(([name, call]: [string, (...all: unknown[]) => Promise<unknown>]) => [
    name,
    async (...all: unknown[]) => {
      try {
        return await call(...all);
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(counting) as Store;
}
