import type { ArgumentSpec, Command } from '../command.ts';
import { isOutlet, type Brief } from '../corpus/model.ts';
import { parsePartialDate, spanOf } from '../kernel/partial-date.ts';
import { BETWEEN } from '../line/small-words.ts';
import { splitWords, type Word } from '../line/words.ts';
import type { Choice, Completion } from '../platform.ts';
import { datedText } from '../views/kit/dates.ts';
import { zonesLike } from '../kernel/zone.ts';
import { hintOf, lookupIn } from '../views/kit/subjects.ts';
import type { ResolverParts } from './resolve-value.ts';
import { LINE_MAX } from './understand.ts';

/** What Discord shows at most; a terminal is well served by no more. */
const CHOICES_MAX = 25;

/** So many briefs of the days that the beginning of an id gives are looked through. */
const SAME_DAYS = 500;

/** Among those that carry most; people who pass words on are among them too, and are no outlets. */
const CARRIERS = 200;

const DATES: readonly Choice[] = [
  { value: '7d', label: '7d', hint: 'the last seven days' },
  { value: '30d', label: '30d', hint: 'the last thirty days' },
  { value: '1y', label: '1y', hint: 'the last year' },
];

export interface Completer {
  complete(line: string): Completion;
  completeArgument(command: string, argument: string, text: string): readonly Choice[];
}

export function createCompleter(parts: ResolverParts): Completer {
  const byName = new Map(parts.commands.map((command) => [command.name, command]));
  const lookup = lookupIn(parts.corpus);

  function choicesFor(spec: ArgumentSpec, text: string): readonly Choice[] {
    switch (spec.kind) {
      case 'actor':
        return subjects(text, { kinds: ['actor'], outlets: spec.outlets });
      case 'subject':
        return subjects(text, spec.only === undefined ? {} : { kinds: [spec.only] });
      case 'brief':
        return briefs(text.trim()).map((brief) => ({
          value: brief.id,
          label: brief.headline,
          hint: datedText(brief.published),
        }));
      case 'command':
        return commandsFrom(text);
      case 'choice':
        return spec.choices.filter((value) => value.startsWith(text)).map((value) => ({ value, label: value }));
      case 'flag':
        return ['yes', 'no'].filter((value) => value.startsWith(text)).map((value) => ({ value, label: value }));
      case 'date':
        return DATES.filter((choice) => choice.value.startsWith(text));
      case 'subjects':
        return lastOf(text, (part) => subjects(part, {}));
      case 'outlets':
        return lastOf(text, (part) => subjects(part, { kinds: ['actor'], outlets: true }));
      case 'zone':
        return zonesLike(text, CHOICES_MAX).map((zone) => ({ value: zone, label: zone }));
      case 'channel':
        return ['here'].filter((value) => value.startsWith(text)).map((value) => ({ value, label: value }));
      // What the precious database knows is completed elsewhere.
      case 'digest':
      case 'number':
      case 'text':
        return [];
    }
  }

  /** By the beginning of an id, which is the day of publication as a rule, or by words. */
  function briefs(text: string): readonly Brief[] {
    if (text === '') return parts.corpus.briefs({ limit: CHOICES_MAX }).briefs;
    const date = [10, 7, 4].flatMap((length) => parsePartialDate(text.slice(0, length)) ?? [])[0];
    const { from: since, to: until } = date === undefined ? {} : spanOf(date);
    const dated = since === undefined ? [] : parts.corpus.briefs({ since, until, limit: SAME_DAYS }).briefs;
    const begun = dated.filter((brief) => brief.id.startsWith(text.toLowerCase()));
    return begun.length > 0 ? begun : parts.corpus.search(text, { limit: CHOICES_MAX }).briefs;
  }

  function subjects(text: string, query: Parameters<typeof parts.names.resolve>[1]): readonly Choice[] {
    if (query?.outlets === true && text.trim() === '') {
      return parts.corpus
        .outlets({ limit: CARRIERS })
        .outlets.map(({ outlet }) => outlet)
        .filter(isOutlet)
        .map((outlet) => ({ value: outlet.id, label: outlet.name, hint: hintOf(outlet, lookup) }));
    }
    return parts.names.complete(text, { ...query, limit: CHOICES_MAX }).map((hit) => {
      const subject = parts.corpus.subject(hit.id);
      return { value: hit.id, label: hit.name, hint: subject && hintOf(subject, lookup) };
    });
  }

  function commandsFrom(text: string): readonly Choice[] {
    const start = text.toLowerCase().replace(/^\//, '');
    return parts.commands
      .filter((command) => command.name.startsWith(start))
      .map((command) => ({ value: command.name, label: command.name, hint: command.description }));
  }

  /** The positional argument that the cursor is in, and where its text begins. */
  function positional(
    command: Command,
    words: readonly Word[],
    line: string,
  ): { spec: ArgumentSpec; from: number } | undefined {
    const specs = Object.values(command.arguments).filter((spec) => spec.positional === true);
    const typed = words.filter((word, index) => index > 0 && !/^[a-z]+:/.test(word.text));
    const start = typed[0]?.from ?? line.length;
    const [first, second] = specs;
    if (!first) return undefined;
    const last = typed.at(-1);
    if (!second || !last || (typed.length === 1 && last.to === line.length)) return { spec: first, from: start };
    if (first.kind === 'choice') return { spec: second, from: typed[1]?.from ?? line.length };
    // The first argument is whole where a joint follows it, or when all but the word at the cursor names somebody.
    const atCursor = last.to === line.length ? last : undefined;
    const finished = atCursor ? typed.slice(0, -1) : typed;
    const joint = finished.findIndex((word, index) => index > 0 && BETWEEN.has(word.text.toLowerCase()));
    if (joint !== -1) return { spec: second, from: typed[joint + 1]?.from ?? line.length };
    const isWhole = parts.names.resolve(finished.map((word) => word.text).join(' ')).kind === 'one';
    return isWhole ? { spec: second, from: atCursor?.from ?? line.length } : { spec: first, from: start };
  }

  return {
    completeArgument(command, argument, text) {
      const spec = specOf(byName.get(command), argument);
      return spec ? choicesFor(spec, text).slice(0, CHOICES_MAX) : [];
    },

    complete(line) {
      if (line.length > LINE_MAX) return { from: line.length, choices: [] };
      const words = splitWords(line);
      const [first] = words;
      const last = words.at(-1);
      if (!first || (words.length === 1 && first.to === line.length)) {
        const commands = commandsFrom(first?.text ?? '');
        const named = first === undefined || commands.length > 0 ? [] : subjects(first.text, {});
        return { from: first?.from ?? line.length, choices: [...commands, ...named].slice(0, CHOICES_MAX) };
      }
      const command = byName.get(first.text.toLowerCase().replace(/^\//, ''));
      if (!command || !last) return { from: line.length, choices: [] };
      const atCursor = last.to === line.length ? last : undefined;
      const colon = atCursor?.text.indexOf(':') ?? -1;
      if (atCursor && colon > 0) {
        const spec = specOf(command, atCursor.text.slice(0, colon).toLowerCase());
        if (spec) return { from: atCursor.from + colon + 1, choices: choicesFor(spec, atCursor.text.slice(colon + 1)) };
      }
      const place = positional(command, words, line);
      const values = place ? choicesFor(place.spec, line.slice(place.from)) : [];
      const typed = atCursor?.text ?? '';
      const filters = Object.entries(command.arguments)
        .filter(([name, spec]) => spec.positional !== true && (typed.length > 0 || !place) && name.startsWith(typed))
        .map(([name, spec]): Choice => ({ value: `${name}:`, label: `${name}:`, hint: spec.description }));
      if (values.length === 0 && filters.length > 0) return { from: atCursor?.from ?? line.length, choices: filters };
      return { from: place?.from ?? line.length, choices: values.slice(0, CHOICES_MAX) };
    },
  };
}

/** Of a list, what is at the cursor is completed; what stands before it stays. */
function lastOf(text: string, choicesOf: (part: string) => readonly Choice[]): readonly Choice[] {
  const at = text.lastIndexOf(',') + 1;
  const before = text.slice(0, at);
  const label = before
    .split(',')
    .filter((part) => part.trim() !== '')
    .join(', ');
  return choicesOf(text.slice(at).trim()).map((choice) => ({
    ...choice,
    value: `${before}${choice.value}`,
    label: label === '' ? choice.label : `${label}, ${choice.label}`,
  }));
}

/** Foreign text chooses the name: only an argument of the command's own counts. */
function specOf(command: Command | undefined, argument: string): ArgumentSpec | undefined {
  return command && Object.hasOwn(command.arguments, argument) ? command.arguments[argument] : undefined;
}
