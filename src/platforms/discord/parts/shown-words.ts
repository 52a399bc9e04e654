/** Of people, roles, channels, commands, emoji and times: the message holds ids in their place, and no name. */
const IDS = /<(?:@[!&]?|#|\/[^<>:]{1,64}:|a?:\w{1,32}:|t:|id:)[\w:-]{1,40}>/gu;
const LINK = /\[([^[\]]{1,300})\]\(<?https?:\/\/[^\s()<>]{1,600}>?(?: "[^"]{0,200}")?\)/giu;
/** Headings, small print, quotations and lists. */
const LINE_START = /^\s*(?:(?:#{1,3}|-#|>{1,3}|[-*+])\s+)+/u;
const PAIRED = /(?<!\\)(?:\*\*|__|~~|\|\||`{1,3})/gu;
/** One of them inside a word, or between spaces, is no markup. */
const SINGLE = /(?<![\p{L}\p{N}\\])[*_](?=\S)|(?<=[^\s\\])[*_](?![\p{L}\p{N}])/gu;
const ESCAPED = /\\([\p{P}\p{S}])/gu;

/**
 * One line of a message as its readers see it, without the markup that formats it:
 * https://support.discord.com/hc/en-us/articles/210298617. For comparing, so that an unusual form may stay in it.
 */
export function shownWords(line: string): string {
  return line
    .replace(LINE_START, '')
    .replaceAll(IDS, ' ')
    .replaceAll(LINK, '$1')
    .replaceAll(PAIRED, '')
    .replaceAll(SINGLE, '')
    .replaceAll(ESCAPED, '$1')
    .trim();
}
