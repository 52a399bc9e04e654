import type { Block } from './model.ts';

/** Between how many parts a block may be split: the items of a list, the rows of a table. 1 for all that stays whole. */
export function unitsOf(block: Block): number {
  switch (block.kind) {
    case 'list':
      return Math.max(1, block.items.length);
    case 'facts':
      return Math.max(1, block.facts.length);
    case 'table':
      return Math.max(1, block.rows.length);
    case 'actions':
      return Math.max(1, block.actions.length);
    case 'heading':
    case 'text':
    case 'quote':
    case 'note':
    case 'divider':
      return 1;
  }
}

/** The units of a block from one to another. Only the part with the last unit tells what was omitted. */
export function sliceOf(block: Block, from: number, to: number): Block {
  if (from === 0 && to >= unitsOf(block)) return block;
  switch (block.kind) {
    case 'list':
      return {
        ...block,
        ...(block.ordered ? { start: (block.start ?? 1) + from } : {}),
        items: block.items.slice(from, to),
        omitted: to >= block.items.length ? block.omitted : undefined,
      };
    case 'table':
      return {
        ...block,
        rows: block.rows.slice(from, to),
        omitted: to >= block.rows.length ? block.omitted : undefined,
      };
    case 'facts':
      return { ...block, facts: block.facts.slice(from, to) };
    case 'actions':
      return { ...block, actions: block.actions.slice(from, to) };
    case 'heading':
    case 'text':
    case 'quote':
    case 'note':
    case 'divider':
      return block;
  }
}
