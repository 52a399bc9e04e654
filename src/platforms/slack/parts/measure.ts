import { limits } from '../limits.ts';

export interface Size {
  readonly blocks: number;
  /** By `weightOf`. */
  readonly weight: number;
}

/** Spelt as `&amp;`, `&lt;` and `&gt;` where it is stored. */
const escaped = /[&<>]/g;

/**
 * How much the platform may count of these blocks: all characters of their JSON, names of fields and values of buttons
 * among them. It counts less, but nobody outside knows how much less.
 */
export function weightOf(blocks: readonly object[]): number {
  let weight = 0;
  for (const block of blocks) {
    const json = JSON.stringify(block);
    weight += json.length + 1;
    for (const [char] of json.matchAll(escaped)) weight += char === '&' ? 4 : 3;
  }
  return weight;
}

export function sizeOf(blocks: readonly object[]): Size {
  return { blocks: blocks.length, weight: weightOf(blocks) };
}

/** Whether the message has room for these with so much more beside them. */
export function fitsBeside(beside: Size, blocks: readonly object[]): boolean {
  if (blocks.length + beside.blocks > limits.blocks.most) return false;
  return weightOf(blocks) + beside.weight <= limits.weight.most;
}
