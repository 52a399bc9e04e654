import type { Clock } from '../../../src/kernel/clock.ts';
import type { Pause } from '../../../src/kernel/pause.ts';

/** Longer waits are for the clock to be moved; shorter ones move it, as if they had been waited for. */
const WAITED_FOR_MS = 100_000;

/** A clock that stands until it is moved. */
export class VirtualTime implements Clock {
  #now: Temporal.Instant;
  readonly #waiting = new Set<{ readonly until: Temporal.Instant; readonly done: () => void }>();

  constructor(start: string) {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  /** Also backwards. */
  move(by: Temporal.DurationLike): void {
    this.#now = this.#now.add(by);
    for (const one of this.#waiting) if (Temporal.Instant.compare(one.until, this.#now) <= 0) one.done();
  }

  /** Until when somebody waits, the soonest first. */
  waits(): readonly Temporal.Instant[] {
    return [...this.#waiting].map(({ until }) => until).toSorted((one, other) => Temporal.Instant.compare(one, other));
  }

  readonly pause: Pause = async (ms, signal) => {
    signal?.throwIfAborted();
    if (ms < WAITED_FOR_MS) return this.move({ milliseconds: Math.ceil(ms) });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { until: this.#now.add({ milliseconds: Math.ceil(ms) }), done: resolve };
    this.#waiting.add(waiting);
    signal?.addEventListener('abort', () => reject(new Error('nobody waits any more')));
    return promise.finally(() => this.#waiting.delete(waiting));
  };
}
