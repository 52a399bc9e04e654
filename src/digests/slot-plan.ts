import { nextSlots, slotsBetween, type Cadence } from './cadence.ts';
import type { Frame } from './composer.ts';
import type { Digest } from './office.ts';

type Waiting = Pick<Digest, 'name' | 'definition' | 'nextAt' | 'revision'>;

/**
 * What stands around a delivery: one at a slot of the cadence stands for those before it that nobody dealt with, any other
 * was asked for.
 */
export function frameAt({ name, definition: { cadence }, nextAt }: Waiting, slot: Temporal.Instant): Frame {
  if (!isSlot(cadence, slot)) return { name, occasion: 'asked for' };
  if (!nextAt || Temporal.Instant.compare(nextAt, slot) >= 0) return { name, occasion: 'slot' };
  const missed = slotsBetween(cadence, justBefore(nextAt), justBefore(slot));
  const [first] = missed;
  return { name, occasion: 'slot', ...(first && { missed: { count: missed.length, first } }) };
}

/**
 * What a digest waits for after a delivery: slots up to the end of its window are dealt with. Undefined where it waits for a
 * later one anyway, as after a run that somebody asked for.
 */
export function nextAfter(
  { definition: { cadence }, nextAt, revision }: Waiting,
  slot: Temporal.Instant,
  through: Temporal.Instant,
): { readonly at: Temporal.Instant | undefined; readonly revision: number } | undefined {
  const end = Temporal.Instant.compare(slot, through) > 0 ? slot : through;
  if (!nextAt || Temporal.Instant.compare(nextAt, end) > 0) return undefined;
  return { at: nextSlots(cadence, end, 1)[0], revision };
}

/** As near as the database tells instants apart. */
export function justBefore(instant: Temporal.Instant): Temporal.Instant {
  return instant.subtract({ milliseconds: 1 });
}

function isSlot(cadence: Cadence, instant: Temporal.Instant): boolean {
  return slotsBetween(cadence, justBefore(instant), instant).some((slot) => slot.equals(instant));
}
