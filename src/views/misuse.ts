import type { Message, Span } from '../message/model.ts';
import { code, plain } from './kit/spans.ts';

/** A mistake that its reader can mend: one sentence that says what to do. Words in back-quotes are shown as code. */
export function misuse(sentence: string): Message {
  const spans = sentence.split('`').map((part, index): Span => (index % 2 === 1 ? code(part) : plain(part)));
  return { tone: 'notice', summary: sentence.replaceAll('`', ''), blocks: [{ kind: 'text', spans }], sources: [] };
}
