import type { Delivery } from '../state/delivery.ts';
import type { Digest } from './office.ts';

/** Brings digests to their channels. */
export interface Delivering {
  /** Delivers now what there is since the last window, as a slot of its own. `busy`: one is under way. */
  runNow(digest: Digest, now: Temporal.Instant): Promise<Delivery | 'busy'>;
}
