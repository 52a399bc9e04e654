import type { Clock } from '../../src/kernel/clock.ts';

/**
 * So much faster than on the wall time goes by here, for the platforms and for the copies of the bot, with all their leases,
 * pauses and patience. How long anything takes to compute is as it is.
 */
const SPEED = 30;
/** Three seconds on the wall: a machine that many share stands still for less. */
export const LEASE_MS = 90_000;

const ORIGIN_MS = Date.parse('2026-03-02T08:00:00Z');

/** The one time of a whole test. It runs, and can leap. Two processes that know the same start and leaps agree on it. */
export class WorldClock implements Clock {
  readonly speed: number;
  readonly startedMs: number;
  leapsMs: number;
  #stoodMs: number | undefined;

  constructor({ speed = SPEED, startedMs = Date.now(), leapsMs = 0 } = {}) {
    this.speed = speed;
    this.startedMs = startedMs;
    this.leapsMs = leapsMs;
  }

  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.nowMs());
  }

  nowMs(): number {
    return this.#stoodMs ?? ORIGIN_MS + (Date.now() - this.startedMs) * this.speed + this.leapsMs;
  }

  /** Goes no further: for whoever asks something and has to be answered within three seconds. */
  stand(): void {
    this.#stoodMs = this.nowMs();
  }

  leap(ms: number): void {
    this.leapsMs += ms;
  }
}
