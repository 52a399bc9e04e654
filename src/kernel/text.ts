import { isOnePerUnit } from './one-per-unit.ts';

/** Stands where text was cut. Never means anything else in what we write. */
export const ELLIPSIS = '…';

const graphemeSegmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** In UTF-16 units. Unicode sets no bound; nothing that people write comes near this one. */
const GRAPHEME_MAX = 64;

/**
 * What a reader takes for one character: a letter with its accents, a flag, a family of emoji. A longer chain than any
 * language has comes apart, so that no text is too long to be cut.
 */
export function graphemes(text: string): string[] {
  if (isOnePerUnit(text)) return text.split('');
  return Array.from(graphemeSegmenter.segment(text), ({ segment }) =>
    segment.length > GRAPHEME_MAX ? Array.from(segment) : [segment],
  ).flat();
}

/**
 * `text`, or as much of it as leaves room for an ellipsis within `max` UTF-16 units. Never cuts inside a character that a
 * reader sees; cuts at a space where one is near.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return '';
  // Later characters cannot fit, so a hostile length costs nothing.
  const parts = graphemes(text.slice(0, max + 64));
  let length = 0;
  let count = 0;
  for (const part of parts) {
    if (length + part.length > max - ELLIPSIS.length) break;
    length += part.length;
    count++;
  }
  return parts.slice(0, wordBoundary(parts, count)).join('').trimEnd() + ELLIPSIS;
}

/** How far back from a cut a space is worth looking for, in characters. */
const NEAR = 16;

/** The place at or shortly before `at` that does not part a word, or `at` where there is none near. Never 0 unless `at` is. */
export function wordBoundary(parts: readonly string[], at: number): number {
  if (at >= parts.length || parts[at] === ' ') return at;
  for (let back = at; back > Math.max(1, at - NEAR); back--) {
    if (parts[back - 1] === ' ') return back;
  }
  return at;
}
