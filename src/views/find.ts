import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { foldedTokens } from '../kernel/fold.ts';
import type { Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { hitItem } from './kit/hits.ts';
import { createPage } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, section } from './kit/section.ts';
import { count, heading } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

/** As many as a menu of every platform holds. */
const MENU = 20;

export interface FindView {
  readonly text: string;
  readonly evidence: Evidence;
  readonly state: CorpusState;
}

/** The briefs that hold the words, with the lines that do, the words marked. */
export function findView({ text, evidence, state }: FindView, lookup: Lookup): Message {
  const { briefs, total, atLeast } = evidence;
  if (briefs.length === 0) return nothingFound({ words: `No brief holds “${text}”`, evidence, state }, lookup);
  const page = createPage(lookup);
  const words = new Set(foldedTokens(text));
  const title = `“${text}”`;
  return page.message('news', `${title}: ${atLeast ? 'more than ' : ''}${count(total, 'brief')}`, [
    heading(title, 1),
    scope(evidence, page),
    ...section('Found in', briefs, (brief) => hitItem(brief, words, page), { max: briefs.length, total }),
    ...actions(
      {
        kind: 'menu',
        prompt: 'Read a brief…',
        options: briefs.slice(0, MENU).map((brief) => ({
          label: brief.headline,
          hint: page.when(brief.published),
          line: writeLine('story', [brief.id]),
        })),
      },
      ...earlierAction(evidence),
    ),
  ]);
}
