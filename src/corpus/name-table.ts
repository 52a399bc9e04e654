import type { SubjectId } from './ids.ts';
import type { SubjectKind } from './model.ts';

/**
 * The names of all subjects, laid out for look-up. It knows spellings and where they lead; what a reader meant is
 * decided in `names/`. All tokens are as `kernel/fold.ts` makes them. Each method takes well under a millisecond at
 * 100,000 names. Where many subjects compete, "most briefs first" is exact among those with few briefs and true to a
 * sixth of the number among the others; hits that are returned are always in exact order.
 */
export interface NameTable {
  /** Subjects one of whose whole names (id, canonical name, alias) folds to this text. */
  named(folded: string, limit: number, among?: Among): readonly NameHit[];
  /** Subjects one of whose names has all of these tokens, in any order. No token finds nothing. */
  withTokens(tokens: readonly string[], limit: number, among?: Among): readonly NameHit[];
  /**
   * Subjects one of whose names has all of `earlier` and a token that begins with `prefix`. First those where this is
   * how the name begins, then the others. The completeness of the list is lost, not its order, where several hundred
   * compete.
   */
  withPrefix(earlier: readonly string[], prefix: string, limit: number, among?: Among): readonly NameHit[];
  /** Subjects whose initials are these letters: `jk` for John Kerry. */
  withInitials(initials: string, limit: number, among?: Among): readonly NameHit[];
  /** Actors who hold or held a role whose title has all of these words. `of`: only of this state, party or body. */
  withRole(titleWords: readonly string[], of: SubjectId | undefined, limit: number): readonly RoleHit[];
  /** True where some name has this token. */
  isToken(token: string): boolean;
  /** Tokens of names that share the `skeleton` of `kernel/skeleton.ts`, or begin with it where `open`. */
  tokensSpelt(skeleton: string, limit: number, open?: boolean): readonly string[];
  /** Tokens of names within so many slips of this one, and within what `slipsAllowed` grants it. Nearest first. */
  tokensLike(token: string, slips: 1 | 2, limit: number): readonly string[];
  /** Tokens of names that sound like this one: for suggestions only. */
  tokensSounding(token: string, limit: number): readonly string[];
  /** All folded names of a subject: canonical first, the id among them. Empty for an id that is not known. */
  namesOf(id: SubjectId): readonly string[];
}

/** Which subjects are looked at. All, unless told otherwise. */
export interface Among {
  readonly kinds?: readonly SubjectKind[] | undefined;
  /** Only actors that are outlets or agencies. */
  readonly outlets?: boolean | undefined;
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
  /** The actor is a person, or nobody has said what it is. */
  readonly person?: boolean | undefined;
}

export interface RoleHit extends NameHit {
  readonly title: string;
  readonly of?: SubjectId | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
