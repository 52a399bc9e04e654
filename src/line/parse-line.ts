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
    const name = nameOf(word)?.toLowerCase();
    if (name === undefined || !names.has(name)) words.push(word);
    else if (name.length === word.text.length - 1 && !word.quoted) pending = name;
    else named.set(name, word.text.slice(name.length + 1));
  }
  if (pending !== undefined) named.set(pending, '');
  return { words, named };
}

/** What stands before the first colon of a word, outside quotation marks: `since` in `since:7d`. */
export function nameOf(word: Word): string | undefined {
  const colon = word.text.indexOf(':');
  return colon > 0 && colon < word.bare ? word.text.slice(0, colon) : undefined;
}

/** The words as one text, single-spaced. */
export function joinWords(words: readonly Word[]): string {
  return words
    .map((word) => word.text)
    .join(' ')
    .trim();
}
