import type { ClaimId, SubjectId, BriefId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import type { Arrival } from '../state/arrivals.ts';
import type { Window } from '../state/delivery.ts';
import type { ToldBrief } from './told-brief.ts';

/** All that the news of a window are worked out from, whatever the filter. */
export interface WindowContent {
  readonly window: Window;
  /** Briefs in service that arrived, in the order of their last arrival in the window. */
  readonly arrived: readonly ToldBrief[];
  /** Those, and every brief that has an event, a claim, a metric or an article in common with one of them. */
  readonly briefs: ReadonlyMap<BriefId, ToldBrief>;
  /** Of the claims in those that arrived, every brief, the newest first. */
  readonly claims: ReadonlyMap<ClaimId, readonly Brief[]>;
  /** Actors in those that arrived which no other brief had named before. */
  readonly firstNamed: ReadonlySet<SubjectId>;
}

/** The last arrival of each brief. */
export function latestOf(arrivals: readonly Arrival[]): readonly Arrival[] {
  const latest = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    latest.delete(arrival.brief);
    latest.set(arrival.brief, arrival);
  }
  return [...latest.values()];
}

/** Whether it stood there before the window. */
export function isKnown({ history }: ToldBrief, { after }: Window): boolean {
  return history.at(after.seq) !== undefined;
}

export function isIn(seq: number, { after, through }: Window): boolean {
  return seq > after.seq && seq <= through.seq;
}
