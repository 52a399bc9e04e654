import { isOnePerUnit } from './one-per-unit.ts';

/** More marks than this on one letter is an attack on the layout; no language writes so many. */
const surplusMarks = /(\p{M}{6})\p{M}+/gu;

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const controls = /[\p{Cc}\ufff9-\ufffb]/gu;

/** Whatever has no shape of its own, bidirectional controls with it; the joiners and variation selectors are judged apart. */
const invisible = /(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

const strayVariation = /(?<!\p{Emoji})[\ufe0e\ufe0f]/gu;

/** Scripts that are spelt with joiners: Persian parts its suffixes with one, the scripts of India shape letters. */
const joined =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}' +
  '\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}]';
const inWord = `(?!(?<=${joined})[\\u200c\\u200d](?=${joined}))`;
const inEmoji = '(?!(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic}))';
const strayJoiner = new RegExp(`${inWord}${inEmoji}[\\u200c\\u200d]`, 'gu');

/**
 * Text that somebody else wrote, as one line that shows all it holds: no control character, so no escape sequence; nothing
 * that turns the direction of the text around it; nothing invisible, save what a word or an emoji is spelt with; no broken
 * surrogate; no pile of accents. Ordinary text of any script comes back as it was, with line breaks as spaces.
 */
export function cleanForeign(text: string): string {
  if (isOnePerUnit(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(lineBreaks, ' ')
    .replaceAll(controls, '')
    .replaceAll(invisible, '')
    .replaceAll(strayVariation, '')
    .replaceAll(surplusMarks, '$1')
    .replaceAll(strayJoiner, '');
}
