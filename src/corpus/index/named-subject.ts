import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { ActorKind } from '../register-schema.ts';

/** What the name tables need to know of a subject. Every `Subject` is one. */
export interface NamedSubject {
  readonly id: SubjectId;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly briefs: number;
  /** Of an actor only. */
  readonly actorKind?: ActorKind | 'unknown' | undefined;
  /** Of an actor only. */
  readonly roles?: readonly NamedRole[] | undefined;
}

export interface NamedRole {
  readonly title: string;
  readonly of?: SubjectId | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
