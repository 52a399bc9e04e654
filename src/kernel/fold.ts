import anyAscii from 'any-ascii';

/** Longer texts are cut before folding: no name is longer, and the cost of a hostile one stays bounded. */
const FOLD_MAX = 400;

/** Marked letters that languages also write with two plain ones. Romanised alone they would lose the second. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  č: 'ch',
  š: 'sh',
  ş: 'sh',
  ž: 'zh',
};
const MARKED = /[äöüåøčšşž]/gi;

/**
 * The letters of a name as every spelling of case, width, accent and script agrees on: lower-case a-z and 0-9 in words
 * parted by one space. Лавров is `lavrov`, Röttgen `rottgen`, U.S. `us`, O’Brien `obrien`, al-Sham `al sham`.
 * Empty where nothing can be read aloud.
 */
export function fold(text: string): string {
  return romanised(composed(text));
}

/**
 * `fold(text)` first, and after it the spelling with marked letters written out, where that differs: Röttgen is
 * `rottgen` and `roettgen`, Milošević `milosevic` and `miloshevic`. Empty where `fold` is.
 */
export function foldVariants(text: string): readonly string[] {
  const whole = composed(text);
  const plain = romanised(whole);
  if (plain === '') return [];
  const speltOut = romanised(whole.replaceAll(MARKED, (letter) => SPELT_OUT[letter.toLowerCase()] ?? letter));
  return speltOut === plain ? [plain] : [plain, speltOut];
}

export function foldedTokens(text: string): readonly string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}

/** Every token of a text of any length, which is folded piece by piece. */
export function tokensOfText(text: string): readonly string[] {
  return text.length <= FOLD_MAX
    ? foldedTokens(text)
    : (text.match(/\S{1,300}(?:\s+|$)|\S{300}/g) ?? []).flatMap(foldedTokens);
}

/** What `text` spells as an id: `Josh Rogin` is `josh-rogin`. Empty where nothing can be read aloud. */
export function slugOf(text: string): string {
  return fold(text).replaceAll(' ', '-').slice(0, 100).replace(/-$/, '');
}

function composed(text: string): string {
  return text.slice(0, FOLD_MAX).toWellFormed().normalize('NFKC');
}

function romanised(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replaceAll(/['`’ʼ]/g, '')
    .replaceAll(/\b(?:[a-z]\.)+[a-z]\b/g, (letters) => letters.replaceAll('.', ''))
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
