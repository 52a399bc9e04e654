import type { CorpusState } from '../../corpus/corpus.ts';
import type { Evidence } from '../../corpus/evidence.ts';
import type { Block, Message } from '../../message/model.ts';
import { searched } from './searched.ts';
import { narrowed } from './scope.ts';
import { plain, text } from './spans.ts';

/** An empty result: what was looked through, and never that nothing happened. */
export function nothingFound(
  words: string,
  evidence: Pick<Evidence, 'filters'>,
  state: CorpusState,
  more: readonly Block[] = [],
): Message {
  const sentence = `${words}${narrowed(evidence)}.`;
  const isNarrow = Object.values(evidence.filters).some((filter) => filter !== undefined);
  return {
    tone: 'notice',
    summary: sentence,
    blocks: [
      text(plain(sentence), plain(isNarrow ? ' Try with fewer filters.' : '')),
      searched(state),
      ...more,
      { kind: 'actions', actions: [{ kind: 'button', label: 'Latest briefs', line: 'latest' }] },
    ],
    sources: [],
  };
}
