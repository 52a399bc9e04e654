import type { Day } from '../kernel/partial-date.ts';
import type { BriefId, ClaimId, SubjectId } from './ids.ts';
import type { Brief, Subject, SubjectKind } from './model.ts';
import type { NameTable } from './name-table.ts';
import type { Problem } from './problem.ts';
import type { SharedKey } from './shared-keys.ts';

/**
 * What commands may ask of the briefs. Every method answers at once from the index, from one consistent version of it;
 * lists of briefs run from the newest publication to the oldest. Nothing here is ever cut without saying so: a list
 * that was limited comes with the number of all.
 */
export interface Corpus {
  /** Grows with every change that was taken into service. The same revision gives the same answers. */
  revision(): number;

  state(): CorpusState;

  brief(id: BriefId): Brief | undefined;

  subject(id: SubjectId): Subject | undefined;

  /** The ids of a subject and of all that lies within it. `[id]` alone for an id that is not known. */
  covers(id: SubjectId): ReadonlySet<SubjectId>;

  /** Briefs that fit every part of the query. */
  briefs(query: BriefQuery): BriefList;

  /**
   * Full text: any text, which is never read as a query language, with "words in quotes" kept together. An empty list
   * where the text has no word to look for. The one list that may run in another order: see `SearchList`.
   */
  search(text: string, query: BriefQuery): SearchList;

  /** Claims on which somebody asserts or confirms and somebody doubts or denies, latest first. */
  disputes(query: { readonly since?: Day | undefined; readonly until?: Day | undefined; readonly limit: number }): {
    readonly claims: readonly ClaimId[];
    readonly total: number;
  };

  /** Every brief that speaks of a claim, newest first. */
  claim(id: ClaimId): readonly Brief[];

  /** The ids of the briefs of `claim`, in the same order: for who has read some of them already. */
  claimIds(id: ClaimId): readonly BriefId[];

  /** The ids of all briefs with an event, a metric or an article, newest first. */
  sharing(key: SharedKey): readonly BriefId[];

  /** Whether a brief speaks of a subject that is none of these. Ends at the first that it finds. */
  isNamedBeside(id: SubjectId, briefs: Pick<ReadonlySet<BriefId>, 'has'>): boolean;

  /** Who shares briefs with a subject, most briefs first. `among` is how many of its newest briefs were counted. */
  companions(
    id: SubjectId,
    query: { readonly kinds: readonly SubjectKind[]; readonly limit: number },
  ): { readonly companions: readonly Companion[]; readonly total: number; readonly among: number };

  /** The subjects that most of the newest briefs speak of, most first. */
  inTheNews(query: { readonly kinds: readonly SubjectKind[]; readonly limit: number }): readonly Subject[];

  /** Outlets and agencies that carried the briefs of a query, most briefs first. `among`: how many briefs were read. */
  outlets(query: BriefQuery): {
    readonly outlets: readonly OutletShare[];
    readonly total: number;
    readonly among: number;
  };

  readonly names: NameTable;
}

export interface BriefQuery {
  /** The brief speaks of all of these, or of something within each. */
  readonly subjects?: readonly SubjectId[] | undefined;
  /** Published no earlier than this day. A date of several days fits where any of them does. */
  readonly since?: Day | undefined;
  /** Published no later than this day. */
  readonly until?: Day | undefined;
  /** Published by this outlet, repeating its reporting, or passing on what it carried. */
  readonly outlet?: SubjectId | undefined;
  readonly limit: number;
}

export interface BriefList {
  /** At most `limit`, newest first. */
  readonly briefs: readonly Brief[];
  /** How many there are in all. */
  readonly total: number;
  /** True where counting stopped at `total`, so that there are at least as many. */
  readonly atLeast: boolean;
}

export interface SearchList extends BriefList {
  /** `best`: what fits the words best comes first. `newest`: so many fit that the newest come first. */
  readonly order: 'best' | 'newest';
  /** `any`: no brief has all the words, and these have one of them or more. */
  readonly words: 'all' | 'any';
}

export interface Companion {
  readonly subject: Subject;
  readonly briefs: number;
}

export interface OutletShare {
  readonly outlet: Subject;
  readonly briefs: number;
  readonly first: Day;
  readonly last: Day;
}

export interface CorpusState {
  readonly briefs: number;
  readonly actors: number;
  readonly places: number;
  readonly topics: number;
  readonly first?: Day | undefined;
  readonly last?: Day | undefined;
  /** What is wrong in the folder. A file named here answers with its last good version, or not at all if it had none. */
  readonly problems: readonly Problem[];
  /** Set while the index is behind the folder. */
  readonly catchingUp?: { readonly done: number; readonly total: number } | undefined;
  /** When the folder was last read through, as an ISO instant. */
  readonly checkedAt?: string | undefined;
}
