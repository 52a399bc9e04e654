import { styleText } from 'node:util';
import { textWidth } from '../../../kernel/text-width.ts';

export type Format = Extract<Parameters<typeof styleText>[0], string>;

/** Text in one style. Holds no escape sequence and no line break: those are made from it at the very end. */
export interface Run {
  readonly text: string;
  readonly formats: readonly Format[];
  /** An address that is safe to link. */
  readonly link?: string | undefined;
}

/** What stands on one line of the screen. */
export type Line = readonly Run[];

export function run(text: string, ...formats: readonly Format[]): Run {
  return { text, formats };
}

export function widthOf(line: Line): number {
  return line.reduce((width, { text }) => width + textWidth(text), 0);
}

/** The line with spaces after it up to so many columns. */
export function padded(line: Line, columns: number): Line {
  const missing = columns - widthOf(line);
  return missing > 0 ? [...line, run(' '.repeat(missing))] : line;
}

/** The first line behind one lead and the others behind another: a hanging indent. */
export function hung(lines: readonly Line[], first: Line, rest: Line): readonly Line[] {
  return lines.map((line, index) => [...(index === 0 ? first : rest), ...line]);
}

export interface Ink {
  readonly colours: boolean;
  /** Whether the terminal makes links of OSC 8 sequences. */
  readonly links: boolean;
}

/** The line as it is written to the screen, without spaces at its end. The only place where escape sequences are made. */
export function inked(line: Line, ink: Ink): string {
  const text = joined(line).map((one) => {
    const styled =
      ink.colours && one.formats.length > 0
        ? styleText([...one.formats], one.text, { validateStream: false })
        : one.text;
    return ink.links && one.link !== undefined ? `\u001b]8;;${one.link}\u001b\\${styled}\u001b]8;;\u001b\\` : styled;
  });
  return text.join('').trimEnd();
}

/** Neighbours of one style as one run, so that a sentence is not a sequence for each word. */
function joined(line: Line): readonly Run[] {
  const all: Run[] = [];
  for (const one of line) {
    const last = all.at(-1);
    if (last && last.link === one.link && last.formats.join() === one.formats.join()) {
      all[all.length - 1] = { ...last, text: last.text + one.text };
    } else if (one.text !== '') {
      all.push(one);
    }
  }
  return all;
}
