import type { Mark } from './arrivals.ts';
import type { DigestId } from './ids.ts';

/**
 * - `claimed`: somebody works out what to post. `posting`: it is worked out, kept, and on its way.
 * - `delivered`: all of it that the platform took is there.
 * - `failed`: the platform refused it for good, or nobody managed to post it.
 * - `unknown`: at least a part may be there, and the platform cannot be asked. It is not sent again.
 * - `skipped`: there was nothing to say, or somebody wanted it so.
 */
export const DELIVERY_STATES = ['claimed', 'posting', 'delivered', 'failed', 'unknown', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type EndState = Exclude<DeliveryState, 'claimed' | 'posting'>;

/** Arrivals after one mark up to and with another. */
export interface Window {
  readonly after: Mark;
  readonly through: Mark;
}

/** One digest at one slot. */
export interface Delivery {
  readonly digest: DigestId;
  readonly slot: Temporal.Instant;
  readonly state: DeliveryState;
  readonly holder: string | undefined;
  readonly leaseUntil: Temporal.Instant | undefined;
  /** How often somebody began or took it over. None: it was left out, as somebody wanted it so. */
  readonly attempts: number;
  /** Fixed with the pages; a copy of the bot that takes over posts the same ones. */
  readonly window: Window | undefined;
  /** Why it ended so, in a sentence for the editors of the digest. */
  readonly note: string | undefined;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | undefined;
}

/**
 * - `waiting`: never handed to the platform.
 * - `posting`: handed over, or about to be; after a crash nobody knows which. Ask the platform before it is sent again.
 * - `posted`: there. `rejected`: refused for good. `unknown`: perhaps there, and not to be found out.
 */
export const PAGE_STATES = ['waiting', 'posting', 'posted', 'rejected', 'unknown'] as const;
export type PageState = (typeof PAGE_STATES)[number];

export interface DeliveryPage {
  /** From 1. */
  readonly page: number;
  /** The same for each try: what a platform that can tell repeats by. */
  readonly key: string;
  /** What to post, as whoever planned it wrote it. Undefined once the delivery has ended. */
  readonly content: string | undefined;
  readonly state: PageState;
  /** How the platform calls the message. */
  readonly reference: string | undefined;
  readonly changedAt: Temporal.Instant;
}

/** What the holder of a delivery shows with each change. A delivery that was taken over has another attempt. */
export interface DeliveryLease {
  readonly digest: DigestId;
  readonly slot: Temporal.Instant;
  readonly holder: string;
  readonly attempt: number;
  /** How long it is held from each change on. Longer than the slowest call to a platform. */
  readonly leaseMs: number;
}
