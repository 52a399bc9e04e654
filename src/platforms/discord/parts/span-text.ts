import { unreachable } from '../../../kernel/errors.ts';
import type { Span, Spans } from '../../../message/model.ts';
import { channelText, spaceBeforeCite } from '../../../message/spans.ts';
import { codeText, escapeText, inOrder, linkText, NO_BREAK, NO_WIDTH } from './escape.ts';

/** Where a citation leads: the address of its article, or undefined for a number alone. */
export type CiteAddress = (n: number) => string | undefined;

interface Piece {
  readonly text: string;
  /** What stands on both sides of the text; empty for none. */
  readonly mark: string;
}

const NO_LINKS: CiteAddress = () => undefined;

/** Packing asks for the same spans again and again. Only for citations that are no links. */
const known = new WeakMap<Spans, string>();

/** Spans as one line of markdown. */
export function spansText(spans: Spans, addressOf: CiteAddress = NO_LINKS): string {
  if (addressOf !== NO_LINKS) return joined(spans, addressOf);
  const text = known.get(spans) ?? joined(spans, addressOf);
  known.set(spans, text);
  return text;
}

function joined(spans: Spans, addressOf: CiteAddress): string {
  const pieces: Piece[] = [];
  for (const [index, span] of spans.entries()) {
    if (span.kind === 'cite') keepWithCite(pieces, spaceBeforeCite(spans[index - 1]));
    const piece = pieceOf(span, addressOf);
    const last = pieces.at(-1);
    // The same format twice is one stretch of it: `**a****b**` would show asterisks.
    if (last && last.mark === piece.mark && piece.mark !== '`') {
      pieces[pieces.length - 1] = { mark: last.mark, text: last.text + piece.text };
    } else if (piece.text !== '') pieces.push(piece);
  }
  let line = '';
  let isMarked = false;
  for (const { text, mark } of pieces) {
    const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
    const marks = mark === '`' || words === '' ? '' : mark;
    const isNextMarked = mark !== '' && words !== '';
    if (isMarked && isNextMarked && before === '') line += NO_WIDTH;
    line += `${before}${marks}${words}${marks}${after}`;
    isMarked = isNextMarked && after === '';
  }
  return inOrder(line);
}

/** A citation begins no line of its own, away from what it is for. */
function keepWithCite(pieces: Piece[], isSpaceDue: boolean): void {
  const last = pieces.at(-1);
  if (isSpaceDue) pieces.push({ text: NO_BREAK, mark: '' });
  else if (last?.text.endsWith(' ')) pieces[pieces.length - 1] = { ...last, text: last.text.slice(0, -1) + NO_BREAK };
}

function pieceOf(span: Span, addressOf: CiteAddress): Piece {
  switch (span.kind) {
    case 'plain':
      return { text: escapeText(span.text), mark: '' };
    case 'strong':
      return { text: escapeText(span.text), mark: '**' };
    case 'emphasis':
      return { text: escapeText(span.text), mark: '*' };
    case 'found':
      return { text: escapeText(span.text), mark: '__' };
    case 'quoted':
      return { text: `“${escapeText(span.text)}”`, mark: '*' };
    case 'code':
      return { text: codeText(span.text), mark: '`' };
    case 'link':
      return { text: linkText(span.text, span.url) ?? escapeText(span.text), mark: '' };
    case 'cite': {
      const address = addressOf(span.n);
      // No backslash before the number, of which a page has many: no `(` that is not ours ever follows a bracket.
      return { text: address === undefined ? `[${span.n}]` : `[[${span.n}]](${address})`, mark: '' };
    }
    case 'channel':
      // https://docs.discord.com/developers/reference#message-formatting
      return { text: /^\d{1,20}$/.test(span.id) ? `<#${span.id}>` : escapeText(channelText(span.id)), mark: '' };
    case 'time':
      return { text: timeText(span), mark: '' };
    default:
      return unreachable(span);
  }
}

const timeStyles = { date: 'D', datetime: 'f', relative: 'R' } as const;

/** An instant that each reader's client shows in the reader's own zone. */
function timeText(span: Span & { kind: 'time' }): string {
  try {
    const seconds = Math.floor(Temporal.Instant.from(span.at).epochMilliseconds / 1000);
    return `<t:${seconds}:${timeStyles[span.style]}>`;
  } catch {
    return escapeText(span.at);
  }
}
