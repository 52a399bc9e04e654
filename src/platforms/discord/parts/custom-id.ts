import { denseText, readDenseText } from '../../../kernel/dense-text.ts';
import { limits } from '../limits.ts';

/** What a button or a choice asks for. */
export interface Pressed {
  readonly line: string;
  /** The page of its answer, from 1. */
  readonly page?: number | undefined;
  /** The answer is to be posted for everybody in the channel. */
  readonly share?: boolean | undefined;
}

/**
 * Most ids are the command line itself. More than a line is told before it: `!p3 brief aleppo` for a page, `!s …` to share,
 * `!d2 …` to tell it from others with the same line. What is longer than an id may be is written densely after `¡`.
 * `!i…` stands on what asks for nothing.
 */
const TAGGED = /^!(s?)(?:p([1-9]\d{0,3}))?(?:d[1-9]\d{0,3})? (.+)$/su;
const DENSE = '¡';

/** Undefined where no id can hold it: more than some 185 Latin letters, or 90 Cyrillic ones that a tag comes before. */
export function customId({ line, page, share }: Pressed, duplicate = 0): string | undefined {
  const clean = line.toWellFormed().trim();
  if (clean === '') return undefined;
  const tag = [share ? 's' : '', page === undefined ? '' : `p${page}`, duplicate === 0 ? '' : `d${duplicate}`].join('');
  const isPlain = tag === '' && !clean.startsWith('!') && !clean.startsWith(DENSE);
  const text = isPlain ? clean : `!${tag} ${clean}`;
  const id = text.length <= limits.customId.most ? text : DENSE + denseText(text);
  return id.length <= limits.customId.most ? id : undefined;
}

/** What an id asks for; undefined for one that asks for nothing or that no message of ours holds. Never throws. */
export function readCustomId(id: string): Pressed | undefined {
  if (id.length > limits.customId.most) return undefined;
  const text = id.startsWith(DENSE) ? readDenseText(id.slice(DENSE.length)) : id;
  if (text === undefined || text.trim() === '') return undefined;
  if (!text.startsWith('!')) return { line: text };
  const [, share, page, line] = TAGGED.exec(text) ?? [];
  if (line === undefined || line.trim() === '') return undefined;
  return {
    line,
    ...(page === undefined ? {} : { page: Number(page) }),
    ...(share === 's' ? { share: true } : {}),
  };
}

/** Gives out ids of which no two are the same: one for each message, and one for the options of each menu. */
export class CustomIds {
  readonly #taken = new Set<string>();
  #inert = 0;

  /** Undefined where no id can hold it. */
  idOf(pressed: Pressed): string | undefined {
    for (let duplicate = 0; ; duplicate += 1) {
      const id = customId(pressed, duplicate);
      if (id === undefined || !this.#taken.has(id)) {
        if (id !== undefined) this.#taken.add(id);
        return id;
      }
    }
  }

  /** For what asks for nothing itself: a menu, whose options do, or a button that cannot be pressed. */
  inert(): string {
    this.#inert += 1;
    return `!i${this.#inert}`;
  }
}
