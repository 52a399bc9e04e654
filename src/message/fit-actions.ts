import { ACTION_LINE_MAX, type Action, type Block, type Message } from './model.ts';

/**
 * The message with only such actions as every platform takes: one line over `ACTION_LINE_MAX` and the whole message is
 * refused. What is too long for a button stands there as a line to type, so that nothing is lost.
 */
export function fitActions(message: Message): Message {
  const isLong = message.blocks.some((block) => block.kind === 'actions' && !block.actions.every(fits));
  return isLong ? { ...message, blocks: message.blocks.flatMap(fitBlock) } : message;
}

function fitBlock(block: Block): readonly Block[] {
  if (block.kind !== 'actions') return [block];
  const tooLong = block.actions.flatMap(linesOf).filter(({ line }) => line.length > ACTION_LINE_MAX);
  if (tooLong.length === 0) return [block];
  const actions = block.actions.flatMap(shortOf);
  return [
    { kind: 'note', spans: [{ kind: 'plain', text: 'Too long for a button, to be typed:' }] },
    {
      kind: 'list',
      ordered: false,
      items: tooLong.map(({ label, line }) => ({
        spans: [
          { kind: 'plain', text: `${label}: ` },
          { kind: 'code', text: line, isLine: true },
        ],
      })),
    },
    ...(actions.length > 0 ? [{ kind: 'actions' as const, actions }] : []),
  ];
}

function shortOf(action: Action): readonly Action[] {
  if (fits(action)) return [action];
  if (action.kind === 'button') return [];
  const options = action.options.filter(({ line }) => line.length <= ACTION_LINE_MAX);
  return options.length > 0 ? [{ ...action, options }] : [];
}

function fits(action: Action): boolean {
  return linesOf(action).every(({ line }) => line.length <= ACTION_LINE_MAX);
}

/** What the reader of an action reads, and the line that it sends. A menu stands for its options. */
function linesOf(action: Action): readonly { readonly label: string; readonly line: string }[] {
  return action.kind === 'button' ? [action] : action.options;
}
