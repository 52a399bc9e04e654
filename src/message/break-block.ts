import { ELLIPSIS } from '../kernel/text.ts';
import { cutSpans, sizeOf } from './cut-spans.ts';
import type { Block, Item, Spans } from './model.ts';

/** Stands at the head of the lines that belong to an item of the page before. */
const CONTINUED_ITEM = '… (continued)';

type List = Block & { kind: 'list' };
type Fits = (block: Block) => boolean;
/** What fits, and what follows it. */
type Broken<B> = readonly [B, ...B[]];

/**
 * Parts a block of a single unit that is too long for a page, losing nothing: as much of it as fits, and the rest, with an
 * ellipsis at both edges where text was cut. Undefined where nothing of it fits or it cannot be parted.
 */
export function breakBlock(block: Block, fits: Fits): Broken<Block> | undefined {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return breakSpans(block.spans, (spans) => ({ ...block, spans }), fits);
    case 'quote': {
      const alone = { ...block, by: [] };
      if (fits(alone)) return [alone, asText(block.by)];
      const words = breakSpans([{ kind: 'plain', text: block.words }], asText, (part) => fits(wordsAlone(part, block)));
      const [head, rest] = words ?? [];
      return head && [wordsAlone(head, block), { ...wordsAlone(rest, block), by: block.by }];
    }
    case 'list':
      return omittedApart(block, fits) ?? breakItem(block, fits);
    case 'facts': {
      const spans = block.facts.flatMap(({ label, spans: value }): Spans => [
        { kind: 'strong', text: `${label}: ` },
        ...value,
      ]);
      return breakSpans(spans, asText, fits);
    }
    case 'table': {
      const apart = omittedApart(block, fits);
      if (apart) return apart;
      const spans = block.rows
        .flat()
        .flatMap((cell, index): Spans => (index === 0 ? cell : [{ kind: 'plain', text: ' · ' }, ...cell]));
      const parts = breakSpans(spans, asText, fits);
      return parts && (block.omitted ? [...parts, { ...block, rows: [] }] : parts);
    }
    case 'actions': {
      const [action, ...others] = block.actions;
      if (action?.kind !== 'menu' || others.length > 0) return undefined;
      const count = most(1, action.options.length - 1, (n) =>
        fits({ kind: 'actions', actions: [{ ...action, options: action.options.slice(0, n) }] }),
      );
      if (count === undefined) return undefined;
      return [
        { kind: 'actions', actions: [{ ...action, options: action.options.slice(0, count) }] },
        { kind: 'actions', actions: [{ ...action, options: action.options.slice(count) }] },
      ];
    }
    case 'divider':
      return undefined;
  }
}

/** The greatest number from `least` to `greatest` that holds, taking it that smaller ones hold too. */
export function most(least: number, greatest: number, holds: (n: number) => boolean): number | undefined {
  if (least > greatest || !holds(least)) return undefined;
  let good = least;
  let step = 1;
  while (good + step <= greatest && holds(good + step)) {
    good += step;
    step *= 2;
  }
  for (let bad = Math.min(good + step, greatest + 1); bad - good > 1;) {
    const middle = (good + bad) >> 1;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function breakSpans<B extends Block>(spans: Spans, build: (spans: Spans) => B, fits: Fits): Broken<B> | undefined {
  // A rest that begins with an ellipsis must give more than that, so that every cut is a step ahead.
  const [opening] = spans;
  const least = opening && 'text' in opening && opening.text.startsWith(ELLIPSIS) ? 2 : 1;
  const at = most(least, sizeOf(spans) - 1, (n) => fits(build(cutSpans(spans, n)[0])));
  if (at === undefined) return undefined;
  const [head, rest] = cutSpans(spans, at);
  return [build(head), build(rest)];
}

function asText(spans: Spans): Block {
  return { kind: 'text', spans };
}

/** The words of a quote that goes on: who said them follows with the last. */
function wordsAlone(part: Block | undefined, quote: Block & { kind: 'quote' }): Block & { kind: 'quote' } {
  const spans = part?.kind === 'text' ? part.spans : [];
  return { ...quote, words: spans.map((span) => ('text' in span ? span.text : '')).join(''), by: [] };
}

function omittedApart(block: Block & { kind: 'list' | 'table' }, fits: Fits): Broken<Block> | undefined {
  if (!block.omitted) return undefined;
  const whole = { ...block, omitted: undefined };
  const units = block.kind === 'list' ? block.items : block.rows;
  if (units.length === 0 || !fits(whole)) return undefined;
  return [whole, block.kind === 'list' ? { ...block, items: [] } : { ...block, rows: [] }];
}

function breakItem(block: List, fits: Fits): Broken<List> | undefined {
  const [item] = block.items;
  if (!item) return undefined;
  const under = item.under ?? [];
  const whole = (one: Item): List => ({ ...block, items: [one], omitted: undefined });
  const last = (one: Item): List => ({ ...block, items: [one] });
  const goesOn: Spans = [{ kind: 'plain', text: CONTINUED_ITEM }];

  if (under.length === 0 || !fits(whole({ spans: item.spans }))) {
    const [head, rest] = breakSpans(item.spans, (spans) => whole({ spans }), fits) ?? [];
    const [restOfItem = { spans: goesOn }] = rest?.items ?? [];
    return head && [head, last({ ...restOfItem, under })];
  }
  const isGoingOn = isContinuedItem(item);
  const count = most(isGoingOn ? 1 : 0, under.length - 1, (n) =>
    fits(whole({ spans: item.spans, under: under.slice(0, n) })),
  );
  if (count !== undefined) {
    return [
      whole({ spans: item.spans, under: under.slice(0, count) }),
      last({ spans: goesOn, under: under.slice(count) }),
    ];
  }
  const [first = [], ...others] = under;
  const [head, rest] = breakSpans(first, (spans) => whole({ spans: goesOn, under: [spans] }), fits) ?? [];
  return head && [head, last({ spans: goesOn, under: [...(rest?.items[0]?.under ?? []), ...others] })];
}

function isContinuedItem(item: Item): boolean {
  const [span] = item.spans;
  return item.spans.length === 1 && span?.kind === 'plain' && span.text === CONTINUED_ITEM;
}
