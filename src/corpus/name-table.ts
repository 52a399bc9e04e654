import type { SubjectId } from './ids.ts';
import type { SubjectKind } from './model.ts';

/**
 * The names of all subjects, laid out for look-up. It knows spellings and where they lead; what a reader meant is
 * decided in `names/`. All tokens are as `kernel/fold.ts` makes them. Each method takes well under a millisecond at
 * 100,000 names.
 */
export interface NameTable {
  /** Subjects one of whose whole names (id, canonical name, alias) folds to this text. */
  named(folded: string): readonly NameHit[];
  /** Subjects that have this token in a name. At most `limit`, most briefs first. */
  withToken(token: string, limit: number): readonly NameHit[];
  /** Subjects with a token that sounds or is spelt the same after `skeleton` of `kernel/fold.ts`. Most briefs first. */
  withSkeleton(skeleton: string, limit: number): readonly NameHit[];
  /** Subjects with a token that begins so. Most briefs first. */
  withPrefix(prefix: string, limit: number): readonly NameHit[];
  /** Subjects whose initials are these letters: `jk` for John Kerry. */
  withInitials(initials: string, limit: number): readonly NameHit[];
  /** Tokens that share the most trigrams with this one: candidates for a typo, to be measured by edit distance. */
  tokensLike(token: string, limit: number): readonly string[];
  /** Subjects whose sound key (`kernel/fold.ts`) is this: for suggestions only. */
  withSound(sound: string, limit: number): readonly NameHit[];
  /** Actors who hold or held a role whose title has all of these tokens, with the role. */
  withRole(titleTokens: readonly string[], limit: number): readonly RoleHit[];
  /** All folded names of a subject: canonical first. Empty for an id that is not known. */
  namesOf(id: SubjectId): readonly string[];
}

export interface NameHit {
  readonly id: SubjectId;
  readonly kind: SubjectKind;
  /** As readers see it. */
  readonly name: string;
  /** In how many briefs it appears: what most readers mean. */
  readonly briefs: number;
  /** The actor is an outlet or an agency. */
  readonly outlet: boolean;
}

export interface RoleHit extends NameHit {
  readonly title: string;
  readonly of?: SubjectId | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
