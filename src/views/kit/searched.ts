import type { CorpusState } from '../../corpus/corpus.ts';
import type { Block } from '../../message/model.ts';
import { daysText } from './dates.ts';
import { count, note, plain } from './spans.ts';

/** What an empty result has looked through, so that it never reads as "nothing happened". */
export function searched(state: CorpusState): Block {
  if (state.briefs === 0 || state.first === undefined || state.last === undefined) {
    return note(plain('The folder of briefs is empty: there is nothing to search yet.'));
  }
  const behind = state.catchingUp
    ? `; ${state.catchingUp.total - state.catchingUp.done} files are still being read`
    : '';
  return note(
    plain(`Searched ${count(state.briefs, 'brief')}, published ${daysText(state.first, state.last)}${behind}.`),
  );
}
