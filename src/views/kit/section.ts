import type { Action, Block, Item } from '../../message/model.ts';
import { heading, list } from './spans.ts';

export interface Limit {
  readonly max: number;
  /** Which end of the items is shown. Default `first`. */
  readonly keep?: 'first' | 'last';
  /** How many there are, where `items` does not hold them all. */
  readonly total?: number;
  /** The command line that shows what was left out. */
  readonly line?: string | undefined;
}

/**
 * A heading over a list, or nothing where there are no items. Of more than `max` items the first ones are shown, or with
 * `keep: 'last'` the last ones; the rest are counted, with the line that shows them.
 */
export function section<T>(
  title: string,
  items: readonly T[],
  toItem: (item: T) => Item,
  limit: Limit,
): readonly Block[] {
  if (items.length === 0) return [];
  const shown = limit.keep === 'last' ? items.slice(-limit.max) : items.slice(0, limit.max);
  const left = (limit.total ?? items.length) - shown.length;
  return [heading(title), list(shown.map(toItem), left > 0 ? { count: left, line: limit.line } : undefined)];
}

export function button(label: string, line: string): Action {
  return { kind: 'button', label, line };
}

/** A row of buttons and menus, or nothing where there are none. */
export function actions(...all: readonly Action[]): readonly Block[] {
  return all.length === 0 ? [] : [{ kind: 'actions', actions: all }];
}
