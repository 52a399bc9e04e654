import type { Command } from '../command.ts';
import { wordBoundary } from '../kernel/text.ts';
import type { ParsedLine } from '../line/parse-line.ts';
import type { Block } from '../message/model.ts';
import { numberText } from '../views/kit/number-text.ts';
import { note, plain } from '../views/kit/spans.ts';

/** In UTF-16 units: a chat message of 4,000 with embeds of 6,000 and some room. More is told, and not read. */
const TEXT_MAX = 12_000;

/** The name of a command, with `page:` and `public:` before it, stands within so many units. */
export const LONGEST_NAME = 80;

/** The argument that takes everything after the name of the command, where it has one. */
export function textArgumentOf(command: Command | undefined): string | undefined {
  return Object.entries(command?.arguments ?? {}).find(([, spec]) => spec.kind === 'text' && spec.whole === true)?.[0];
}

/** The line with as much of its text as is read, and a note that says so where that is not all. */
export function withinLimit(
  command: Command,
  parsed: ParsedLine,
): { readonly parsed: ParsedLine; readonly notes: readonly Block[] } {
  const argument = textArgumentOf(command);
  const text = argument === undefined ? undefined : parsed.named.get(argument);
  if (argument === undefined || text === undefined || text.length <= TEXT_MAX) return { parsed, notes: [] };
  const read = text.slice(0, wordBoundary(text.slice(0, TEXT_MAX + 1).split(''), TEXT_MAX)).trimEnd();
  const said = `The text has ${numberText(text.length)} characters. The first ${numberText(read.length)} were read, the rest was not.`;
  return {
    parsed: { ...parsed, named: new Map([...parsed.named, [argument, read.toWellFormed()]]) },
    notes: [note(plain(said))],
  };
}
