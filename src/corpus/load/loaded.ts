import type { BriefContent } from '../brief-content.ts';
import type { BriefId, SubjectId } from '../ids.ts';
import type { Brief, SubjectKind } from '../model.ts';
import type { Problem } from '../problem.ts';
import type { ActorEntry, PlaceEntry, TopicEntry } from '../register-schema.ts';

/** A file of the briefs folder as a scan finds it, not yet read. */
export interface FoundFile {
  /** From the briefs folder, with forward slashes. */
  readonly path: string;
  readonly role: 'brief' | 'register';
  readonly size: number;
  readonly modifiedMs: number;
}

/** The registers in force. `lookup` finds the subject that a plain name means, by folded name, alias or id. */
export interface Registers {
  readonly actors: ReadonlyMap<SubjectId, ActorEntry>;
  readonly places: ReadonlyMap<SubjectId, PlaceEntry>;
  readonly topics: ReadonlyMap<SubjectId, TopicEntry>;
  kindOf(id: SubjectId): SubjectKind | undefined;
  lookup(name: string): SubjectId | undefined;
}

/** A plain name that a brief uses and no register knows. */
export interface PlainName {
  readonly id: SubjectId;
  readonly kind: SubjectKind;
  readonly name: string;
}

export type LoadedBrief =
  | {
      readonly ok: true;
      readonly brief: Brief;
      readonly content: BriefContent;
      readonly plainNames: readonly PlainName[];
      /** Warnings only. */
      readonly problems: readonly Problem[];
    }
  | { readonly ok: false; readonly id: BriefId | undefined; readonly problems: readonly Problem[] };
