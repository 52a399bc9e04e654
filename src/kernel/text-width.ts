import { isOnePerUnit } from './one-per-unit.ts';
import { ELLIPSIS, graphemes, wordBoundary } from './text.ts';

/**
 * The code points that Unicode's East Asian Width calls wide or full-width (UAX #11), joined into ranges where only
 * unassigned ones lie between. Emoji come by their own property.
 */
const wide =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1d300}-\u{1d37f}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const emoji = /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Extended_Pictographic}.*\u200d)/u;
const unseen = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** For one of `graphemes`. */
export function widthOfGrapheme(grapheme: string): number {
  if (unseen.test(grapheme)) return 0;
  return wide.test(grapheme) || emoji.test(grapheme) ? 2 : 1;
}

/** How many columns of a terminal the text takes: two for an ideograph or an emoji, none for what stands on another letter. */
export function textWidth(text: string): number {
  if (isOnePerUnit(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += widthOfGrapheme(grapheme);
  return width;
}

/** `text`, or as much of it as leaves room for an ellipsis within so many columns. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const parts = graphemes(text);
  const count = countWithin(parts, columns - 1);
  if (columns < 1) return '';
  return parts.slice(0, wordBoundary(parts, count)).join('').trimEnd() + ELLIPSIS;
}

/** The text in pieces of at most so many columns, parted only between characters. A piece is never empty. */
export function chopToWidth(text: string, columns: number): string[] {
  const pieces: string[] = [];
  for (let rest = graphemes(text); rest.length > 0;) {
    const count = Math.max(1, countWithin(rest, columns));
    pieces.push(rest.slice(0, count).join(''));
    rest = rest.slice(count);
  }
  return pieces;
}

function countWithin(parts: readonly string[], columns: number): number {
  let width = 0;
  for (const [index, part] of parts.entries()) {
    width += widthOfGrapheme(part);
    if (width > columns) return index;
  }
  return parts.length;
}
