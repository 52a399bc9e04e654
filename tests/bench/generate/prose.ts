import type { Random } from '../../fixtures/random.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A line that reads like news from afar: common words between rare ones, with these names among them. */
export function sentence(random: Random, vocabulary: Vocabulary, names: readonly string[], words: number): string {
  const parts: string[] = [];
  for (let index = 0; index < words; index += 1) {
    parts.push(index % 3 === 2 ? vocabulary.contentWord(random) : vocabulary.word(random));
  }
  for (const name of names) parts.splice(random.below(parts.length), 0, name);
  return `${capital(parts.join(' '))}.`;
}

/** Words without a full stop, for a headline, a quote or what was said. */
export function phrase(random: Random, vocabulary: Vocabulary, words: number): string {
  return Array.from({ length: words }, () => vocabulary.contentWord(random)).join(' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
