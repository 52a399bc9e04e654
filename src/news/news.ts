import type { ClaimRecord, Cited } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Actor, Brief, Figure, Point, Stance, Statement } from '../corpus/model.ts';
import type { Window } from '../state/delivery.ts';
import type { Mark } from '../state/arrivals.ts';

/** Tells what is new: what arrived between two marks, set against all that had arrived before. */
export interface NewsDesk {
  /** The news of a window that a filter lets through. Nothing of it is cut. */
  between(window: Window, filter: NewsFilter): Promise<News>;
  /** The last mark: up to here everything that is in service has arrived. */
  last(now: Temporal.Instant): Promise<Mark>;
  /** The last mark that had been given out at a time. */
  lastAt(at: Temporal.Instant): Promise<Mark>;
}

/** Everything it names has to hold; a filter means only that. Empty lists let everything through. */
export interface NewsFilter {
  /** About one of these, or of what lies within one of them. */
  readonly about: readonly SubjectId[];
  /** Lines about one of these are left out. */
  readonly without: readonly SubjectId[];
  /** Carried by one of these. */
  readonly outlets: readonly SubjectId[];
  /** Briefs that one of these published are left out. */
  readonly withoutOutlets: readonly SubjectId[];
  /** Lines that hold all of these words. */
  readonly text?: string | undefined;
}

export interface News {
  readonly window: Window;
  /** Briefs that arrived, edited ones included, before the filter. */
  readonly arrived: number;
  /** The newest publication first. */
  readonly stories: readonly Story[];
  readonly corrections: readonly Correction[];
  readonly disputes: readonly DisputeNews[];
  readonly figures: readonly FigureNews[];
  /** Actors that no brief had named before. */
  readonly actors: readonly { readonly actor: Actor; readonly brief: Brief }[];
}

/** New briefs about the same event, as one item with what is new in them. */
export interface Story {
  /** The one whose headline stands for it comes first. */
  readonly briefs: readonly [Brief, ...Brief[]];
  /** Briefs about the same event that had arrived before: the story goes on. */
  readonly earlier: readonly Brief[];
  readonly points: readonly Cited<Point>[];
  readonly statements: readonly Cited<Statement>[];
}

/** A brief that was there before and says something else now. */
export interface Correction {
  readonly brief: Brief;
  readonly points: readonly Point[];
  readonly statements: readonly Statement[];
  readonly figures: readonly Figure[];
  /** How many lines it no longer has. */
  readonly removed: number;
  /** Its headline or its summary is another. */
  readonly isReworded: boolean;
}

/** A claim that became disputed, or a dispute in which somebody took a side. */
export interface DisputeNews {
  readonly kind: 'new' | 'changed';
  /** With every side that any brief of the corpus reports. */
  readonly record: ClaimRecord;
  readonly added: readonly { readonly stance: Stance; readonly brief: Brief }[];
}

/** A number that is new, beside the one that stood there last for the same metric. */
export interface FigureNews {
  readonly figure: Cited<Figure>;
  /** Undefined where nobody had given one. In a correction it is what the same brief said before. */
  readonly earlier: { readonly figure: Figure; readonly brief: Brief } | undefined;
}
