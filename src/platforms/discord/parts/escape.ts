import { cleanForeign } from '../../../kernel/clean-text.ts';
import { webAddress } from '../../../message/spans.ts';

/** Separates two pieces of markup that would be read as one, without a width of its own. */
export const NO_WIDTH = '\u200b';

/** A space at which no line ends. */
export const NO_BREAK = '\u00a0';

/** Without a width of its own, and no line ends at it. */
export const JOINER = '\u2060';

const endOfRightToLeft =
  /(?<=[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])(?= · )/gu;

/** The line with what dots part in it in the order that it is written in, where parts of it run from the right. */
export function inOrder(line: string): string {
  return line.replaceAll(endOfRightToLeft, '\u200e');
}

/**
 * What could be markup, in the text or together with its neighbours in the line. A backslash makes each of these a
 * character that means itself. Where several characters make the markup, one of them is enough:
 *
 * - `~` only before another one or at the end, as `~28 Nov` is how we write a day that was worked out;
 * - `:` before anything but a space: `:tada:`, `https://`, so that no address in foreign text becomes a link;
 * - `-` unless it stands between letters: a list, small print;
 * - `.` or `)` after a number that begins the text, and `+` there: a list;
 * - `(` after `]`: the client looks for the end of a link beyond escaped brackets.
 */
const markup =
  /[\\*_`|<>[\]@#]|~(?=~|$)|:(?=\S|$)|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])|(?<=^\s*\d*)[.)](?=\s|$)|(?<=^\s*)\+(?=\s|$)|(?<=^|\])\(/gu;

/** Foreign text as one line of markdown that shows just these characters: no format, no link, no mention, no list. */
export function escapeText(text: string): string {
  return cleanForeign(text).replaceAll(markup, String.raw`\$&`);
}

/** Text in monospace, where nothing else is markup. A backtick in it cannot be escaped there: it is shown as plain text. */
export function codeText(text: string): string {
  const clean = cleanForeign(text);
  return clean.trim() === '' || clean.includes('`') ? escapeText(text) : `\`${clean}\``;
}

/** Letters that mean themselves within the brackets of a link, where the client knows no backslash, and no address. */
const plainLabel = /^[\p{L}\p{N} ,;'’“”%/&–—-]+$/u;

/**
 * A link under its text. The client reads no backslash in the text of a link and takes none with an emoji or an address
 * in it: such a text stands before the link. Undefined where the address is none of the web.
 */
export function linkText(text: string, url: string | undefined): string | undefined {
  const address = linkAddress(url);
  if (address === undefined) return undefined;
  const label = cleanForeign(text).trim();
  if (plainLabel.test(label)) return `[${label}](${address})`;
  const shown = label === url || label === webAddress(url) ? '' : `${escapeText(label)} `;
  return `${shown}([link](${address}))`;
}

/** The address with all that could end a link or mean something in it spelt as %.., which servers read as the same. */
export function linkAddress(url: string | undefined): string | undefined {
  const address = webAddress(url);
  // An IPv6 host stands in brackets, which cannot be spelt otherwise.
  if (address === undefined || new URL(address).hostname.startsWith('[')) return undefined;
  return address.replaceAll(
    /[()[\]<>\\*`|~"'\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
