import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { isDisputed, type ClaimRecord } from '../corpus/facts.ts';
import type { Target } from '../corpus/target.ts';
import type { Block, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { claimItem } from './kit/claims.ts';
import { nothingFound } from './kit/empty.ts';
import { createPage } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface DisputedView {
  /** Absent: the whole corpus. */
  readonly target?: Target | undefined;
  readonly evidence: Evidence;
  /** Each with all its stances in all briefs. */
  readonly claims: readonly ClaimRecord[];
  /** How many disputes there are, where `claims` does not hold them all. */
  readonly total?: number | undefined;
  readonly state: CorpusState;
}

/** Every side of each claim. Nothing here says who is right. */
export function disputedView({ target, evidence, claims, total, state }: DisputedView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const title = target ? `Disputed: ${target.title}` : 'Disputed';
  const disputes = claims.filter(isDisputed);
  const others = claims.filter((record) => !isDisputed(record));
  const where = target ? ` about ${target.title}` : '';
  if (claims.length === 0) {
    const near = { subjects: target?.near ?? [], command: 'disputed' };
    return nothingFound({ words: `No claim${where} is recorded in these briefs`, evidence, state, near }, lookup);
  }
  const blocks: readonly Block[] = [
    heading(title, 1),
    ...(target ? [scope(evidence, page)] : []),
    ...(disputes.length > 0
      ? section('Claims with two sides', disputes, (record) => claimItem(record, page), {
          max: disputes.length,
          ...(total === undefined ? {} : { total }),
        })
      : [note(plain(`No claim${where} has both somebody for it and somebody against it in these briefs.`))]),
    ...section('Claims with one side', others, (record) => claimItem(record, page), { max: others.length }),
    ...actions(
      ...(target ? [button('Brief', writeLine('brief', [target.ask])), button('All disputes', 'disputed')] : []),
      ...earlierAction(evidence),
    ),
  ];
  return page.message('dispute', `${count(total ?? disputes.length, 'disputed claim')}${where}`, blocks);
}
