import type { Dated } from '../../corpus/fields.ts';
import type { Brief } from '../../corpus/model.ts';
import type { Block, Message, Tone } from '../../message/model.ts';
import { createCitations, type Citations } from './citations.ts';
import { datedText, INFERRED, publishedText } from './dates.ts';
import { commandLine, note, plain } from './spans.ts';
import type { Lookup } from './subjects.ts';

/** What the lines of one answer share while it is being made. */
export interface Page {
  readonly lookup: Lookup;
  readonly citations: Citations;
  /** A date as readers read it. The answer explains the mark of an inferred one wherever it holds any. */
  when(dated: Dated): string;
  /** The days on which some briefs were published: "~26 Aug 2016 – 29 Nov 2016". */
  published(briefs: readonly Brief[]): string;
  /** The finished answer, with its sources. To be called once, when all its blocks are made. */
  message(tone: Tone, summary: string, blocks: readonly Block[]): Message;
}

export function createPage(lookup: Lookup): Page {
  let inferred = false;
  const when = (dated: Dated) => {
    inferred ||= dated.basis === 'inferred';
    return datedText(dated);
  };
  const citations = createCitations(lookup, when);
  return {
    lookup,
    citations,
    when,
    published: (briefs) => publishedText(briefs, when),
    message(tone, summary, blocks) {
      const legend = note(
        plain(`${INFERRED} before a date: it was worked out, the article does not state it. `),
        commandLine('story'),
        plain(' says how.'),
      );
      // Actions stay last, where thumbs and eyes look for them.
      const firstAction = blocks.findLastIndex((block) => block.kind !== 'actions') + 1;
      const all = inferred ? [...blocks.slice(0, firstAction), legend, ...blocks.slice(firstAction)] : blocks;
      return { tone, summary, blocks: all, sources: citations.entries() };
    },
  };
}
