import type { Corpus } from '../../corpus/corpus.ts';
import type { Statement } from '../../corpus/model.ts';
import type { Verdict } from '../../corpus/text-findings.ts';
import { isReporting } from '../../names/text/common-words.ts';
import type { ReadSentence } from './text-reader.ts';

/**
 * Words of another than the person who speaks in the sentence differ in who said them. Where a state, a body or an outlet
 * is named, or nobody speaks, nothing differs: an official may speak for it, and the line says who it was.
 */
export function speakerVerdict(corpus: Corpus, { sentence, subjects }: ReadSentence, statement: Statement): Verdict {
  const actors = subjects.flatMap((id) => {
    const subject = corpus.subject(id);
    return subject?.kind === 'actor' ? [subject] : [];
  });
  const speaks = (sentence.text.match(/\p{L}+/gu) ?? []).some(isReporting);
  const isOthers = actors.length > 0 && actors.every((one) => one.actorKind === 'person' && one.id !== statement.by);
  return speaks && isOthers ? { kind: 'differs', how: 'in who said it' } : { kind: 'found' };
}
