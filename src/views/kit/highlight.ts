import { foldedTokens } from '../../kernel/fold.ts';
import type { Span } from '../../message/model.ts';
import { plain } from './spans.ts';

/** Splits a text into words that were searched for and the rest. A word counts in any case, accent or script. */
export function highlight(text: string, words: ReadonlySet<string>): readonly Span[] {
  const spans: Span[] = [];
  let before = '';
  for (const part of text.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    if (holdsAny(part, words)) {
      if (before !== '') spans.push(plain(before));
      spans.push({ kind: 'found', text: part });
      before = '';
    } else {
      before += part;
    }
  }
  if (before !== '') spans.push(plain(before));
  return spans;
}

export function holdsAny(text: string, words: ReadonlySet<string>): boolean {
  return foldedTokens(text).some((token) => words.has(token));
}
