import { MAX_DEPTH } from './document.ts';

const FLOW_QUOTE = /[\s[{,:]/;

/** Beyond this the parser takes seconds over some lines of signs: its time grows with the square of them. */
const LINE_MAX = 20_000;

export function yamlLineTooLongAt(text: string): number | undefined {
  for (let start = 0; text.length - start > LINE_MAX;) {
    const newline = text.indexOf('\n', start);
    if ((newline === -1 ? text.length : newline) - start > LINE_MAX) return start + LINE_MAX;
    start = newline + 1;
  }
  return undefined;
}

/**
 * The offset at which a YAML text first nests deeper than the limit, by brackets, by indentation or by indicators on one
 * line (`- - - x`), or undefined. A guard before the parser, which is slow to give up: it errs on the side of letting through.
 */
export function yamlTooDeepAt(text: string): number | undefined {
  const indents: number[] = [];
  let brackets = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    let at = start;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    if (at < end && text[at] !== '#' && text[at] !== '\r') {
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= at - start) indents.pop();
      indents.push(at - start);
      for (; isIndicator(text, at) && indents.length <= MAX_DEPTH; at = afterIndicator(text, at)) {
        indents.push(afterIndicator(text, at) - start);
      }
      if (indents.length > MAX_DEPTH) return at;
    }
    for (; at < end; at++) {
      const found = text[at];
      if (found === '[' || found === '{') {
        if (++brackets > MAX_DEPTH) return at;
      } else if (found === ']' || found === '}') brackets = Math.max(0, brackets - 1);
      else if ((found === '"' || found === "'") && FLOW_QUOTE.test(text[at - 1] ?? ' ')) {
        const close = text.indexOf(found, at + 1);
        if (close !== -1 && close < end) at = close;
      }
    }
    start = end + 1;
  }
  return undefined;
}

function isIndicator(text: string, at: number): boolean {
  const found = text[at];
  return (found === '-' || found === '?') && (text[at + 1] === ' ' || text[at + 1] === '\t');
}

function afterIndicator(text: string, at: number): number {
  let next = at + 1;
  while (text[next] === ' ' || text[next] === '\t') next++;
  return next;
}
