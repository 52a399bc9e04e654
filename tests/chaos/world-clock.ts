import type { Clock } from '../../src/kernel/clock.ts';

/** The one time of a whole test: of the platforms, and of each copy of the bot that is told of it. It runs, and can leap. */
export class WorldClock implements Clock {
  #aheadMs = 0;

  /** How far it is ahead of the machine's. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.nowMs());
  }

  nowMs(): number {
    return Date.now() + this.#aheadMs;
  }

  leap(ms: number): void {
    this.#aheadMs += ms;
  }
}
