import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import type { Subject } from '../corpus/model.ts';
import type { Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { createPage } from './kit/page.ts';
import { headlineItem } from './kit/items.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, section } from './kit/section.ts';
import { heading } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';

const OPTIONS = 20;

export interface LatestView {
  readonly evidence: Evidence;
  /** What the newest briefs speak of most. */
  readonly subjects: readonly Subject[];
  readonly state: CorpusState;
}

/** The newest briefs, newest first, and what they speak of. */
export function latestView({ evidence, subjects, state }: LatestView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const { briefs, total } = evidence;
  const [newest] = briefs;
  if (!newest) return nothingFound({ words: 'No brief fits', evidence, state }, lookup);
  return page.message('news', `Latest: ${newest.headline}`, [
    heading('Latest briefs', 1),
    scope(evidence, page),
    ...section('Newest first', briefs, (brief) => headlineItem(brief, page), {
      max: briefs.length,
      total,
    }),
    ...actions(
      {
        kind: 'menu',
        prompt: 'Read a brief…',
        options: briefs.slice(0, OPTIONS).map((brief) => ({
          label: brief.headline,
          hint: page.when(brief.published),
          line: writeLine('story', [brief.id]),
        })),
      },
      ...(subjects.length === 0
        ? []
        : [
            {
              kind: 'menu' as const,
              prompt: 'In the news…',
              options: subjects.map((subject) => subjectOption(subject, writeLine('brief', [subject.id]), lookup)),
            },
          ]),
      ...earlierAction(evidence),
    ),
  ]);
}
