import { fold, foldVariants } from '../../kernel/fold.ts';
import { withoutParticles } from '../name-words.ts';
import type { NamedSubject } from './named-subject.ts';

/** Prefixes of up to this many letters lead to subjects directly; longer ones through the tokens that begin so. */
export const SHORT_PREFIX = 4;

/** A name of more words is matched as a whole and by these. */
const MOST_WORDS = 8;

/** From which side a key meets a name: at its beginning, or in a later word. Better matches sort first. */
export type Side = 0 | 1;

export interface NameKeys {
  /** Whole names, names without particles, and every two words of a name in both orders. */
  readonly forms: ReadonlyMap<string, FormKind>;
  readonly tokens: ReadonlyMap<string, Side>;
  readonly prefixes: ReadonlyMap<string, Side>;
  readonly initials: ReadonlySet<string>;
}

export const WHOLE = 0;
export const PARTIAL = 1;
export type FormKind = typeof WHOLE | typeof PARTIAL;

/** Every folded spelling of the names of a subject, canonical first, then the aliases, then the id. */
export function foldedNames(subject: Pick<NamedSubject, 'id' | 'name' | 'aliases'>): readonly string[] {
  return [...new Set([...[subject.name, ...subject.aliases].flatMap(foldVariants), fold(subject.id)])];
}

/** All keys under which a subject with these folded names is found. The same names give the same keys. */
export function nameKeys(names: readonly string[]): NameKeys {
  const forms = new Map<string, FormKind>();
  const tokens = new Map<string, Side>();
  const prefixes = new Map<string, Side>();
  const initials = new Set<string>();
  for (const name of names) forms.set(name, WHOLE);
  for (const name of names) {
    const words = name.split(' ').slice(0, MOST_WORDS);
    const core = withoutParticles(words);
    for (const form of [core.join(' '), ...pairsOf(words), ...pairsOf(core)]) {
      if (!forms.has(form)) forms.set(form, PARTIAL);
    }
    words.forEach((word, index) => {
      const side = index === 0 || word === core[0] ? 0 : 1;
      lower(tokens, word, side);
      for (let length = 1; length <= Math.min(SHORT_PREFIX, word.length); length++) {
        lower(prefixes, word.slice(0, length), side);
      }
    });
    for (const some of [words, core]) {
      if (some.length > 1) initials.add(some.map((word) => word.charAt(0)).join(''));
    }
  }
  return { forms, tokens, prefixes, initials };
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) =>
    words.slice(index + 1).flatMap((later) => [`${word} ${later}`, `${later} ${word}`]),
  );
}

function lower(sides: Map<string, Side>, key: string, side: Side): void {
  if (side === 0 || !sides.has(key)) sides.set(key, side);
}
