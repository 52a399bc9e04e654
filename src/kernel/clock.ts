/** Where the present comes from. Passed in, so that a test or a preview can stand at any moment. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

export function fixedClock(instant: string): Clock {
  const now = Temporal.Instant.from(instant);
  return { now: () => now };
}
