import { BETWEEN, OPENING } from './small-words.ts';

/**
 * A command line that parses back into these parts. Values are quoted where they would read as something else. White space
 * becomes single spaces and quotation marks become apostrophes, which no name look-up tells apart; a value of which
 * nothing is left is left out. An argument that follows one without a value is to be passed by its name, not its place.
 */
export function writeLine(
  command: string,
  positional: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): string {
  const texts = positional.map(oneLine).filter((text) => text !== '');
  const parts = [command, ...texts.map((text) => (needsMarks(text, texts.length > 1) ? `"${text}"` : text))];
  for (const [name, value] of Object.entries(named)) {
    const text = oneLine(value ?? '');
    if (text !== '') parts.push(`${name}:${/[\s:]|\?$/.test(text) ? `"${text}"` : text}`);
  }
  return parts.join(' ');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s"“”„«»]+/g, (run) => (/\s/.test(run) ? ' ' : "'")).trim();
}

/** Free text that is the only positional argument needs no marks, unless some of it would be taken for something else. */
function needsMarks(text: string, hasSiblings: boolean): boolean {
  const [first = '', ...others] = text.toLowerCase().split(' ');
  if (text.includes(':') || text.endsWith('?')) return true;
  if (others.length > 0) return hasSiblings || OPENING.has(first);
  return hasSiblings && (OPENING.has(first) || BETWEEN.has(first));
}
