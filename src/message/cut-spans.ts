import { ELLIPSIS, graphemes, wordBoundary } from '../kernel/text.ts';
import type { Span, Spans } from './model.ts';

/** Where a text may be parted: between the characters of its spans, and around a citation or a time, which are one each. */
export function sizeOf(spans: Spans): number {
  return spans.reduce((size, span) => size + partsOf(span).length, 0);
}

/** The first `at` parts and the rest, an ellipsis at both edges of the cut. Backs to a space where one is near. */
export function cutSpans(spans: Spans, at: number): readonly [Spans, Spans] {
  const head: Span[] = [];
  const rest: Span[] = [];
  let left = at;
  for (const span of spans) {
    const parts = partsOf(span);
    if (rest.length > 0 || left === 0) {
      rest.push(span);
    } else if (parts.length <= left) {
      head.push(span);
      left -= parts.length;
    } else {
      const place = wordBoundary(parts, left);
      head.push(withText(span, parts.slice(0, place).join('') + ELLIPSIS));
      rest.push(withText(span, ELLIPSIS + parts.slice(place).join('')));
      left = 0;
    }
  }
  if (head.length > 0 && rest.length > 0 && at > 0 && !endsCut(head)) {
    head.push({ kind: 'plain', text: ELLIPSIS });
    rest.unshift({ kind: 'plain', text: ELLIPSIS });
  }
  return [head, rest];
}

function endsCut(spans: readonly Span[]): boolean {
  const last = spans.at(-1);
  return last !== undefined && 'text' in last && last.text.endsWith(ELLIPSIS);
}

/** A long text is tried at many lengths, and finding its characters is the dear part. */
const known = new WeakMap<Span, readonly string[]>();

function partsOf(span: Span): readonly string[] {
  const found = known.get(span) ?? ('text' in span ? graphemes(span.text) : ['']);
  known.set(span, found);
  return found;
}

function withText(span: Span, text: string): Span {
  return 'text' in span ? { ...span, text } : span;
}
