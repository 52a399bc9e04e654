import type { Action, Block, Message, Span } from '../../../message/model.ts';
import { mapSpans } from '../../../message/spans.ts';
import type { CommandNames } from './command-names.ts';

/** The message with each command line in it as its readers type it here. Only what says that it is one is touched. */
export function withTypedLines(message: Message, names: CommandNames): Message {
  const typedSpan = (span: Span): Span =>
    'isLine' in span && span.isLine ? { ...span, text: names.typed(span.text) } : span;
  const typedLabel = <Labelled extends { readonly label: string; readonly isLine?: boolean | undefined }>(
    one: Labelled,
  ): Labelled => (one.isLine ? { ...one, label: names.typed(one.label) } : one);
  const typedAction = (action: Action): Action =>
    action.kind === 'button' ? typedLabel(action) : { ...action, options: action.options.map(typedLabel) };
  const typed = (block: Block): Block =>
    block.kind === 'actions' ? { ...block, actions: block.actions.map(typedAction) } : mapSpans(block, typedSpan);
  return { ...message, blocks: message.blocks.map(typed) };
}
