import type { Command } from '../command.ts';
import { joinWords } from '../line/parse-line.ts';
import { BETWEEN, OPENING } from '../line/small-words.ts';
import type { Word } from '../line/words.ts';
import type { Message } from '../message/model.ts';
import { misuse } from '../views/misuse.ts';
import type { Resolver } from './resolve-value.ts';

/** A name has no more words, and no line more joints worth a look: what a paste by mistake can cost stays bounded. */
const PARTINGS = 10;

/** What `quality` says of a text that is just what somebody is called. */
const EXACT = 4;

export type Distributed =
  | { readonly kind: 'typed'; readonly texts: ReadonlyMap<string, string> }
  | { readonly kind: 'reply'; readonly message: Message };

/**
 * Which words belong to which argument. Named ones are plain. One positional argument takes all the words that are left.
 * For two, quotation marks or a joining word part them; without, the parting in which both mean the most, and of equals
 * the one with the longest first part. A choice is one word.
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
  } else if (command.arguments[first]?.kind === 'choice') {
    texts.set(first, kept[0]?.text ?? '');
    if (kept.length > 1) texts.set(second, joinWords(kept.slice(1)));
  } else if (kept.length < words.length && words[0]?.text.toLowerCase() === second) {
    // `said about aleppo`
    texts.set(second, joinWords(kept));
  } else {
    const [left, right] = part(first, second, kept, resolver);
    const text = joinWords(left);
    // `said aleppo`: nobody is called so, and it is what the second argument is for.
    const isSecond =
      right.length === 0 &&
      command.arguments[first]?.required !== true &&
      resolver.quality(second, text) > resolver.quality(first, text);
    texts.set(isSecond ? second : first, text);
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

type Parted = readonly [readonly Word[], readonly Word[]];

function part(first: string, second: string, words: readonly Word[], resolver: Pick<Resolver, 'quality'>): Parted {
  const isJoint = (word: Word) => !word.quoted && BETWEEN.has(word.text.toLowerCase());
  const joints = words.flatMap((word, index) => (index > 0 && isJoint(word) ? [index] : [])).slice(0, PARTINGS);
  const quotedAt = words.findIndex((word) => word.quoted);
  if (joints.length === 0 && quotedAt !== -1) {
    const cut = Math.max(quotedAt, 1);
    return [words.slice(0, cut), words.slice(cut)];
  }
  const sizes = words.keys().drop(1).take(PARTINGS).toArray().toReversed();
  const partings: readonly Parted[] =
    joints.length > 0
      ? joints.map((joint) => [words.slice(0, joint), words.slice(joint + 1)])
      : sizes.map((size) => [words.slice(0, size), words.slice(size)]);

  const whole = resolver.quality(first, joinWords(words));
  // A joint says that there are two, unless it is part of the name of one.
  let best: Parted = joints.length > 0 && whole < EXACT ? (partings[0] ?? [words, []]) : [words, []];
  let bestQuality = joints.length > 0 && whole < EXACT ? 0 : whole * 2;
  for (const [left, right] of partings) {
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
