import type { ParsedLine } from './parse-line.ts';
import { CLOSING, splitWords } from './words.ts';

/** What is no part of the text where it stands at either end of the line. Anywhere else it is text, as in a pasted one. */
const LEADING = /^(?:page:\d{1,6}|public:(?:yes|no))(?:\s+|$)/i;
const TRAILING = /(?:^|\s)(?:page:\d{1,6}|public:(?:yes|no))$/i;

/**
 * A line of a command that takes everything after its name as one text, with its colons, quotation marks and question
 * marks: `check Kerry said: "no"`. Undefined where the line begins with no such command. `argumentOf` gives the name of
 * the argument that takes the text; a text written as that argument, `check text:"…"`, loses the marks around it.
 */
export function parseTextLine(
  line: string,
  argumentOf: (command: string) => string | undefined,
): ParsedLine | undefined {
  const named = new Map<string, string>();
  let rest = takeOptions(line.trim().replace(/^\//, ''), LEADING, named);
  const command = /^\S+/.exec(rest)?.[0] ?? '';
  const argument = argumentOf(command.toLowerCase());
  if (argument === undefined) return undefined;
  rest = takeOptions(rest.slice(command.length).trim(), LEADING, named);
  rest = takeOptions(rest, TRAILING, named);
  const text = rest.toLowerCase().startsWith(`${argument}:`)
    ? withoutMarks(rest.slice(argument.length + 1).trim())
    : rest;
  if (text !== '') named.set(argument, text);
  return { words: splitWords(command), named };
}

function takeOptions(line: string, form: RegExp, named: Map<string, string>): string {
  let rest = line;
  for (let match = form.exec(rest); match; match = form.exec(rest)) {
    const [name = '', value = ''] = match[0].trim().split(':');
    named.set(name.toLowerCase(), value);
    rest = (rest.slice(0, match.index) + rest.slice(match.index + match[0].length)).trim();
  }
  return rest;
}

function withoutMarks(text: string): string {
  const closing = CLOSING[text[0] ?? ''];
  return closing !== undefined && text.length > 1 && text.endsWith(closing) ? text.slice(1, -1).trim() : text;
}
