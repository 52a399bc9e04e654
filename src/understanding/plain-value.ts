import type { ArgumentSpec, ArgumentValue } from '../command.ts';
import { UserError } from '../kernel/errors.ts';
import { nearest } from '../kernel/nearest.ts';
import { parseZone } from '../kernel/zone.ts';
import { isYes } from '../line/is-yes.ts';
import type { Block, Message } from '../message/model.ts';
import { misuse, mistyped } from '../views/misuse.ts';

/** What one text came to: a value and how the line says it, or the message that asks. */
export type Outcome =
  | {
      readonly kind: 'value';
      readonly value: ArgumentValue;
      readonly written: string;
      /** `lineWith`: the same line with another text in this place. */
      readonly notes?: (lineWith: (text: string) => string) => readonly Block[];
    }
  | { readonly kind: 'reply'; readonly reply: (lineWith: (text: string) => string) => Message };

type PlainSpec = ArgumentSpec & { kind: 'text' | 'digest' | 'flag' | 'number' | 'choice' | 'zone' | 'channel' };

/** What a text means for an argument of which neither the briefs nor the day matter. */
export function plainValue(spec: PlainSpec, name: string, text: string): Outcome {
  switch (spec.kind) {
    case 'digest':
    case 'text':
      return { kind: 'value', value: text, written: text };
    case 'flag':
      return { kind: 'value', value: isYes(text), written: isYes(text) ? 'yes' : 'no' };
    case 'number': {
      const number = Number(text);
      if (text !== '' && Number.isInteger(number) && number >= spec.min && number <= spec.max) {
        return { kind: 'value', value: number, written: text };
      }
      return refuse(`\`${name}:\` is a whole number from ${spec.min} to ${spec.max}.`);
    }
    case 'choice': {
      const word = text.toLowerCase();
      if (spec.choices.includes(word)) return { kind: 'value', value: word, written: word };
      const near = nearest(word, spec.choices);
      // It may be what a command does, and nothing is changed or deleted on a guess.
      if (near !== undefined) return { kind: 'reply', reply: (lineWith) => mistyped(name, text, near, lineWith(near)) };
      return refuse(`\`${name}:\` is one of ${spec.choices.join(', ')}.`);
    }
    case 'zone':
      return resolveZone(text);
    case 'channel':
      return resolveChannel(name, text);
  }
}

function resolveZone(text: string): Outcome {
  try {
    const zone = parseZone(text);
    return { kind: 'value', value: zone, written: zone };
  } catch (error) {
    if (error instanceof UserError) return refuse(error.message);
    throw error;
  }
}

/** A platform has put the id in the place of what it shows. */
function resolveChannel(name: string, text: string): Outcome {
  const id = text.replace(/^#/, '').trim();
  if (id !== '' && id.length <= 100 && !/\s/.test(id)) return { kind: 'value', value: id, written: id };
  return refuse(`\`${name}:\` is a channel, such as \`${name}:here\`.`);
}

export function refuse(text: string): Outcome {
  return { kind: 'reply', reply: () => misuse(text) };
}
