import type { DeliveryState } from './delivery.ts';

export interface Standing {
  readonly slot: Temporal.Instant;
  readonly state: DeliveryState;
  readonly holder: string | undefined;
  readonly leaseUntil: Temporal.Instant | undefined;
}

export type Decision =
  /** Nobody has begun with it. */
  | { readonly kind: 'begin' }
  /** Somebody began and did not end within the lease, or gave it back. */
  | { readonly kind: 'take over' }
  | Refusal;

export type Refusal =
  /** Somebody is at it until then at least; without `by` it was given back and waits for that time. */
  | { readonly kind: 'taken'; readonly by: string | undefined; readonly until: Temporal.Instant }
  /** Another slot of the same digest is not ended yet: that one first, or what arrived would be sent twice. */
  | { readonly kind: 'behind'; readonly slot: Temporal.Instant; readonly until: Temporal.Instant }
  /** It has ended. */
  | { readonly kind: 'done'; readonly state: DeliveryState }
  /** A later slot was dealt with, and its window went over this one. */
  | { readonly kind: 'passed'; readonly slot: Temporal.Instant };

/**
 * Whether a slot of a digest may be worked on now.
 * @param standing the digest's deliveries that are open, of this slot, or of a later one
 */
export function decideClaim(slot: Temporal.Instant, standing: readonly Standing[], now: Temporal.Instant): Decision {
  const own = standing.find((one) => one.slot.equals(slot));
  if (own) {
    if (!isOpen(own.state)) return { kind: 'done', state: own.state };
    const until = endOf(own);
    return Temporal.Instant.compare(until, now) <= 0 ? { kind: 'take over' } : { kind: 'taken', by: own.holder, until };
  }
  const open = standing.find((one) => isOpen(one.state));
  if (open) return { kind: 'behind', slot: open.slot, until: endOf(open) };
  // One that is still to come was dealt with by a clock that was ahead: what has arrived since its window waits.
  const later = standing.find(
    (one) => Temporal.Instant.compare(one.slot, slot) > 0 && Temporal.Instant.compare(one.slot, now) <= 0,
  );
  return later ? { kind: 'passed', slot: later.slot } : { kind: 'begin' };
}

function isOpen(state: DeliveryState): boolean {
  return state === 'claimed' || state === 'posting';
}

function endOf({ leaseUntil }: Standing): Temporal.Instant {
  if (leaseUntil) return leaseUntil;
  throw new Error('an open delivery without a lease');
}
