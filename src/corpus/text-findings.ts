import type { Brief, Subject } from './model.ts';

/** What a foreign text and the briefs have in common, between whoever finds it and whoever shows it. */
export interface NamesFound extends AbsentNames {
  /** In the order of the text. */
  readonly found: readonly FoundName[];
  /** How many more subjects the text names. */
  readonly beyond: number;
  /** Named, known to the registers, and in no brief. */
  readonly unused: readonly Subject[];
  readonly asked: readonly AskedName[];
}

export interface FoundName {
  readonly subject: Subject;
  /** The words of the text that name it, where they are not its name. */
  readonly words: readonly string[];
  /** The newest brief that speaks of it or that it carried. */
  readonly newest: Brief;
}

/** Words that may mean one of these subjects, or none. */
export interface AskedName {
  readonly words: string;
  readonly candidates: readonly { readonly subject: Subject; readonly newest: Brief }[];
  readonly more: number;
}

export interface AbsentNames {
  /** No subject has the name, but briefs hold the words. */
  readonly inWords: readonly NamedInWords[];
  /** Looks like a name, and no brief holds it. */
  readonly absent: readonly string[];
  readonly absentBeyond: number;
  /** Somewhere in the text nothing tells a name from another word, so that `absent` is incomplete. */
  readonly blind: boolean;
}

export interface NamedInWords {
  readonly words: string;
  readonly brief: Brief;
  readonly total: number;
}
