/** One word of a line, or several in quotation marks. */
export interface Word {
  readonly text: string;
  /** Where it stands in the line, quotation marks included. */
  readonly from: number;
  readonly to: number;
  /** Whether any of it stands in quotation marks. */
  readonly quoted: boolean;
  /** How much of the text comes before its first quotation mark: 0 where it begins with one, all of it where it has none. */
  readonly bare: number;
}

/** Each quotation mark that opens, with the one that closes what it opened. */
export const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/** Splits at white space, except within quotation marks. A mark that is never closed runs to the end of the line. */
export function splitWords(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? '')) {
      at += 1;
      continue;
    }
    const from = at;
    let text = '';
    let bare: number | undefined;
    while (at < line.length && !/\s/.test(line[at] ?? '')) {
      const char = line[at] ?? '';
      const closing = CLOSING[char];
      if (closing !== undefined && (at === from || line[at - 1] === ':')) {
        bare ??= text.length;
        const end = line.indexOf(closing, at + 1);
        const stop = end === -1 ? line.length : end;
        text += line.slice(at + 1, stop);
        at = Math.min(stop + 1, line.length);
      } else {
        text += char;
        at += 1;
      }
    }
    words.push({ text, from, to: at, quoted: bare !== undefined, bare: bare ?? text.length });
  }
  return words;
}
