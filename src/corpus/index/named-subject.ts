import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';

/** What the name tables need to know of a subject. */
export interface NamedSubject {
  readonly id: SubjectId;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly briefs: number;
  /** The actor is an outlet or an agency. */
  readonly outlet: boolean;
  /** Empty for anything but an actor. */
  readonly roles: readonly NamedRole[];
}

export interface NamedRole {
  readonly title: string;
  readonly of?: SubjectId | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
