import type { ArgumentSpec, ArgumentValue, Command, LineParts } from '../command.ts';
import { cleanForeign } from '../kernel/clean-text.ts';
import { nearest } from '../kernel/nearest.ts';
import type { Day } from '../kernel/partial-date.ts';
import { isYes } from '../line/is-yes.ts';
import { joinWords, nameOf, parseLine, type ParsedLine } from '../line/parse-line.ts';
import { parseTextLine } from '../line/parse-text-line.ts';
import { lineOfQuestion } from '../line/questions.ts';
import { splitWords } from '../line/words.ts';
import { writeLine } from '../line/write-line.ts';
import type { Block, Message } from '../message/model.ts';
import { commandLine, note, plain } from '../views/kit/spans.ts';
import { misuse, mistypedCommand } from '../views/misuse.ts';
import { distribute } from './distribute.ts';
import { createResolver, type ResolverParts } from './resolve-value.ts';
import { LONGEST_NAME, textArgumentOf, withinLimit } from './whole-text.ts';

/** A line made ready to run, or the message that asks its reader for what is missing. */
export type Understood =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly values: Readonly<Record<string, ArgumentValue>>;
      readonly line: LineParts;
      readonly page: number;
      readonly isPublic: boolean;
      /** What was understood, wherever it is not what was typed. */
      readonly notes: readonly Block[];
    }
  | { readonly kind: 'reply'; readonly message: Message };

export interface Begun {
  readonly command: Command;
  readonly values: Readonly<Record<string, ArgumentValue>>;
  readonly line: LineParts;
}

/** Understood in every line, whatever the command. */
const EVERYWHERE = ['page', 'public'];

/**
 * No command line is longer: Slack cuts at some thousands, and a longer one is a paste by mistake. A command that takes a
 * whole text has a limit of its own (`whole-text.ts`).
 */
export const LINE_MAX = 2000;

export interface Understanding {
  understand(line: string, today: Day): Promise<Understood>;
  /**
   * What a line that begins with a command's name says so far, whatever is missing. Undefined where it does not, or where
   * something in it cannot be understood.
   */
  begun(line: string, today: Day): Promise<Begun | undefined>;
  /** Whether the line asks for an answer in the open. Cheap: nothing is looked up. */
  isPublic(line: string): boolean;
}

interface CommandFound {
  readonly command: Command;
  readonly rest: ParsedLine['words'];
  readonly notes: readonly Block[];
  /** What was typed in place of its name, where that was guessed. */
  readonly mistyped?: string;
}

export function createUnderstanding(parts: ResolverParts): Understanding {
  const byName = new Map(parts.commands.map((command) => [command.name, command]));
  const argumentNames = new Set([
    ...parts.commands.flatMap((command) => Object.keys(command.arguments)),
    ...EVERYWHERE,
  ]);
  const textArgument = (command: string) => textArgumentOf(byName.get(command));

  /** Undefined where the line is too long. */
  function parse(line: string): ParsedLine | undefined {
    const isText = parseTextLine(cleanForeign(line.slice(0, LONGEST_NAME)), textArgument) !== undefined;
    if (isText) return parseTextLine(cleanForeign(line), textArgument);
    return line.length > LINE_MAX ? undefined : parseLine(tidy(line), argumentNames);
  }

  /** The command that the line begins with. */
  function commandNamed({ words: [first] }: ParsedLine): Command | undefined {
    return first && !first.quoted ? byName.get(first.text.toLowerCase()) : undefined;
  }

  /** The command that the line begins with, or the one that its words most likely want. */
  function commandOf(parsed: ParsedLine): CommandFound | undefined {
    const [first, ...rest] = parsed.words;
    const named = commandNamed(parsed);
    if (named) return { command: named, rest, notes: [] };
    const brief = byName.get('brief');
    if (!first || !brief) return undefined;
    const question = lineOfQuestion(joinWords(parsed.words));
    if (question !== undefined) return questionAsked(question);
    const whole = parts.names.resolve(joinWords(parsed.words));
    const near = nearest(first.text.toLowerCase(), byName.keys());
    const command = near === undefined ? undefined : byName.get(near);
    if (whole.kind === 'none' && command) {
      return {
        command,
        rest,
        mistyped: first.text,
        notes: [note(plain('Showing '), commandLine(command.name), plain(` for “${first.text}”.`))],
      };
    }
    const read = note(plain('Read as '), commandLine(`brief ${joinWords(parsed.words)}`), plain('.'));
    return { command: brief, rest: parsed.words, notes: [read] };
  }

  function questionAsked(line: string): ReturnType<typeof commandOf> {
    const [first, ...rest] = splitWords(line);
    const command = first && byName.get(first.text);
    return command && { command, rest, notes: [note(plain('Read as '), commandLine(line), plain('.'))] };
  }

  return {
    isPublic(line) {
      const parsed = parse(line);
      return parsed !== undefined && isForAll(parsed);
    },

    async begun(line, today) {
      const parsed = parse(line);
      const command = parsed && commandNamed(parsed);
      // Most commands have no form, and nothing is looked up for them.
      if (!parsed || !command?.form) return undefined;
      const open = { ...command, arguments: optional(command.arguments) };
      const resolver = createResolver(parts, command, today);
      const parted = distribute(open, parsed.words.slice(1), parsed.named, resolver);
      if (parted.kind === 'reply') return undefined;
      const resolved = await resolver.resolveAll(parted.texts);
      return resolved.kind === 'reply' ? undefined : { command, values: resolved.values, line: resolved.line };
    },

    async understand(line, today) {
      const typed = parse(line);
      if (!typed) {
        return {
          kind: 'reply',
          message: misuse(`This line is longer than ${LINE_MAX} characters: ask with fewer words.`),
        };
      }
      const found = commandOf(typed);
      if (!found) {
        const help = byName.get('help');
        if (help && typed.named.size === 0)
          return run(help, {}, { command: 'help', positional: [], named: {} }, typed, []);
        return { kind: 'reply', message: misuse('Begin with what you want to know: `brief aleppo`, or `help`.') };
      }
      const { command } = found;
      const taken = takesText(command, line, typed);
      const { parsed, notes: cut } = withinLimit(command, taken ?? typed);
      const rest = taken ? [] : found.rest;
      const notes = [...found.notes, ...cut];
      const wrong = unknownArgument(command, parsed.named) ?? unknownFilter(command, rest);
      if (wrong) return { kind: 'reply', message: wrong };
      const page = Number(parsed.named.get('page') ?? '1');
      if (!Number.isInteger(page) || page < 1) {
        return { kind: 'reply', message: misuse('A page is a whole number from 1: `page:2`.') };
      }

      const resolver = createResolver(parts, command, today);
      const parted = distribute(command, rest, parsed.named, resolver);
      if (parted.kind === 'reply') return parted;
      const resolved = await resolver.resolveAll(parted.texts);
      if (resolved.kind === 'reply') return resolved;
      if (found.mistyped !== undefined && command.isSetting === true) {
        // It may change something, and nothing is changed or deleted on a guess.
        const { positional, named } = resolved.line;
        const meant = writeLine(command.name, positional, named);
        return { kind: 'reply', message: mistypedCommand(found.mistyped, command.name, meant) };
      }
      return run(command, resolved.values, resolved.line, parsed, [...notes, ...resolved.notes], page);
    },
  };

  /** The line read anew for a command that takes a whole text, also where its name was misspelt. */
  function takesText(command: Command, line: string, { words: [first] }: ParsedLine): ParsedLine | undefined {
    const argument = textArgumentOf(command);
    if (argument === undefined || !first) return undefined;
    const name = first.text.toLowerCase();
    return parseTextLine(cleanForeign(line), (word) => (word === name ? argument : undefined));
  }

  function run(
    command: Command,
    values: Readonly<Record<string, ArgumentValue>>,
    line: LineParts,
    parsed: ParsedLine,
    notes: readonly Block[],
    page = 1,
  ): Understood {
    const isPublic = command.isSetting !== true && isForAll(parsed);
    return { kind: 'run', command, values, line, page, isPublic, notes };
  }

  /** Asked for in so many words, or by a command that is public of itself: one that was guessed is not. */
  function isForAll(parsed: ParsedLine): boolean {
    const command = commandNamed(parsed);
    if (command?.isSetting === true) return false;
    const asked = parsed.named.get('public');
    return asked === undefined ? command?.visibility === 'public' : isYes(asked);
  }
}

function optional(specs: Command['arguments']): Command['arguments'] {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, { ...spec, required: false }]));
}

/** What nobody can see in a line is not searched for either. */
function tidy(line: string): string {
  return cleanForeign(line)
    .trim()
    .replace(/^\//, '')
    .replace(/\s*\?+$/, '');
}

function unknownArgument(command: Command, named: ReadonlyMap<string, string>): Message | undefined {
  const known = Object.keys(command.arguments);
  for (const name of named.keys()) {
    if (known.includes(name) || EVERYWHERE.includes(name)) continue;
    return misuse(`\`${command.name}\` has no \`${name}:\`. ${takes(command)}`);
  }
  return undefined;
}

/** A word such as `colour:red`, which is no filter of any command and no likely text either. An address is text. */
function unknownFilter(command: Command, words: ParsedLine['words']): Message | undefined {
  for (const word of words) {
    const name = nameOf(word);
    if (name === undefined || !/^[a-z]{3,12}:(?!\/\/)\S/i.test(word.text)) continue;
    const filters = [...filtersOf(command), ...EVERYWHERE];
    const near = nearest(name.toLowerCase(), filters);
    const hint = near === undefined ? takes(command) : `Did you mean \`${near}:\`?`;
    return misuse(
      `\`${command.name}\` has no \`${name}:\`. ${hint} To look for these words, put them in quotation marks.`,
    );
  }
  return undefined;
}

function filtersOf(command: Command): readonly string[] {
  return Object.keys(command.arguments).filter((name) => !isPositional(command.arguments[name]));
}

function takes(command: Command): string {
  const filters = filtersOf(command).map((name) => `\`${name}:\``);
  return filters.length === 0 ? 'It takes no filters.' : `It takes ${filters.join(', ')}.`;
}

function isPositional(spec: ArgumentSpec | undefined): boolean {
  return spec?.positional === true;
}
