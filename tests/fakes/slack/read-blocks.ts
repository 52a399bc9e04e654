import type { types } from '@slack/bolt';
import { readMrkdwn, type Piece } from './read-mrkdwn.ts';

/** A line that a reader sees, and what is special about its pieces. */
export interface Line {
  readonly kind: 'title' | 'text' | 'item' | 'quote' | 'small' | 'cell' | 'label' | 'divider';
  readonly depth: number;
  /** Of an item in an ordered list. */
  readonly number?: number | undefined;
  readonly pieces: readonly Piece[];
}

/** Something that can be pressed or chosen, with the value that it sends. */
export interface Pressable {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  /** What the menu that it stands in says. */
  readonly menu?: string | undefined;
}

type RichPiece = types.RichTextElement;

/** All that a reader sees of blocks, from above. Labels of controls are among it. */
export function readBlocks(blocks: readonly types.KnownBlock[]): readonly Line[] {
  return blocks.flatMap(linesOf);
}

export function seen({ pieces }: Line): string {
  return pieces.map(({ text }) => text).join('');
}

export function pressablesOf(blocks: readonly types.KnownBlock[]): readonly Pressable[] {
  return blocks.flatMap((block) => controlsIn(block).flatMap(pressablesIn));
}

function linesOf(block: types.KnownBlock): readonly Line[] {
  const line = (kind: Line['kind'], pieces: readonly Piece[]): Line => ({ kind, depth: 0, pieces });
  const labels = controlsIn(block).flatMap((control) =>
    [...('text' in control ? [control.text] : []), ...('placeholder' in control ? [control.placeholder] : [])]
      .filter((text) => text !== undefined)
      .map((text) => line('label', textPieces(text))),
  );
  switch (block.type) {
    case 'header':
      return [line('title', textPieces(block.text))];
    case 'section':
      return [
        ...[block.text, ...(block.fields ?? [])]
          .filter((text) => text !== undefined)
          .map((text) => line('text', textPieces(text))),
        ...labels,
      ];
    case 'context':
      return block.elements.map((element) =>
        line('small', element.type === 'image' ? [{ kind: 'text', text: element.alt_text }] : textPieces(element)),
      );
    case 'divider':
      return [line('divider', [])];
    case 'rich_text':
      return richLines(block);
    case 'table':
      return block.rows
        .flat()
        .flatMap((cell) =>
          cell.type === 'rich_text'
            ? richLines(cell).map((one) => ({ ...one, kind: 'cell' as const }))
            : [line('cell', [{ kind: 'text', text: cell.text }])],
        );
    case 'actions':
      return labels;
    default:
      throw new Error(`a block of type ${block.type} is not read yet`);
  }
}

function textPieces(object: types.TextObject): readonly Piece[] {
  if (object.type === 'mrkdwn') return readMrkdwn(object.text);
  if (object.emoji === false) return [{ kind: 'text', text: object.text }];
  // Only names of emoji mean something here.
  return object.text
    .split(/(:[\w+'-]+:)/)
    .filter((text) => text !== '')
    .map((text) => ({ kind: /^:.+:$/.test(text) ? 'emoji' : 'text', text }));
}

function richLines({ elements }: types.RichTextBlock): readonly Line[] {
  const lines: Line[] = [];
  for (const element of elements) {
    if (element.type === 'rich_text_list') {
      const offset = 'offset' in element ? Number(element.offset) : 0;
      for (const [index, item] of element.elements.entries()) {
        lines.push({
          kind: 'item',
          depth: element.indent ?? 0,
          number: element.style === 'ordered' ? offset + index + 1 : undefined,
          pieces: item.elements.map(richPiece),
        });
      }
    } else {
      const kind = element.type === 'rich_text_quote' ? 'quote' : 'text';
      for (const pieces of byLine(element.elements.map(richPiece))) lines.push({ kind, depth: 0, pieces });
    }
  }
  return lines;
}

function byLine(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...piece, text });
    }
  }
  return lines;
}

/** Text in an element is shown as it is written: what it looks like is said beside it. */
function richPiece(element: RichPiece): Piece {
  switch (element.type) {
    case 'text': {
      const { bold, italic, strike, code, unlink } = (element.style ?? {}) as Record<string, boolean | undefined>;
      if (code) return { kind: 'code', text: element.text };
      // A client may make a link of an address that nobody says no to.
      if (!unlink && /:\/\/|www\./.test(element.text)) return { kind: 'link', text: element.text };
      return { kind: bold ? 'bold' : italic ? 'italic' : strike ? 'strike' : 'text', text: element.text };
    }
    case 'link':
      return { kind: 'link', url: element.url, text: element.text ?? element.url };
    case 'date':
      return { kind: 'date', text: element.fallback ?? '' };
    case 'emoji':
      return { kind: 'emoji', text: `:${element.name}:` };
    default:
      return { kind: 'mention', text: element.type };
  }
}

type Control = types.ActionsBlockElement | types.ImageElement;

function controlsIn(block: types.KnownBlock): readonly Control[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}

function pressablesIn(control: Control): readonly Pressable[] {
  const id = 'action_id' in control ? (control.action_id ?? '') : '';
  if (control.type === 'button') return [{ id, label: control.text.text, value: control.value ?? '' }];
  if (control.type !== 'static_select' && control.type !== 'overflow') return [];
  const menu = control.type === 'static_select' ? control.placeholder?.text : '…';
  return (control.options ?? []).map(({ text, value = '', description }) => ({
    id,
    label: text.text,
    value,
    hint: description?.text,
    menu: menu ?? '',
  }));
}
