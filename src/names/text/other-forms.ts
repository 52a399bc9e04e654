/** Another way to write a word, as a register would have it. `raw` is what a name must then be spelt like. */
export interface Form {
  readonly raw: string;
  /** Whether the name must be spelt just so, in its own script: what was taken off is a guess. */
  readonly strict: boolean;
}

/** Endings of Slavic names in other cases, and what a name may have in their place. */
const ENDINGS =
  'ого его ому ему ыми ими ами ями ией ией ых их ым им ом ем ём ой ей ою ею ию ии ах ях ам ям ов ев а у е ы и ю я о'
    .split(' ')
    .toSorted((left, right) => right.length - left.length);
const REPLACED = ['', 'а', 'я', 'ия', 'й', 'ий', 'ый', 'ая', 'ь', 'е', 'о', 'ы', 'и'];
const SHORTEST_STEM = 3;
const MOST_ENDINGS = 3;
/** No word of a name is longer. Each apostrophe is looked at, and a hostile word has thousands. */
const LONGEST = 60;

/**
 * The word without what languages hang on names: "Assad’s" and "Syrians" in English, the endings of cases in Cyrillic
 * scripts, the small words that Arabic writes together with the next one. The plainest guess first.
 */
export function otherForms(word: string): readonly Form[] {
  if (word.length > LONGEST) return [];
  const possessive = /^(.{2,})['’ʼ][sS]?$/u.exec(word)?.[1];
  if (possessive !== undefined) return [{ raw: possessive, strict: false }, ...otherForms(possessive)];
  if (/^\p{sc=Cyrl}+$/u.test(word)) return inOtherCases(word).map((raw) => ({ raw, strict: true }));
  if (/^[وفبلك]\p{sc=Arab}{3,}$/u.test(word)) {
    const rest = word.slice(1);
    // "للرئيس": the article loses its first letter after this one.
    return [rest, `ا${rest}`].map((raw) => ({ raw, strict: true }));
  }
  if (/^\p{Lu}[\p{Ll}]{3,}s$/u.test(word)) return [{ raw: word.slice(0, -1), strict: true }];
  return [];
}

function inOtherCases(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const stems = ENDINGS.filter((ending) => lower.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM)
    .slice(0, MOST_ENDINGS)
    .map((ending) => word.slice(0, -ending.length));
  // A name that ends in a consonant has no ending in its first case, and gets one in front of nothing in others.
  return [...new Set(stems.flatMap((stem) => REPLACED.map((ending) => stem + ending)))].filter((raw) => raw !== word);
}
