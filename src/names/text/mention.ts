import type { SubjectId } from '../../corpus/ids.ts';

/** Words of a text that name a subject, or one of several. */
export interface Mention {
  /** What the words mean, or where `sure` is false what they may mean. Best first, never empty. */
  readonly ids: readonly SubjectId[];
  readonly sure: boolean;
  /** `office`: by a role that the subject holds. `variant`: in another spelling of the same sound. */
  readonly how: 'name' | 'part' | 'variant' | 'office';
  /** The words are common nouns, to be taken for a name only beside what the name is tied to. */
  readonly common: boolean;
  /** The first word of the text that belongs to it, and the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** The mention that each word of the text belongs to. */
export function byWord(mentions: readonly Mention[]): ReadonlyMap<number, Mention> {
  const found = new Map<number, Mention>();
  for (const mention of mentions) for (let at = mention.first; at < mention.end; at += 1) found.set(at, mention);
  return found;
}
