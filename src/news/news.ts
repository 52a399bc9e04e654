import type { ClaimRecord, Cited } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Actor, Brief, Figure, Point, Stance, Statement } from '../corpus/model.ts';
import type { Window } from '../state/delivery.ts';
import type { Mark } from '../state/arrivals.ts';
import type { Sequence } from '../state/ids.ts';

/**
 * Tells what is new: what arrived between two marks, set against all that had arrived before.
 *
 * A line is told by the first arrival that holds it, and is new in the one window in which that lies. It is the same line in
 * another brief where it is a point, or a statement, of the same `event`; the same side of the same actor on the same claim;
 * the same number for the same metric and period by the same speaker; or the same words of the same article. Only briefs in
 * service count, and only what the filter lets through: what its readers could not have been told is new to them.
 */
export interface NewsDesk {
  /**
   * The news of a window that a filter lets through. Nothing of it is cut.
   * @param most reads the last so many arrivals of the window, and counts the others. Default: all of them
   * @throws StateError, and UserError while the index of the briefs is being built
   */
  between(window: Window, filter: NewsFilter, most?: number): Promise<News>;
  /**
   * The last mark: up to here everything that is in service has arrived, and this copy of the bot has read all that arrived.
   * What another copy recorded and this one has still to read lies behind it, so that no window passes over it. For that it may
   * lie before a mark that another copy gave out: a window that would end before its start is empty, and nothing is to be
   * moved back to its end.
   * @param after what arrived up to here is of no account: it was dealt with. Default: everything counts
   * @throws StateError, and UserError while the index of the briefs is being built
   */
  last(now: Temporal.Instant, after?: Sequence): Promise<Mark>;
  /** The last mark that had been given out at a time. */
  lastAt(at: Temporal.Instant): Promise<Mark>;
}

/** Everything it names has to hold; a filter means only that. Empty lists let everything through. */
export interface NewsFilter {
  /** Lines about one of these, or about what lies within one of them. */
  readonly about: readonly SubjectId[];
  /** Lines about one of these, or about what lies within one of them, are left out. */
  readonly without: readonly SubjectId[];
  /** Briefs that one of these carried: that it published, whose article repeats it, or that pass on a line of it. */
  readonly outlets: readonly SubjectId[];
  /** Briefs that one of these published are left out. */
  readonly withoutOutlets: readonly SubjectId[];
  /** Lines that hold all of these words. */
  readonly text?: string | undefined;
}

export interface News {
  readonly window: Window;
  /** Arrivals of the window that were not read: the first ones. */
  readonly passedOver: number;
  /** Briefs in service that arrived, edited ones included, before the filter. */
  readonly arrived: number;
  /** The newest publication first. */
  readonly stories: readonly Story[];
  /** New briefs that say nothing new: sources for what was told before. */
  readonly repeats: readonly Brief[];
  readonly corrections: readonly Correction[];
  readonly disputes: readonly ClaimNews[];
  /** Claims that are no dispute, on which somebody took a side. */
  readonly claims: readonly ClaimNews[];
  /** In new briefs. A number that was corrected is in its correction. */
  readonly figures: readonly FigureNews[];
  /** Actors that no brief had named before. */
  readonly actors: readonly { readonly actor: Actor; readonly brief: Brief }[];
}

/**
 * New briefs about the same event, as one item with what is new in them. Two briefs are about the same event where their first
 * points are of the same `event`, as an article begins with what it is about, or where they are of the same article. An event
 * that both only mention makes no story: the background of one article is what another one was about.
 */
export interface Story {
  /** The one whose headline stands for it comes first. */
  readonly briefs: readonly [Brief, ...Brief[]];
  /** Briefs about the same event that had arrived before: the story goes on. */
  readonly earlier: readonly Brief[];
  /** All that the first of the briefs says is new and let through, so that its summary says nothing else. */
  readonly isWhole: boolean;
  /** A line that several briefs tell stands in one story, and cites all of them. */
  readonly points: readonly Cited<Point>[];
  readonly statements: readonly Cited<Statement>[];
}

/** A brief that was there before and says something else now. */
export interface Correction {
  readonly brief: Brief;
  /** Those that are new or read otherwise. */
  readonly points: readonly Point[];
  readonly statements: readonly Statement[];
  readonly figures: readonly Figure[];
  /** How a number of `figures` read before, where the brief had one for its metric that it has no more. */
  readonly before: ReadonlyMap<Figure, Figure>;
  /** Claims that it puts otherwise, with every side of any brief. A side that is new is in the disputes or claims. */
  readonly claims: readonly ClaimRecord[];
  /** How many lines it no longer has, beside those that may have become another one. */
  readonly removed: number;
  /** Its headline or its summary is another. */
  readonly isReworded: boolean;
  /** What else of it readers see is another. */
  readonly details: readonly CorrectedDetail[];
}

export type CorrectedDetail = 'date' | 'source' | 'notes';

/** A claim on which somebody took a side. */
export interface ClaimNews {
  /** Of a dispute, `new` is one that was none before; of any other claim, one that nobody had told of. */
  readonly kind: 'new' | 'changed';
  /** With every side that any brief of the corpus reports. */
  readonly record: ClaimRecord;
  readonly added: readonly { readonly stance: Stance; readonly brief: Brief }[];
}

/** A number that is new, beside the one that stood there last for the same metric. */
export interface FigureNews {
  readonly figure: Cited<Figure>;
  /**
   * The last one of the same speaker, else of anybody, by the time that it is for. Both are to be shown in full: who gave them,
   * for when and how exactly may differ. Undefined where nobody had given one, or only about other subjects.
   */
  readonly earlier: { readonly figure: Figure; readonly brief: Brief } | undefined;
}
