import type { Draft } from './draft.ts';
import { PROTO } from './document.ts';
import { closingQuote } from './json-scan.ts';
import { unprintable } from './read-text.ts';
import { shown } from './shown.ts';

/** Where one value of a JSON text stands. */
export interface JsonPlace {
  readonly start: number;
  readonly keyStart?: number;
  readonly members: ReadonlyMap<string | number, JsonPlace>;
}

export interface JsonReading {
  readonly root: JsonPlace | undefined;
  /** What is wrong: the first fault of the grammar, at which the reading ends, and every key that is refused. */
  readonly drafts: readonly Draft[];
}

/** Reads a JSON text for its positions. Slower than `JSON.parse`; for texts in which something is wrong. */
export function readJsonPlaces(text: string): JsonReading {
  const reader = new Reader(text);
  return { root: reader.read(), drafts: reader.drafts };
}

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const SPACE = /[ \t\n\r]*/y;
const WORD = /[A-Za-z0-9+\-._$]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NONE: ReadonlyMap<string | number, JsonPlace> = new Map();

/** The depth of the text is bounded before it comes here, so the recursion is too. */
class Reader {
  readonly drafts: Draft[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonPlace | undefined {
    try {
      this.#space();
      const root = this.#value();
      this.#space();
      if (this.#at < this.#text.length) {
        throw new Fault(
          this.#at,
          'the brief ends before this, and more text follows: remove what follows, or mend the brackets above',
        );
      }
      return root;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.drafts.push({ offset: error.offset, message: error.message });
      return undefined;
    }
  }

  #value(keyStart?: number): JsonPlace {
    const start = this.#at;
    const place = (members: ReadonlyMap<string | number, JsonPlace>): JsonPlace =>
      keyStart === undefined ? { start, members } : { start, keyStart, members };
    switch (this.#text[start]) {
      case '{':
        return place(this.#object());
      case '[':
        return place(this.#array());
      case '"':
        this.#string('a text');
        return place(NONE);
      default:
        this.#word();
        return place(NONE);
    }
  }

  #object(): ReadonlyMap<string, JsonPlace> {
    const members = new Map<string, JsonPlace>();
    const open = this.#at++;
    for (let first = true; ; first = false) {
      if (this.#next('}', open, first)) return members;
      const keyStart = this.#at;
      if (this.#text[keyStart] !== '"') throw new Fault(keyStart, this.#noKey(first));
      const key = this.#string('a key');
      if (key === PROTO) this.drafts.push({ offset: keyStart, message: PROTO_MESSAGE });
      if (members.has(key)) {
        this.drafts.push({ offset: keyStart, message: duplicateMessage(key) });
      }
      this.#space();
      if (this.#text[this.#at] !== ':') {
        throw new Fault(this.#at, this.#ended() ?? `a colon is missing after the key "${shown(key)}"`);
      }
      this.#at++;
      this.#space();
      members.set(key, this.#value(keyStart));
    }
  }

  #array(): ReadonlyMap<number, JsonPlace> {
    const members = new Map<number, JsonPlace>();
    const open = this.#at++;
    for (let index = 0; ; index++) {
      if (this.#next(']', open, index === 0)) return members;
      members.set(index, this.#value());
    }
  }

  /** Goes to the next member of the collection that `open` began; true at its end. */
  #next(close: '}' | ']', open: number, first: boolean): boolean {
    this.#space();
    const found = this.#text[this.#at];
    if (found === close) {
      this.#at++;
      return true;
    }
    const ended = this.#ended(open);
    if (ended !== undefined) throw new Fault(this.#at, ended);
    if (first) return false;
    if (found !== ',') {
      const wrong = found === '}' || found === ']';
      const message = wrong
        ? `"${found}" stands where "${close}" belongs: check the brackets above`
        : 'a comma is missing before this';
      throw new Fault(this.#at, message);
    }
    const comma = this.#at++;
    this.#space();
    if (this.#text[this.#at] === close)
      throw new Fault(comma, `remove this comma: nothing follows it before the "${close}"`);
    return false;
  }

  #string(what: string): string {
    const start = this.#at;
    const end = closingQuote(this.#text, start + 1);
    const written = this.#text.slice(start, end === -1 ? undefined : end + 1);
    const lineEnd = written.indexOf('\n');
    if (lineEnd !== -1) {
      throw new Fault(start + lineEnd, `${what} that began on this line is not closed on it: add the closing quote`);
    }
    if (end === -1) throw new Fault(this.#text.length, ENDED);
    this.#at = end + 1;
    let value: unknown;
    try {
      value = JSON.parse(written);
    } catch {
      throw new Fault(start + badEscape(written), BAD_ESCAPE);
    }
    if (typeof value !== 'string') throw new Fault(start, BAD_ESCAPE);
    if (unprintable(value)) {
      this.drafts.push({
        offset: start,
        message: 'this text holds an escape for a character that nobody can see: delete it',
      });
    }
    return value;
  }

  #word(): void {
    const start = this.#at;
    WORD.lastIndex = start;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    if (word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word)) {
      this.#at += word.length;
      return;
    }
    const ended = this.#ended();
    if (ended !== undefined) throw new Fault(start, ended);
    const rest = this.#text.slice(start, start + 2);
    if (rest === '//' || rest === '/*' || rest[0] === '#') throw new Fault(start, COMMENT);
    if (rest[0] === "'" || rest[0] === '“' || rest[0] === '”')
      throw new Fault(start, 'JSON wants straight double quotes: write " here');
    if (word === '') throw new Fault(start, 'a value is missing here');
    if (start + word.length === this.#text.length) throw new Fault(this.#text.length, ENDED);
    throw new Fault(start, `"${shown(word)}" is not a value: put text in double quotes`);
  }

  #noKey(first: boolean): string {
    const found = this.#text[this.#at] ?? '';
    if (found === '/' || found === '#') return COMMENT;
    if (found === ',')
      return first ? 'remove this comma: nothing stands before it' : 'remove this comma: there are two';
    return 'a key in double quotes belongs here: "headline": …';
  }

  #ended(open?: number): string | undefined {
    if (this.#at < this.#text.length) return undefined;
    if (open === undefined) return ENDED;
    const line = this.#text.slice(0, open).split('\n').length;
    return `the file ends before the "${this.#text[open]}" of line ${line} is closed: was it saved whole?`;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
  }
}

const ENDED = 'the file ends in the middle of a value: was it saved whole?';
const COMMENT = 'JSON has no comments: remove it, or keep this brief as YAML';
const BAD_ESCAPE = 'a backslash begins something that JSON does not know: write \\\\ for a backslash, \\" for a quote';
export const PROTO_MESSAGE = '`__proto__` is refused as a key: remove it';

export function duplicateMessage(key: string): string {
  return `the key \`${shown(key)}\` is written twice: keep one, or put both into one list`;
}

function badEscape(written: string): number {
  const known = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  for (let at = written.indexOf('\\'); at !== -1; at = written.indexOf('\\', at)) {
    known.lastIndex = at;
    if (!known.test(written)) return at;
    at = known.lastIndex;
  }
  return Math.max(0, written.search(/\t/));
}
