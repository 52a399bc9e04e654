import type { CorpusState } from '../corpus/corpus.ts';
import type { Message } from '../message/model.ts';
import type { News, NewsFilter } from '../news/news.ts';
import { filterText, headNotes, sinceText, type DigestHead } from './digest-head.ts';
import { listed, repeatsSpans } from './kit/news-items.ts';
import { createPage } from './kit/page.ts';
import { searched } from './kit/searched.ts';
import { heading, note, plain, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface NoNewsView {
  readonly head: DigestHead;
  readonly filter: NewsFilter;
  /** What the digest would show, by name: "stories". */
  readonly sections: readonly string[];
  readonly arrived: number;
  readonly repeats: News['repeats'];
  readonly state: CorpusState;
}

/** For a digest that says so where it has nothing: what was looked for, and never that nothing happened. */
export function noNewsView({ head, filter, sections, arrived, repeats, state }: NoNewsView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const only = filterText(filter, lookup);
  const holds = `It shows ${listed(sections)}${only === '' ? '' : ` ${only}`}.`;
  // A preview of many arrivals reads the last ones, and knows nothing of the others.
  const isAll = head.passedOver === 0;
  const nothing = isAll ? `nothing new in the briefs since ${sinceText(head)}` : 'nothing new in the last arrivals';
  const of = isAll ? 'the briefs that arrived' : 'the briefs that were read';
  return page.message('notice', `${head.name}: ${nothing}`, [
    heading(head.name, 1),
    text(plain(`Nothing in ${of} is new for this digest. More may have happened than the briefs tell.`)),
    ...headNotes(head, arrived),
    note(plain(holds)),
    ...(repeats.length > 0 ? [note(...repeatsSpans(repeats, page))] : []),
    ...(isAll ? [searched(state)] : []),
  ]);
}
