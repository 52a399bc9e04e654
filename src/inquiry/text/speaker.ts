import type { Corpus } from '../../corpus/corpus.ts';
import type { Statement } from '../../corpus/model.ts';
import type { Verdict } from '../../corpus/text-findings.ts';
import { isReporting } from '../../names/text/common-words.ts';
import { isSame } from './likeness.ts';
import type { ReadSentence } from './text-reader.ts';

/** Words of another than those who speak in the sentence differ in who said them. Where nobody speaks, nothing differs. */
export function speakerVerdict(corpus: Corpus, { sentence, subjects }: ReadSentence, statement: Statement): Verdict {
  const actors = subjects.filter((id) => corpus.subject(id)?.kind === 'actor');
  const speaks = (sentence.text.match(/\p{L}+/gu) ?? []).some(isReporting);
  const speakers = [statement.by, ...statement.via];
  const isHis = actors.some((id) => speakers.some((speaker) => isSame(corpus, id, speaker)));
  return actors.length === 0 || !speaks || isHis ? { kind: 'found' } : { kind: 'differs', how: 'in who said it' };
}
