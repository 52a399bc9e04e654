import type { Cited, ClaimRecord } from './facts.ts';
import type { Brief, Figure, Point, Statement, Subject } from './model.ts';

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

/** A foreign text beside the briefs. Nothing is judged: each line says what the briefs hold, and where the two differ. */
export interface TextComparison {
  /** Of which the briefs hold something, in the order of the text. */
  readonly sentences: readonly ComparedSentence[];
  readonly absent: readonly AbsentSentence[];
  /** Sentences that say something only together with what stands before them: "Moscow denied it." */
  readonly leaning: readonly string[];
  /** Sentences that were too many to be compared. */
  readonly unread: number;
  /** Sentences in words that are not those of the briefs, which are in another language. */
  readonly foreign: number;
}

/** `differs`: the same thing otherwise, and `how`. `beside`: what else the briefs give for the same. */
export type Verdict =
  | { readonly kind: 'found' }
  | { readonly kind: 'differs'; readonly how: string }
  | { readonly kind: 'beside' };

export interface Compared<T> {
  readonly verdict: Verdict;
  readonly line: T;
}

export interface ComparedSentence {
  readonly words: string;
  readonly numbers: readonly ComparedPart<Cited<Figure>>[];
  readonly quotes: readonly ComparedPart<Cited<Statement>>[];
  /** Each with every side that any brief reports. */
  readonly claims: readonly Compared<ClaimRecord>[];
  readonly statements: readonly Compared<Cited<Statement>>[];
  readonly points: readonly Compared<Cited<Point>>[];
  /** Whose headline, title or summary tells of it, where none of their lines does. */
  readonly briefs: readonly Compared<Brief>[];
}

/** A number or a quotation of a sentence. No line: not in these briefs. */
export interface ComparedPart<T> {
  readonly words: string;
  readonly lines: readonly Compared<T>[];
}

export interface AbsentSentence {
  readonly words: string;
  /** The subjects that it names and a brief names together on one line, which tells something else of them. */
  readonly beside?: { readonly subjects: readonly Subject[]; readonly brief: Brief } | undefined;
}
