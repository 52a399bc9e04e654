import { nextSlots, slotsAfter, type Cadence } from './cadence.ts';

export type DueDelivery =
  /** Nothing to do before then. */
  | { readonly kind: 'wait'; readonly until: Temporal.Instant }
  | {
      readonly kind: 'deliver';
      /** The latest slot that has come: one delivery stands for all that were missed. */
      readonly slot: Temporal.Instant;
      /** Slots before it that nobody dealt with, while the bot was down or the digest stood still. */
      readonly missed: { readonly count: number; readonly first: Temporal.Instant } | undefined;
      readonly lateMs: number;
      /** The slot after it. */
      readonly next: Temporal.Instant;
    };

/** What to do about a slot that was missed. */
export interface CatchUpPolicy {
  /**
   * Later than this, nothing is delivered before the next slot, which then covers the gap too. Undefined: a delivery is
   * made as soon as it can be, however late. Its window reaches back to the last one that readers got either way.
   */
  readonly latestMs: number | undefined;
}

/**
 * Which delivery of a digest is due now, at most one.
 * @param dealtWith the slot that was last dealt with, or when the digest was made. A clock that went back behind it makes
 *   nothing due again
 */
export function dueDelivery(
  cadence: Cadence,
  { dealtWith, now }: { readonly dealtWith: Temporal.Instant; readonly now: Temporal.Instant },
  { latestMs }: CatchUpPolicy,
): DueDelivery {
  let slot: Temporal.Instant | undefined;
  let first: Temporal.Instant | undefined;
  let count = 0;
  let next: Temporal.Instant | undefined;
  for (const one of slotsAfter(cadence, dealtWith)) {
    if (Temporal.Instant.compare(one, now) > 0) {
      next = one;
      break;
    }
    if (slot) {
      first ??= slot;
      count++;
    }
    slot = one;
  }
  if (!next) throw new Error('a cadence without a next slot');
  if (!slot) return { kind: 'wait', until: next };
  const lateMs = now.since(slot).total('milliseconds');
  if (latestMs !== undefined && lateMs > latestMs) return { kind: 'wait', until: next };
  return { kind: 'deliver', slot, missed: first && { count, first }, lateMs, next };
}

/** The slot that a digest waits for once it is made, changed or resumed at a moment. */
export function firstSlot(cadence: Cadence, now: Temporal.Instant): Temporal.Instant {
  const [slot] = nextSlots(cadence, now, 1);
  if (!slot) throw new Error('a cadence without a next slot');
  return slot;
}
