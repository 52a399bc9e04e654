import { splitWords, type Word } from './words.ts';

/** A line taken apart, before anything in it is understood. */
export interface ParsedLine {
  readonly words: readonly Word[];
  /** `since:7d` and the like, for the names that were asked for; the last one wins. */
  readonly named: ReadonlyMap<string, string>;
}

/**
 * Parts `name:value` from the words around them. Only the given names count, so that a colon in a headline or an address
 * stays text. A name followed by white space takes the next word: `since: 7d`.
 */
export function parseLine(line: string, names: ReadonlySet<string>): ParsedLine {
  const words: Word[] = [];
  const named = new Map<string, string>();
  let pending: string | undefined;
  for (const word of splitWords(line)) {
    if (pending !== undefined) {
      named.set(pending, word.text);
      pending = undefined;
      continue;
    }
    const colon = line.startsWith('"', word.from) ? -1 : word.text.indexOf(':');
    const name = colon > 0 ? word.text.slice(0, colon).toLowerCase() : '';
    if (!names.has(name)) words.push(word);
    else if (colon === word.text.length - 1 && !word.quoted) pending = name;
    else named.set(name, word.text.slice(colon + 1));
  }
  if (pending !== undefined) named.set(pending, '');
  return { words, named };
}

/** The words as one text, single-spaced. */
export function joinWords(words: readonly Word[]): string {
  return words
    .map((word) => word.text)
    .join(' ')
    .trim();
}
