/**
 * A command line that parses back into these parts. Values are quoted where they hold white space; quotation marks inside
 * become apostrophes, which no name look-up tells apart. Undefined and empty values are left out.
 */
export function writeLine(
  command: string,
  positional: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): string {
  const parts = [
    command,
    ...positional.filter((text) => text !== '').map((text) => quote(text, positional.length > 1)),
  ];
  for (const [name, value] of Object.entries(named)) {
    if (value !== undefined && value !== '') parts.push(`${name}:${quote(value, true)}`);
  }
  return parts.join(' ');
}

/** Free text that is the only positional argument needs no marks, unless it would read as something else. */
function quote(text: string, whereSpaced: boolean): string {
  const plain = text.replaceAll(/[\s"“”„«»]+/g, (run) => (/\s/.test(run) ? ' ' : "'")).trim();
  return (whereSpaced && plain.includes(' ')) || plain.includes(':') ? `"${plain}"` : plain;
}
