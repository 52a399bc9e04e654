import type { types } from '@slack/bolt';
import type { Block, Spans } from '../../../message/model.ts';
import { section, type RichElement } from './rich-text.ts';

type List = Pick<Block & { kind: 'list' }, 'items' | 'ordered' | 'start'>;

/** `offset` is in the reference and not yet in the package of types: the first number is one more than it. */
export type RichList = types.RichTextList & { offset?: number };

/**
 * A list as the platform has it: lists that follow one another, each of one depth. What stands under an item is a list
 * indented by one; the list goes on after it, an ordered one with the number that is next.
 * https://docs.slack.dev/reference/block-kit/block-elements/rich-text-list-element
 */
export function listsOf(
  { items, ordered, start = 1 }: List,
  lineOf: (spans: Spans) => readonly RichElement[],
): RichList[] {
  const lists: RichList[] = [];
  const add = (indent: 0 | 1, line: readonly RichElement[], number: number) => {
    const style = ordered && indent === 0 ? 'ordered' : 'bullet';
    const last = lists.at(-1);
    if (last && (last.indent ?? 0) === indent) {
      last.elements.push(section(line));
      return;
    }
    lists.push({
      type: 'rich_text_list',
      style,
      ...(indent === 0 ? {} : { indent }),
      ...(style === 'ordered' && number > 1 ? { offset: number - 1 } : {}),
      elements: [section(line)],
    });
  };
  for (const [index, { spans, under = [] }] of items.entries()) {
    add(0, lineOf(spans), start + index);
    for (const below of under) add(1, lineOf(below), 1);
  }
  return lists;
}
