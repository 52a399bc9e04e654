import type { CorpusState } from '../../corpus/corpus.ts';
import type { Evidence } from '../../corpus/evidence.ts';
import type { Subject } from '../../corpus/model.ts';
import { writeLine } from '../../line/write-line.ts';
import type { Block, Message } from '../../message/model.ts';
import { searched } from './searched.ts';
import { narrowing } from './scope.ts';
import { actions, button } from './section.ts';
import { plain, text } from './spans.ts';
import { subjectOption, type Lookup } from './subjects.ts';

export interface Nothing {
  /** "No statement by Sergey Lavrov", without what the filters add. */
  readonly words: string;
  readonly evidence: Pick<Evidence, 'filters'>;
  readonly state: CorpusState;
  /** Subjects whose names are near what was typed, and the command that was to answer about one. */
  readonly near?: { readonly subjects: readonly Subject[]; readonly command: string };
  readonly more?: readonly Block[];
}

/** An empty result: what was looked through and what is near, and never that nothing happened. */
export function nothingFound({ words, evidence, state, near, more = [] }: Nothing, lookup: Lookup): Message {
  const filters = narrowing(evidence);
  const sentence = `${words}${filters.length > 0 ? ` (${filters.join(', ')})` : ''}.`;
  const options = (near?.subjects ?? []).map((subject) =>
    subjectOption(subject, writeLine(near?.command ?? 'brief', [subject.id]), lookup),
  );
  return {
    tone: 'notice',
    summary: sentence,
    blocks: [
      text(plain(sentence), plain(filters.length > 0 ? ' Try with fewer filters.' : '')),
      searched(state),
      ...(options.length > 0 ? actions({ kind: 'menu', prompt: 'Did you mean', options }) : []),
      ...more,
      ...actions(button('Latest briefs', 'latest')),
    ],
    sources: [],
  };
}
