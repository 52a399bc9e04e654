import type { Clock } from '../../src/kernel/clock.ts';

/** A clock that a test moves, forwards and backwards. */
export class MovableClock implements Clock {
  #now: Temporal.Instant;

  constructor(now: string) {
    this.#now = Temporal.Instant.from(now);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  set(now: string): void {
    this.#now = Temporal.Instant.from(now);
  }

  pass(minutes: number): void {
    this.#now = this.#now.add({ milliseconds: Math.round(minutes * 60_000) });
  }
}
