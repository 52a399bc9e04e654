import type { Action, Message, Spans } from '../message/model.ts';
import { actions } from './kit/section.ts';
import { text } from './kit/spans.ts';
import { plainSpans } from '../message/plain-text.ts';

/** A sentence about a digest, with what can be done next. Names in it are never read as anything else. */
export function digestSaid(
  spans: Spans,
  { offers = [], again }: { readonly offers?: readonly Action[]; readonly again?: string } = {},
): Message {
  return {
    tone: 'notice',
    summary: spans.map((span) => ('text' in span ? span.text : plainSpans([span]))).join(''),
    blocks: [text(...spans), ...actions(...offers)],
    sources: [],
    ...(again === undefined ? {} : { again }),
  };
}
