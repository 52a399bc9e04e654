import type { Changes } from '../changes.ts';
import { matchPath } from './route.ts';

/** Before the request takes effect, or after: then the platform has done what its reply denies. */
export type Moment = 'before' | 'after';

export type Fault =
  /** A reply of the status, such as 500 or 502. */
  | { readonly kind: 'status'; readonly status: number; readonly moment: Moment }
  /** The connection breaks without a reply. */
  | { readonly kind: 'drop'; readonly moment: Moment }
  /** 429, before anything happens: https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit. */
  | { readonly kind: 'rate limit'; readonly retryAfterMs: number; readonly scope?: 'user' | 'global' | 'shared' }
  | { readonly kind: 'hold'; readonly moment: Moment; readonly gate: Gate };

/** A request that waits until the test lets it go on. */
export interface Gate {
  /** Resolves when a request stands at the gate. */
  reached(): Promise<void>;
  release(): void;
}

export interface Faults {
  /**
   * The next requests to the route go wrong so, once or as often as said.
   * @param route method and path after the version, such as `POST /channels/*\/messages`; `*` or `:name` for any part.
   */
  next(route: string, fault: Exclude<Fault, { kind: 'hold' }>, times?: number): void;
  /** The next request to the route waits. A gate opens by itself when the fake is closed. */
  hold(route: string, moment: Moment): Gate;
  /** Those that have not happened yet. */
  readonly pending: readonly string[];
}

export interface FaultBox extends Faults {
  take(method: string, path: string): Fault | undefined;
  /** Resolves when the request may go on. */
  passGate(gate: Gate): Promise<void>;
  releaseAll(): void;
}

export function createFaults(changes: Changes): FaultBox {
  const planned: { readonly route: string; readonly fault: Fault }[] = [];
  const gates = new Map<Gate, { waiting: boolean; readonly open: PromiseWithResolvers<void> }>();
  return {
    next(route, fault, times = 1) {
      for (let count = 0; count < times; count += 1) planned.push({ route, fault });
    },

    hold(route, moment) {
      const state = { waiting: false, open: Promise.withResolvers<void>() };
      const gate: Gate = {
        async reached() {
          await changes.until(
            () => `a request ${route}`,
            () => state.waiting || undefined,
          );
        },
        release: () => state.open.resolve(),
      };
      gates.set(gate, state);
      planned.push({ route, fault: { kind: 'hold', moment, gate } });
      return gate;
    },

    get pending() {
      return planned.map(({ route, fault }) => `${fault.kind} at ${route}`);
    },

    take(method, path) {
      const index = planned.findIndex(({ route }) => {
        const [wanted, pattern = ''] = route.split(' ');
        return wanted === method && matchPath(pattern, path) !== undefined;
      });
      return index === -1 ? undefined : planned.splice(index, 1)[0]?.fault;
    },

    async passGate(gate) {
      const state = gates.get(gate);
      if (!state) return;
      state.waiting = true;
      changes.happened();
      await state.open.promise;
    },

    releaseAll() {
      for (const gate of gates.keys()) gate.release();
    },
  };
}
