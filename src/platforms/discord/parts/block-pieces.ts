import { unreachable } from '../../../kernel/errors.ts';
import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Action, Block, Item, Omitted, Span } from '../../../message/model.ts';
import { omittedText } from '../../../message/spans.ts';
import { customId } from './custom-id.ts';
import { codeText, escapeText, NO_WIDTH } from './escape.ts';
import { spansText, type CiteAddress } from './span-text.ts';
import { longestTableText, tableText } from './table-text.ts';

/** What a block becomes. Texts of blocks of one kind that follow one another are one text. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly of: Block['kind'] }
  /** Begins a part of its own. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line' }
  /** A text with a button beside it that shows more. */
  | { readonly kind: 'more'; readonly text: string; readonly line: string }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

const measured = new WeakMap<Block, readonly Piece[]>();

/**
 * The pieces by which a page is measured: each table has as much room as any part of it could take, and no citation is a
 * link. Packing asks for the same blocks again and again.
 */
export function piecesToMeasure(block: Block): readonly Piece[] {
  const pieces = measured.get(block) ?? made(block, undefined, true);
  measured.set(block, pieces);
  return pieces;
}

export function piecesOf(block: Block, addressOf?: CiteAddress): readonly Piece[] {
  return made(block, addressOf, false);
}

function made(block: Block, addressOf: CiteAddress | undefined, measures: boolean): readonly Piece[] {
  const text = (lines: readonly string[]): Piece => ({ kind: 'text', text: lines.join('\n'), of: block.kind });
  switch (block.kind) {
    case 'heading': {
      const isSmall = block.level === 3;
      const words = spansText(isSmall ? block.spans.map(strongly) : block.spans, addressOf).trim();
      if (words === '') return [];
      if (isSmall) return [{ kind: 'heading', text: words }];
      // The client takes `#` at the end of a heading for a part of its markup.
      const end = words.endsWith('#') ? NO_WIDTH : '';
      return [{ kind: 'heading', text: `${block.level === 1 ? '##' : '###'} ${words}${end}` }];
    }
    case 'text':
      return [text([spansText(block.spans, addressOf)])];
    case 'list':
      return [
        text(
          block.items.flatMap((item, index) =>
            itemLines(item, block.ordered ? `${(block.start ?? 1) + index}. ` : '- ', addressOf),
          ),
        ),
        ...omittedPieces(block),
      ];
    case 'quote': {
      const by = spansText(block.by, addressOf).trim();
      return [text([`> *“${escapeText(block.words).trim()}”*`, ...(by === '' ? [] : [`> — ${by}`])])];
    }
    case 'facts':
      return [
        text(
          block.facts.map(({ label, spans }) => {
            const name = escapeText(label).trim();
            return (name === '' ? '' : `**${name}:** `) + spansText(spans, addressOf);
          }),
        ),
      ];
    case 'table':
      return [text([measures ? longestTableText(block) : tableText(block, addressOf)]), ...omittedPieces(block)];
    case 'note': {
      const words = spansText(block.spans, addressOf).trim();
      return words === '' ? [] : [text([`-# ${words}`])];
    }
    case 'divider':
      return [{ kind: 'line' }];
    case 'actions':
      return [{ kind: 'actions', actions: block.actions }];
    default:
      return unreachable(block);
  }
}

function itemLines(item: Item, mark: string, addressOf: CiteAddress | undefined): readonly string[] {
  const indent = ' '.repeat(mark.length);
  const lineOf = (spans: Item['spans']) => spansText(spans, addressOf).trim() || ELLIPSIS;
  return [mark + lineOf(item.spans), ...(item.under ?? []).map((spans) => `${indent}- ${lineOf(spans)}`)];
}

/** What was left out is always counted; the way to it is a button, or the line to type where that is too long for one. */
function omittedPieces({ kind, omitted }: Block & { omitted?: Omitted | undefined }): readonly Piece[] {
  if (!omitted) return [];
  const text = `-# ${escapeText(omittedText(omitted))}`;
  if (omitted.line === undefined) return [{ kind: 'text', text, of: kind }];
  // As one of several with the same line, at worst.
  if (customId({ line: omitted.line }, 999) === undefined) {
    return [{ kind: 'text', text: `${text}: ${codeText(omitted.line)}`, of: kind }];
  }
  return [{ kind: 'more', text, line: omitted.line }];
}

function strongly(span: Span): Span {
  return span.kind === 'plain' ? { ...span, kind: 'strong' } : span;
}
