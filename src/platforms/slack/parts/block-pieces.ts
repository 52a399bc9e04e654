import type { types } from '@slack/bolt';
import { unreachable } from '../../../kernel/errors.ts';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import type { Action, Block, Omitted, Spans } from '../../../message/model.ts';
import { omittedText } from '../../../message/spans.ts';
import { limits } from '../limits.ts';
import { BUTTON_VALUE_MOST, pressedValue } from './pressed.ts';
import { linesOf, richLine, richSpans, richText, wordsOf, type CiteAddress, type RichElement } from './rich-text.ts';
import { listsOf } from './rich-list.ts';
import { smallPrint } from './text-object.ts';

/** What a block becomes. */
export type Piece =
  | { readonly kind: 'title'; readonly text: string }
  /** Begins a part of its own. */
  | { readonly kind: 'heading'; readonly elements: readonly RichElement[] }
  | { readonly kind: 'text'; readonly elements: readonly RichElement[] }
  /** Lists and quotes. */
  | { readonly kind: 'rich'; readonly elements: readonly types.RichTextBlockElement[] }
  | { readonly kind: 'table'; readonly table: Block & { kind: 'table' } }
  | { readonly kind: 'small'; readonly text: types.TextObject }
  | { readonly kind: 'line' }
  /** A text with a button beside it that shows more. */
  | { readonly kind: 'more'; readonly text: string; readonly line: string }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export function piecesOf(block: Block, addressOf?: CiteAddress): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingPieces(block, addressOf);
    case 'text':
      return textPieces(richSpans(block.spans, addressOf));
    case 'list':
      return [
        ...(block.items.length === 0
          ? []
          : [{ kind: 'rich' as const, elements: listsOf(block, (spans) => richLine(spans, addressOf)) }]),
        ...omittedPieces(block.omitted),
      ];
    case 'quote': {
      const by = richSpans(block.by, addressOf);
      const words = richText(`“${cleanForeign(block.words).trim()}”`, { italic: true });
      const lines = [[words], ...(by.length === 0 ? [] : [[richText('— '), ...by]])];
      return [{ kind: 'rich', elements: [{ type: 'rich_text_quote', elements: [...linesOf(lines)] }] }];
    }
    case 'facts':
      return textPieces(
        linesOf(
          block.facts
            .map(({ label, spans }): Spans => {
              const name = cleanForeign(label).trim();
              return name === ''
                ? spans
                : [{ kind: 'strong', text: `${name}:` }, { kind: 'plain', text: ' ' }, ...spans];
            })
            .map((spans) => richSpans(spans, addressOf))
            .filter((line) => line.length > 0),
        ),
      );
    case 'table':
      return [
        ...(block.rows.length === 0 ? [] : [{ kind: 'table' as const, table: block }]),
        ...omittedPieces(block.omitted),
      ];
    case 'note':
      return notePieces(block.spans, addressOf);
    case 'divider':
      return [{ kind: 'line' }];
    case 'actions':
      return [{ kind: 'actions', actions: block.actions }];
    default:
      return unreachable(block);
  }
}

/** The title of an answer is large, and then plain; one that is too long for that and the headings in it are bold. */
function headingPieces(block: Block & { kind: 'heading' }, addressOf: CiteAddress | undefined): readonly Piece[] {
  const strong = block.spans.map((span) => (span.kind === 'plain' ? { ...span, kind: 'strong' as const } : span));
  const elements = richSpans(strong, addressOf);
  if (elements.length === 0) return [];
  const title = elements.map(wordsOf).join('');
  return block.level === 1 && title.length <= limits.header.most
    ? [{ kind: 'title', text: title }]
    : [{ kind: 'heading', elements }];
}

function textPieces(elements: readonly RichElement[]): readonly Piece[] {
  return elements.length === 0 ? [] : [{ kind: 'text', elements }];
}

function notePieces(spans: Spans, addressOf: CiteAddress | undefined): readonly Piece[] {
  const text = smallPrint(spans);
  if (text === undefined) return [];
  return text.text.length <= SMALL_PRINT_MOST ? [{ kind: 'small', text }] : textPieces(richSpans(spans, addressOf));
}

/** The reference knows no limit but that of any text object. A page of small print is hard to read long before it. */
const SMALL_PRINT_MOST = 1000;

/** What was left out is always counted; the way to it is a button, or the line to type where that is too long for one. */
function omittedPieces(omitted: Omitted | undefined): readonly Piece[] {
  if (!omitted) return [];
  const text = omittedText(omitted);
  if (omitted.line === undefined) return [{ kind: 'small', text: { type: 'plain_text', text, emoji: false } }];
  if (pressedValue({ line: omitted.line }, BUTTON_VALUE_MOST) !== undefined) {
    return [{ kind: 'more', text, line: omitted.line }];
  }
  return textPieces([richText(`${text}: `), richText(cleanForeign(omitted.line), { code: true })]);
}
