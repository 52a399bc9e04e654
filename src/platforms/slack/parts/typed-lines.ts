import type { Message, Span } from '../../../message/model.ts';
import { mapSpans } from '../../../message/spans.ts';
import type { CommandNames } from './command-names.ts';

/** The message with each command line in it as its readers type it here. Only what says that it is one is touched. */
export function withTypedLines(message: Message, names: CommandNames): Message {
  const typed = (span: Span): Span =>
    span.kind === 'code' && span.isLine ? { ...span, text: names.typed(span.text) } : span;
  return { ...message, blocks: message.blocks.map((block) => mapSpans(block, typed)) };
}
