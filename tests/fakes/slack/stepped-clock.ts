import type { Clock } from '../../../src/kernel/clock.ts';

/** A clock that stands still until a test moves it. */
export interface SteppedClock extends Clock {
  advance(ms: number): void;
}

export function steppedClock(start: string): SteppedClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    advance: (ms) => {
      now = now.add({ milliseconds: ms });
    },
  };
}
