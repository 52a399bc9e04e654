import type { DeliveryState, PageState } from '../../src/state/delivery.ts';

/**
 * What happened, as the two sides that outlive every copy of the bot tell it: the database and the platforms. Written down
 * when all has ended, to be judged by `check-history.ts`.
 */
export interface History {
  readonly digests: readonly ToldDigest[];
  readonly posts: readonly Post[];
  readonly briefs: readonly WrittenBrief[];
}

export interface ToldDigest {
  readonly id: string;
  readonly channel: string;
  /** Arrivals up to this number were before its time. */
  readonly start: number;
  /** Up to where the database says that its readers have everything. */
  readonly covered: number;
  /** Ids of the briefs that its filter lets through. */
  readonly about: ReadonlySet<string>;
  /** In the order of their slots. */
  readonly deliveries: readonly ToldDelivery[];
}

export interface ToldDelivery {
  readonly slot: string;
  readonly state: DeliveryState;
  readonly note: string | undefined;
  readonly window: { readonly after: number; readonly through: number } | undefined;
  readonly pages: readonly ToldPage[];
}

export interface ToldPage {
  readonly key: string;
  readonly state: PageState;
  readonly reference: string | undefined;
}

/** A message that stands on a platform. */
export interface Post {
  readonly channel: string;
  readonly reference: string;
  /** What the bot gave it to be told by. */
  readonly key: string | undefined;
  /** Of the texts of briefs that it shows: see `WrittenBrief`. */
  readonly codes: ReadonlySet<string>;
}

/** A brief that somebody wrote into the folder. Each text of it holds a word that nothing else holds. */
export interface WrittenBrief {
  readonly id: string;
  /** Of each of its texts, in order. */
  readonly codes: readonly string[];
  /** Whether it still lies in the folder. */
  readonly isThere: boolean;
  /** The numbers of its arrivals, in order. */
  readonly arrivals: readonly number[];
}
