import { BETWEEN, OPENING } from './small-words.ts';
import { CLOSING } from './words.ts';

/**
 * A command line that parses back into these parts. Values are quoted where they would read as something else. White space
 * becomes single spaces. Quotation marks stay as they are, unless a value holds those of every kind: then its straight ones
 * become apostrophes. A value of which nothing is left is left out. An argument that follows one without a value is to be
 * passed by its name, not its place.
 */
export function writeLine(
  command: string,
  positional: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): string {
  const texts = positional.map(oneLine).filter((text) => text !== '');
  const parts = [command, ...texts.map((text) => (needsMarks(text, texts.length > 1) ? inMarks(text) : text))];
  for (const [name, value] of Object.entries(named)) {
    const text = oneLine(value ?? '');
    if (text !== '') parts.push(`${name}:${/[\s:"“”„«»]|\?$/.test(text) ? inMarks(text) : text}`);
  }
  return parts.join(' ');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Within marks whose closing one the text does not hold: it would end there. */
function inMarks(text: string): string {
  const marks = Object.entries(CLOSING).find(([, closing]) => !text.includes(closing));
  return marks ? `${marks[0]}${text}${marks[1]}` : `"${text.replaceAll('"', "'")}"`;
}

/** Free text that is the only positional argument needs no marks, unless some of it would be taken for something else. */
function needsMarks(text: string, hasSiblings: boolean): boolean {
  const [first = '', ...others] = text.toLowerCase().split(' ');
  if (/[:"“”„«»]|\?$/.test(text)) return true;
  if (others.length > 0) return hasSiblings || OPENING.has(first);
  return hasSiblings && (OPENING.has(first) || BETWEEN.has(first));
}
