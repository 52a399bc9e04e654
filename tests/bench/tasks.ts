import type { Spread } from './measure.ts';
import type { QuestionKind } from './questions.ts';

/** What each child process is told and what it answers. Times are in milliseconds. */
export interface Tasks {
  generate(orders: Made): { readonly bytes: number; readonly ms: number };
  /** Reads, parses, checks and folds every brief: what any index must at least do. */
  floor(orders: Made): FloorTimes;
  minisearchBuild(orders: Made & Saved): { readonly ms: number; readonly bytes: number };
  /** The whole of a program that answers one question: its caller measures how long the process lives. */
  minisearchFirst(orders: Saved & { readonly text: string }): { readonly hits: number };
  minisearchAsk(orders: Made & Saved): Promise<AskTimes>;
  dossierBuild(orders: Made & Saved): Promise<{ readonly ms: number; readonly bytes: number; readonly briefs: number }>;
  dossierAsk(orders: Made & Saved): Promise<AskTimes>;
  /** The slowest resolutions of texts that no hand would type. */
  dossierResolve(orders: Made & Saved & { readonly texts: number }): Promise<{
    readonly times: Spread;
    /** The start of the slowest text, as JSON. */
    readonly slowest: string;
  }>;
}

export type TaskName = keyof Tasks;

/** A generated corpus and where it lies. */
export interface Made {
  readonly briefs: number;
  readonly seed: number;
  readonly folder: string;
  /** The file that says what is asked: a `Script` of `questions.ts`. */
  readonly script: string;
}

export interface Saved {
  /** Where the index is kept: a file for MiniSearch, a folder for Dossier. */
  readonly index: string;
}

export interface FloorTimes {
  readonly read: number;
  readonly parse: number;
  readonly check: number;
  readonly fold: number;
}

export interface AskTimes {
  readonly whole: Spread;
  readonly kinds: Readonly<Partial<Record<QuestionKind, KindTimes>>>;
  readonly keystroke: Spread;
}

export interface KindTimes {
  readonly times: Spread;
  /** How many questions of this kind found something. */
  readonly answered: number;
}
