/**
 * What is counted of the work, for who watches over the bot. Nothing here says what anybody asked or read, or where: the only
 * names are those of commands and platforms, and what is no known one is counted under a word of its own. No call throws.
 */
export interface Metrics {
  /**
   * A line was asked. To be called before any work; the function that it returns is called once, when the answer is there.
   * @param platform undefined where it is not known
   */
  asked(
    platform: string | undefined,
  ): (answer: { readonly command: string | undefined; readonly as: AnsweredAs }) => void;
  /** A delivery has ended, and the database says so. `lateMs`: after its slot. */
  delivered(outcome: DeliveryOutcome, lateMs: number): void;
  /** Briefs were recorded for the first time. */
  arrived(kind: 'new' | 'correction', count: number): void;
  /** The database could not do what it was asked. `trouble`: which of its known troubles, or undefined for a fault. */
  databaseFailed(trouble: string | undefined): void;
}

/** `refused`: with a sentence for who asked, who can mend it. `fault`: with an incident id. */
export type AnsweredAs = 'answered' | 'refused' | 'fault';
export type DeliveryOutcome = 'delivered' | 'skipped' | 'failed' | 'unknown';

/** Counts nothing: where nobody watches. */
export const noMetrics: Metrics = {
  asked: () => () => undefined,
  delivered: () => undefined,
  arrived: () => undefined,
  databaseFailed: () => undefined,
};
