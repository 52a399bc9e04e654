import { denseLength, denseText, readDenseText } from '../../../kernel/dense-text.ts';
import { limits } from '../limits.ts';

/** What a button or a choice asks for. */
export interface Pressed {
  readonly line: string;
  /** The page of its answer, from 1. */
  readonly page?: number | undefined;
  /** How many pages the answer had where the control stands: a message that one person sees does not come back with it. */
  readonly of?: number | undefined;
  /** The answer is to be posted for everybody in the channel. */
  readonly share?: boolean | undefined;
}

/**
 * Most values are the command line itself. More than a line is told before it: `!p3/7 brief aleppo` for a page, `!s …` to
 * share, `!d2 …` to tell it from another option of its menu. What is longer than a value may be is written densely after `¡`.
 */
const TAGGED = /^!(s?)(?:p([1-9]\d{0,3})(?:\/([1-9]\d{0,3}))?)?(?:d[1-9]\d{0,3})? (.+)$/su;
const DENSE = '¡';

/** A value that is longer is carried again and again by every page, so it is written densely from here on. */
const PLAIN_MOST = limits.optionValue.most;

/** What a value of a button may be long at most: it is repeated on a page, which has room for other things too. */
export const BUTTON_VALUE_MOST = 500;

/** Undefined where no value of `most` characters can hold it. */
export function pressedValue({ line, page, of, share }: Pressed, most: number, duplicate = 0): string | undefined {
  const clean = line.toWellFormed().trim();
  if (clean === '') return undefined;
  const turn = page === undefined ? '' : `p${page}${of === undefined ? '' : `/${of}`}`;
  const tag = [share ? 's' : '', turn, duplicate === 0 ? '' : `d${duplicate}`].join('');
  const isPlain = tag === '' && !clean.startsWith('!') && !clean.startsWith(DENSE);
  const text = isPlain ? clean : `!${tag} ${clean}`;
  if (text.length <= Math.min(most, PLAIN_MOST)) return text;
  // Writing densely takes long where it is in vain.
  if (denseLength(text) > most - DENSE.length) return undefined;
  const value = DENSE + denseText(text);
  return value.length <= most ? value : undefined;
}

/** What a value asks for; undefined for one that no message of ours holds. Never throws. */
export function readPressed(value: string): Pressed | undefined {
  if (value.length > limits.buttonValue.most) return undefined;
  const text = value.startsWith(DENSE) ? readDenseText(value.slice(DENSE.length)) : value;
  if (text === undefined || text.trim() === '') return undefined;
  if (!text.startsWith('!')) return { line: text };
  const [, share, page, of, line] = TAGGED.exec(text) ?? [];
  if (line === undefined || line.trim() === '') return undefined;
  return {
    line,
    ...(page === undefined ? {} : { page: Number(page) }),
    ...(of === undefined ? {} : { of: Number(of) }),
    ...(share === 's' ? { share: true } : {}),
  };
}

/** Gives out the values of one menu, of which no two are the same. */
export class OptionValues {
  readonly #taken = new Set<string>();

  /** Undefined where no value can hold it. */
  valueOf(pressed: Pressed): string | undefined {
    for (let duplicate = 0; ; duplicate += 1) {
      const value = pressedValue(pressed, limits.optionValue.most, duplicate);
      if (value === undefined || !this.#taken.has(value)) {
        if (value !== undefined) this.#taken.add(value);
        return value;
      }
    }
  }
}

/** Begins the id of every control of ours, by which what is pressed finds its listener. */
const ACTION_PREFIX = 'dossier:';

/**
 * Where controls stand. On a message that one person keeps, pages turn in place; nothing that is told of a press says
 * whether a direct message is one with the bot or between two people, so that the controls say it themselves.
 */
export type ControlPlace = 'channel' | 'direct' | 'home';

/** Gives out the ids of the controls of one message, of which no two are the same. */
export class ActionIds {
  readonly #begin: string;
  #count = 0;

  constructor(place: ControlPlace = 'channel') {
    this.#begin = ACTION_PREFIX + (place === 'channel' ? '' : `${place}:`);
  }

  next(): string {
    this.#count += 1;
    return `${this.#begin}${this.#count}`;
  }
}

/** Blocks for a channel, with their controls as they stand in a conversation with one person. */
export function asDirect<Blocks>(blocks: Blocks): Blocks {
  const text = JSON.stringify(blocks, (name, value: unknown) =>
    name === 'action_id' && typeof value === 'string'
      ? value.replace(/^dossier:(?=\d)/, `${ACTION_PREFIX}direct:`)
      : value,
  );
  // The same blocks with other ids.
  return JSON.parse(text) as Blocks;
}

/** Whether a control stands on a message that only one person reads, and that does not vanish. */
export function isOnLastingPage(actionId: string): boolean {
  return actionId.startsWith(`${ACTION_PREFIX}direct:`);
}
