import type { YAMLError } from 'yaml';
import type { Draft } from './draft.ts';
import { MAX_DEPTH } from './document.ts';
import { shown } from './shown.ts';

export const STAR = 'text that begins with * or & means something else in YAML: put the text in quotes';

/** After the first few, what a parser reports is mostly the echo of the first. */
const FAULTS_SHOWN = 3;

/** What the YAML parser found, in words for who writes briefs. `openQuoteAt` finds where the last quoted text begins. */
export function yamlFaults(text: string, errors: readonly YAMLError[], openQuoteAt: () => number): readonly Draft[] {
  const lines = new Set<number>();
  const drafts: Draft[] = [];
  for (const error of errors) {
    const offset = Math.max(0, Math.min(error.pos[0], text.length));
    const lineStart = text.lastIndexOf('\n', offset - 1);
    if (lines.has(lineStart)) continue;
    lines.add(lineStart);
    drafts.push({ offset, message: explain(error, text, offset, openQuoteAt) });
    if (drafts.length === FAULTS_SHOWN) break;
  }
  return drafts;
}

function explain(error: YAMLError, text: string, offset: number, openQuoteAt: () => number): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab stands here, and YAML indents with spaces only: replace the tab with spaces';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return keyMessage(error.message);
    case 'MISSING_CHAR':
      return missing(error.message, text, offset, openQuoteAt);
    case 'BAD_INDENT':
      return indentMessage(error.message, text, offset);
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return STAR;
    case 'BAD_SCALAR_START':
      return `text cannot begin with ${shown(text[offset] ?? 'this')} in YAML: put the text in quotes`;
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
    case 'MULTIPLE_TAGS':
      return 'a word that begins with ! is a YAML tag, and briefs have none: remove it, or put the text in quotes';
    case 'MULTIPLE_DOCS':
      return '`---` begins a second document here, and one file holds one: move what follows to a file of its own';
    case 'BAD_DIRECTIVE':
      return 'a line that begins with % is a YAML directive, and briefs have none: remove the line, or put the text in quotes';
    case 'BAD_DQ_ESCAPE':
      return 'within double quotes a backslash begins an escape: write \\\\ for a backslash, or use single quotes';
    case 'RESOURCE_EXHAUSTION':
      return `the text is nested more than ${MAX_DEPTH} levels deep: remove the levels`;
    case 'NON_STRING_KEY':
      return 'a key is one plain word: put text that begins with [ or { in quotes';
    case 'DUPLICATE_KEY':
    case 'BLOCK_IN_FLOW':
    case 'BAD_PROP_ORDER':
    case 'UNEXPECTED_TOKEN':
    case 'IMPOSSIBLE':
      break;
  }
  const found = shown(/^\S+/.exec(text.slice(offset, offset + 40))?.[0] ?? '', 20);
  if (found === '') return 'the file ends in the middle of something: was it saved whole?';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/[:-]\s+[*&]/.test(line)) return STAR;
  if (/[:-]\s+["']/.test(line)) {
    return `the text ends at its closing quote, and \`${found}\` follows: put the whole text in quotes of the other kind`;
  }
  return `\`${found}\` is not expected here: put the text in quotes, or check the brackets and the indentation above`;
}

function keyMessage(message: string): string {
  if (message.startsWith('Nested mappings')) {
    return 'there is a colon within this text, which YAML reads as another key: put the whole text in quotes';
  }
  return 'this is read as a key without its colon: write `key: text`, or indent the line if it goes on with the text above';
}

function missing(message: string, text: string, offset: number, openQuoteAt: () => number): string {
  const quote = /Missing closing (.)/.exec(message)?.[1];
  if (quote !== undefined) {
    const half = offset >= text.trimEnd().length ? ', or was the file not saved whole?' : '';
    const line = text.slice(0, openQuoteAt()).split('\n').length;
    return `the text that begins with ${quote} in line ${line} is never closed: add the closing ${quote}${half}`;
  }
  if (message.includes('need to be followed by map values')) {
    const word = shown(/^[^\n]+/.exec(text.slice(offset, offset + 60))?.[0] ?? '', 40);
    return `\`${word}\` stands alone where a key with its text belongs: write \`key: text\`, or indent the line if it goes on with the text above`;
  }
  const bracket = unclosed(message, text, offset);
  if (bracket !== undefined) return bracket;
  if (message.startsWith('Missing ,')) return 'a comma is missing between two entries here';
  if (message.includes('without - indicator')) return 'an entry of this list has no hyphen: begin it with "- "';
  if (message.includes('Comments'))
    return 'put a space before this #, or put the text in quotes if the # belongs to it';
  return 'something is missing here: put the text in quotes, or write a space after the colon';
}

function indentMessage(message: string, text: string, offset: number): string {
  const bracket = unclosed(message, text, offset);
  if (bracket !== undefined) return bracket;
  return 'this line does not stand in line with those around it: all keys of one entry, and all hyphens of one list, begin in the same column';
}

function unclosed(message: string, text: string, offset: number): string | undefined {
  const bracket = /end with a ([\]}])/.exec(message)?.[1];
  if (bracket === undefined) return undefined;
  const ended = offset >= text.trimEnd().length;
  return `a bracket that was opened above is not closed: add the "${bracket}"${ended ? ', or was the file not saved whole?' : ', or indent this line if it goes on'}`;
}
