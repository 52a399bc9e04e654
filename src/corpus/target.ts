import type { SubjectId } from './ids.ts';
import type { Subject } from './model.ts';

/** What an answer is about, as its reader sees it and as a follow-up line asks for it. */
export interface Target {
  /** Absent where the question is words that no subject is called. */
  readonly subject?: Subject | undefined;
  /** The name of the subject, or the words in quotation marks. */
  readonly title: string;
  /** The id, or the words. */
  readonly ask: string;
  /** For words: subjects whose names are near. */
  readonly near: readonly Subject[];
  /** The subject and all that lies within it. */
  readonly covers: ReadonlySet<SubjectId>;
}
