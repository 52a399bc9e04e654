import { withoutParticles, withoutTitles } from '../corpus/name-words.ts';
import { foldVariants } from '../kernel/fold.ts';

/** A text of more words is looked for as it stands, without a guess at what is wrong or needless in it. */
export const MOST_WORDS = 8;
const MOST_TOKENS = 60;

/** One way to spell out a text: Röttgen is read as `rottgen` and as `roettgen`. */
export interface Reading {
  readonly whole: string;
  readonly tokens: readonly string[];
  /** The tokens to look for, best first: all, without particles, and then without the titles that they begin with. */
  readonly cores: readonly Core[];
}

export interface Core {
  readonly tokens: readonly string[];
  /** A title was dropped, so that only a person can be meant. */
  readonly titled: boolean;
}

/** What joins an office to its body: without the title before it, nothing of a name is left. */
const LINKS = new Set(['of', 'for', 'the', 'and']);

export function readingsOf(text: string): readonly Reading[] {
  return foldVariants(text).map((whole) => {
    const tokens = whole.split(' ').slice(0, MOST_TOKENS);
    return { whole, tokens, cores: coresOf(tokens) };
  });
}

function coresOf(tokens: readonly string[]): readonly Core[] {
  const cores: Core[] = [{ tokens, titled: false }];
  if (tokens.length > MOST_WORDS) return cores;
  const core = withoutParticles(tokens);
  if (core.length < tokens.length) cores.push({ tokens: core, titled: false });
  const named = withoutTitles(tokens);
  if (named.length < tokens.length && !LINKS.has(named[0] ?? '')) {
    cores.push({ tokens: withoutParticles(named), titled: true });
  }
  return cores;
}
