import anyAscii from 'any-ascii';

/** Longer texts are cut before folding: no name is longer, and the cost of a hostile one stays bounded. */
const FOLD_MAX = 400;

/**
 * The letters of a name as every spelling of case, width, accent and script agrees on: lower-case a-z and 0-9 in words
 * parted by one space. Лавров is `lavrov`, Röttgen `rottgen`, U.S. `us`, O’Brien `obrien`, al-Sham `al sham`.
 * Empty where nothing can be read aloud.
 */
export function fold(text: string): string {
  return anyAscii(text.slice(0, FOLD_MAX).normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/['`’ʼ]/g, '')
    .replaceAll(/\b(?:[a-z]\.){2,}/g, (letters) => letters.replaceAll('.', ''))
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

export function foldedTokens(text: string): readonly string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}

/** What `text` spells as an id: `Josh Rogin` is `josh-rogin`. Empty where nothing can be read aloud. */
export function slugOf(text: string): string {
  return fold(text).replaceAll(' ', '-').slice(0, 100).replace(/-$/, '');
}
