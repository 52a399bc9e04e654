import type { Message, Span } from '../message/model.ts';
import { commandLine, plain } from './kit/spans.ts';

/** A mistake that its reader can mend: one sentence that says what to do. What stands in back-quotes is to be typed. */
export function misuse(sentence: string): Message {
  const spans = sentence.split('`').map((part, index): Span => (index % 2 === 1 ? commandLine(part) : plain(part)));
  return { tone: 'notice', summary: sentence.replaceAll('`', ''), blocks: [{ kind: 'text', spans }], sources: [] };
}
