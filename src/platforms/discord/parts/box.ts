import { ComponentType, type APIComponentInContainer, type APITextDisplayComponent } from 'discord.js';
import { actionRows, button } from './action-rows.ts';
import type { Block } from '../../../message/model.ts';
import type { Piece } from './block-pieces.ts';
import type { CustomIds } from './custom-id.ts';

/**
 * Gathers lines into texts, between which the client leaves room: a heading with what follows it is one, and so is all of
 * one kind in a row.
 */
export class BoxBuilder {
  readonly #ids: CustomIds;
  readonly #components: APIComponentInContainer[] = [];
  #lines: string[] = [];
  /** What the last line is of. */
  #last: Block['kind'] | undefined;
  #isLineDue = false;

  constructor(ids: CustomIds) {
    this.#ids = ids;
  }

  components(): APIComponentInContainer[] {
    this.#close();
    return this.#components;
  }

  addRows(rows: readonly APIComponentInContainer[]): void {
    this.#close();
    this.#push(...rows);
  }

  add(piece: Piece): void {
    switch (piece.kind) {
      case 'text':
        if (piece.text.trim() === '') return;
        if (this.#last !== piece.of && this.#last !== 'heading') this.#close();
        this.#lines.push(piece.text);
        this.#last = piece.of;
        return;
      case 'heading':
        // A title needs no line above it, and stays together with its first section.
        if (isTitle(piece.text)) this.#close();
        else if (!this.#lines.every(isTitle) || this.#lines.length === 0) this.#lineNext();
        this.#lines.push(piece.text);
        this.#last = 'heading';
        return;
      case 'line':
        this.#lineNext();
        return;
      case 'more': {
        const accessory = button('Show', { line: piece.line }, this.#ids);
        this.#close();
        const components = [textDisplay(piece.text)];
        this.#push(accessory ? { type: ComponentType.Section, components, accessory } : textDisplay(piece.text));
        return;
      }
      case 'actions':
        this.addRows(actionRows(piece.actions, this.#ids));
    }
  }

  #lineNext(): void {
    this.#close();
    this.#isLineDue = true;
  }

  #close(): void {
    if (this.#lines.length > 0) this.#push(textDisplay(this.#lines.join('\n')));
    this.#lines = [];
  }

  /** A line stands only between two things. */
  #push(...components: readonly APIComponentInContainer[]): void {
    if (components.length === 0) return;
    if (this.#isLineDue && this.#components.length > 0) {
      this.#components.push({ type: ComponentType.Separator, divider: true, spacing: 1 });
    }
    this.#isLineDue = false;
    this.#components.push(...components);
  }
}

function isTitle(line: string): boolean {
  return line.startsWith('## ');
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
