import { MAX_DEPTH } from './document.ts';

export interface JsonSurvey {
  /** How many keys the objects of the text write, repeated ones counted each time. */
  readonly keys: number;
  /** The offset at which the nesting first goes beyond the limit. */
  readonly tooDeepAt: number | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * One cheap look over a JSON text before it is parsed: how deep it goes and how many keys it writes. Exact for valid
 * JSON; for anything else the parser says what is wrong.
 */
export function surveyJson(text: string): JsonSurvey {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = closingQuote(text, at + 1);
        if (at === -1) return { keys, tooDeepAt: undefined };
        break;
      case 0x3a:
        keys++;
        break;
      case 0x7b:
      case 0x5b:
        if (++depth > MAX_DEPTH) return { keys, tooDeepAt: at };
        break;
      case 0x7d:
      case 0x5d:
        depth--;
        break;
      default:
    }
  }
  return { keys, tooDeepAt: undefined };
}

/** The offset of the quote that ends a string which begins at `from`, or -1 where it is not closed. */
export function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH && at - 1 - slashes >= from) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
