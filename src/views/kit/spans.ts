import { numberText } from './number-text.ts';
import type { Block, Item, Omitted, Span, Spans } from '../../message/model.ts';

export const plain = (text: string): Span => ({ kind: 'plain', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const emphasis = (text: string): Span => ({ kind: 'emphasis', text });
export const code = (text: string): Span => ({ kind: 'code', text });
/** A command line that the reader may type, or its beginning. */
export const commandLine = (line: string, kind: 'code' | 'strong' | 'plain' = 'code'): Span => ({
  kind,
  text: line,
  isLine: true,
});
export const quoted = (text: string): Span => ({ kind: 'quoted', text });

export const heading = (text: string, level: 1 | 2 = 2): Block => ({ kind: 'heading', level, spans: [plain(text)] });
export const text = (...spans: Spans): Block => ({ kind: 'text', spans });
export const note = (...spans: Spans): Block => ({ kind: 'note', spans });

export function list(items: readonly Item[], omitted?: Omitted, ordered = false): Block {
  return { kind: 'list', ordered, items, omitted };
}

/** "1 brief", "3 briefs". `many` where the plural is irregular. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${numberText(amount)} ${amount === 1 ? one : many}`;
}

/** A sentence ends in exactly one mark. */
export function sentence(words: string): string {
  return /[.!?…]["”’)]?$/.test(words) ? words : `${words}.`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
