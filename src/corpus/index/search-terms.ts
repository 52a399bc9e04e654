/** More words than anyone types; the rest of a longer text is not looked for. */
const MOST_TERMS = 24;
const LONGEST_TEXT = 2000;

/**
 * What to look for in a text that somebody typed, each as a quoted string of FTS5, in which nothing has a meaning of its
 * own. Words in double quotes stay together. Empty where the text has no letter and no digit.
 */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const [, phrase, word] of text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .matchAll(/["“”„]([^"“”„]*)["“”„]|([^\s"“”„]+)/gu)) {
    const term = (phrase ?? word ?? '').replaceAll('\0', ' ').trim();
    if (/[\p{L}\p{N}]/u.test(term)) terms.add(`"${term.toLowerCase()}"`);
    if (terms.size === MOST_TERMS) break;
  }
  return [...terms];
}
