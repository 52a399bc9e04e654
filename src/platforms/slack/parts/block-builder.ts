import type { types } from '@slack/bolt';
import { unreachable } from '../../../kernel/errors.ts';
import { limits } from '../limits.ts';
import type { Piece } from './block-pieces.ts';
import { actionsBlocks, button, controlsOf } from './controls.ts';
import type { ActionIds } from './pressed.ts';
import { listsOf } from './rich-list.ts';
import { linesOf, richLine, section, type CiteAddress, type RichElement } from './rich-text.ts';
import { tableBlock, tableItems } from './table-block.ts';
import { plainObject } from './text-object.ts';

/** Makes blocks of pieces: a heading stands in one block with what follows it, and a line only between two things. */
export class BlockBuilder {
  readonly #ids: ActionIds;
  readonly #addressOf: CiteAddress | undefined;
  readonly #blocks: types.KnownBlock[] = [];
  #heading: readonly RichElement[] | undefined;
  #isLineDue = false;
  #tables = 0;

  constructor(ids: ActionIds, addressOf?: CiteAddress) {
    this.#ids = ids;
    this.#addressOf = addressOf;
  }

  blocks(): types.KnownBlock[] {
    this.#close();
    return this.#blocks;
  }

  add(piece: Piece): void {
    switch (piece.kind) {
      case 'title':
        this.#close();
        this.#push({ type: 'header', text: plainObject(piece.text, limits.header.most) });
        return;
      case 'heading':
        this.#close();
        // A title and its first section stay together.
        if (this.#blocks.at(-1)?.type !== 'header') this.#isLineDue = true;
        this.#heading = piece.elements;
        return;
      case 'text': {
        const lines = this.#heading ? [this.#heading, piece.elements] : [piece.elements];
        this.#heading = undefined;
        this.#push({ type: 'rich_text', elements: [section(linesOf(lines))] });
        return;
      }
      case 'rich':
        this.#rich(piece.elements);
        return;
      case 'table': {
        const table = this.#tables < limits.tables.most ? tableBlock(piece.table, this.#addressOf) : undefined;
        if (table) {
          this.#tables += 1;
          this.#close();
          this.#push(table);
          return;
        }
        const lineOf = (spans: Parameters<typeof richLine>[0]) => richLine(spans, this.#addressOf);
        this.#rich(listsOf({ items: tableItems(piece.table), ordered: false }, lineOf));
        return;
      }
      case 'small':
        this.#close();
        this.#push({ type: 'context', elements: [piece.text] });
        return;
      case 'line':
        this.#close();
        this.#isLineDue = true;
        return;
      case 'more':
        this.#close();
        this.#more(piece);
        return;
      case 'actions':
        this.#close();
        this.#push(...actionsBlocks(controlsOf(piece.actions, this.#ids)));
        return;
      default:
        unreachable(piece);
    }
  }

  #rich(elements: readonly types.RichTextBlockElement[]): void {
    const heading = this.#heading ? [section(this.#heading)] : [];
    this.#heading = undefined;
    this.#push({ type: 'rich_text', elements: [...heading, ...elements] });
  }

  #more({ text, line }: Piece & { kind: 'more' }): void {
    const accessory = button('Show', { line }, this.#ids);
    this.#push({
      type: 'section',
      text: plainObject(text, limits.sectionText.most),
      ...(accessory ? { accessory } : {}),
    });
  }

  #close(): void {
    if (this.#heading) this.#push({ type: 'rich_text', elements: [section(this.#heading)] });
    this.#heading = undefined;
  }

  #push(...blocks: readonly types.KnownBlock[]): void {
    if (blocks.length === 0) return;
    if (this.#isLineDue && this.#blocks.length > 0) this.#blocks.push({ type: 'divider' });
    this.#isLineDue = false;
    this.#blocks.push(...blocks);
  }
}
