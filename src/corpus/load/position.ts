/** Where an offset lies, as an editor counts: from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Longest piece of a line in a frame: a file may be a single line of 200 KB. */
const FRAME_WIDTH = 100;
const FRAME_LEAD = 70;

/** Lines of one text, laid out once for all the problems of its file. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: within - (this.#starts[low] ?? 0) + 1 };
  }

  /** The line of the position between its neighbours, with a caret under the column. */
  frame({ line, column }: Position): string {
    const from = Math.max(0, column - 1 - FRAME_LEAD);
    const width = String(line + 1).length;
    const shownLine = (number: number): string =>
      `${String(number).padStart(width)} | ${visible(this.#line(number).slice(from, from + FRAME_WIDTH))}`.trimEnd();
    const caret = `${' '.repeat(width)} | ${' '.repeat(column - 1 - from)}^`;
    const lines = [shownLine(line), caret];
    if (line > 1) lines.unshift(shownLine(line - 1));
    if (line < this.#starts.length) lines.push(shownLine(line + 1));
    return lines.join('\n');
  }

  #line(number: number): string {
    const start = this.#starts[number - 1] ?? 0;
    return this.#text.slice(start, this.#starts[number] ?? this.#text.length).replace(/\r?\n$/, '');
  }
}

/** One visible unit for each unit, so that the caret stays under its column. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (unseen) => '·'.repeat(unseen.length));
}
