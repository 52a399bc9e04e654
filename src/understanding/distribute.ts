import type { Command } from '../command.ts';
import { joinWords } from '../line/parse-line.ts';
import type { Word } from '../line/words.ts';
import type { Message } from '../message/model.ts';
import { misuse } from '../views/misuse.ts';
import type { Resolver } from './resolve-value.ts';

/** Words that may stand between two arguments: `compare kerry and lavrov`, `said lavrov about aleppo`. */
const BETWEEN = new Set(['about', 'on', 'and', 'with', 'vs', 'vs.', 'versus', 'to', '|', ',', '&']);

/** Words that open a question and name nobody: `who is lavrov`. */
const OPENING = new Set(['is', 'was', 'are', 'were', 'about', 'on', 'of', 'for', 'the']);

export type Distributed =
  | { readonly kind: 'typed'; readonly texts: ReadonlyMap<string, string> }
  | { readonly kind: 'reply'; readonly message: Message };

/**
 * Which words belong to which argument. Named ones are plain. One positional argument takes all the words that are left.
 * For two, quotation marks or a joining word part them; without, the longest first part that means somebody.
 */
export function distribute(
  command: Command,
  words: readonly Word[],
  named: ReadonlyMap<string, string>,
  resolver: Pick<Resolver, 'quality'>,
): Distributed {
  const texts = new Map([...named].filter(([name]) => name in command.arguments));
  const open = Object.entries(command.arguments)
    .filter(([name, spec]) => spec.positional === true && !texts.has(name))
    .map(([name]) => name);
  const kept = dropOpening(words);
  const [first, second] = open;
  if (kept.length === 0 || first === undefined) {
    if (kept.length > 0 && open.length === 0) return reply(command, kept);
  } else if (second === undefined) {
    texts.set(first, joinWords(kept));
  } else {
    const [left, right] = part(first, second, kept, resolver);
    texts.set(first, joinWords(left));
    if (right.length > 0) texts.set(second, joinWords(right));
  }
  for (const [name, spec] of Object.entries(command.arguments)) {
    if (spec.required === true && (texts.get(name) ?? '') === '') return missing(command, name);
  }
  return { kind: 'typed', texts };
}

function dropOpening(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex((word) => word.quoted || !OPENING.has(word.text.toLowerCase()));
  return start === -1 ? words : words.slice(start);
}

function part(
  first: string,
  second: string,
  words: readonly Word[],
  resolver: Pick<Resolver, 'quality'>,
): readonly [readonly Word[], readonly Word[]] {
  const quotedFirst = words[0]?.quoted === true ? 1 : undefined;
  const joint = words.findIndex((word, index) => index > 0 && !word.quoted && BETWEEN.has(word.text.toLowerCase()));
  const cut = joint === -1 ? quotedFirst : joint;
  if (cut !== undefined) {
    const right = words.slice(cut);
    return [words.slice(0, cut), cut === joint ? right.slice(1) : right];
  }
  let best: readonly [readonly Word[], readonly Word[]] = [words, []];
  let bestQuality = resolver.quality(first, joinWords(words)) * 2;
  for (let size = words.length - 1; size > 0; size -= 1) {
    const left = words.slice(0, size);
    const right = words.slice(size);
    const leftQuality = resolver.quality(first, joinWords(left));
    const quality = leftQuality === 0 ? 0 : leftQuality + resolver.quality(second, joinWords(right));
    if (quality > bestQuality) {
      best = [left, right];
      bestQuality = quality;
    }
  }
  return best;
}

function missing(command: Command, name: string): Distributed {
  const example = command.examples[0];
  const what = command.arguments[name]?.description ?? name;
  const shown = example ? ` For example: \`${example.line}\`.` : '';
  return { kind: 'reply', message: misuse(`\`${command.name}\` needs to know: ${lowerFirst(what)}.${shown}`) };
}

function reply(command: Command, words: readonly Word[]): Distributed {
  return {
    kind: 'reply',
    message: misuse(`\`${command.name}\` takes no “${joinWords(words)}”. Try \`help ${command.name}\`.`),
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
