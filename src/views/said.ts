import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { statementsIn, type Cited } from '../corpus/facts.ts';
import type { Statement } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import type { Block, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { byTime, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button } from './kit/section.ts';
import { count, heading, list } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface SaidView {
  /** Absent: everybody. */
  readonly speaker?: Target | undefined;
  readonly about?: Target | undefined;
  readonly evidence: Evidence;
  readonly state: CorpusState;
}

/** Statements in date order. */
export function saidView({ speaker, about, evidence, state }: SaidView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const title = `What ${speaker ? speaker.title : 'was'} said${about ? ` about ${about.title}` : ''}`;
  const statements = statementsIn(evidence.briefs, evidence.concern)
    .filter((cited) => !speaker || speaker.covers.has(cited.item.by))
    .toSorted(byTime);
  const follow = [
    ...(speaker && about ? [button(`All of ${speaker.title}`, writeLine('said', [speaker.ask]))] : []),
    ...(speaker ? [button('Who is this?', writeLine('who', [speaker.ask]))] : []),
    ...earlierAction(evidence),
  ];
  if (statements.length === 0) {
    const words = speaker ? `No statement by ${speaker.title}` : 'No statement';
    const sentence = `${words}${about ? ` about ${about.title}` : ''} in these briefs`;
    return nothingFound({ words: sentence, evidence, state, more: actions(...follow) }, lookup);
  }
  const only = speaker?.subject?.id;
  const blocks = [
    heading(title, 1),
    evidence.briefs.length < evidence.total ? scope(evidence, page) : restsOn(statements, evidence, page),
    list(statements.map((cited) => statementItem(cited, page, { speaker: cited.item.by !== only }))),
    ...actions(...follow),
  ];
  return page.message('person', `${title}: ${count(statements.length, 'statement')}`, blocks);
}

/** The briefs that hold these statements: others that fit the question say nothing of it. */
function restsOn(statements: readonly Cited<Statement>[], evidence: Evidence, page: Page): Block {
  const cited = new Set(statements.flatMap(({ briefs }) => briefs));
  const briefs = evidence.briefs.filter((brief) => cited.has(brief));
  return scope({ ...evidence, briefs, total: briefs.length }, page, `${count(statements.length, 'statement')} in `);
}
