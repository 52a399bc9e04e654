import type { types } from '@slack/bolt';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { unreachable } from '../../../kernel/errors.ts';
import { cutText, ELLIPSIS } from '../../../kernel/text.ts';
import type { Span, Spans } from '../../../message/model.ts';
import { plainSpans } from '../../../message/plain-text.ts';
import { channelText, instantText, spaceBeforeCite } from '../../../message/spans.ts';
import { escapeControls, isInert, markupAddress } from './escape.ts';
import { dateFormats, isChannel, secondsOf } from './rich-text.ts';

/**
 * Text in which nothing is markup, cut to `most`; an ellipsis where nothing of it can be seen, as no text may be empty.
 * `emoji: false` keeps `:name:` as it is written. https://docs.slack.dev/reference/block-kit/composition-objects/text-object
 */
export function plainObject(text: string, most: number): types.PlainTextElement {
  const shown = cutText(cleanForeign(text).trim(), most).trim();
  return { type: 'plain_text', text: shown === '' ? ELLIPSIS : shown, emoji: false };
}

/**
 * Spans for small print, which knows no rich text. They are markup only where no text in them could be: a note of our own
 * with names in it. All others are plain. Undefined where nothing can be seen.
 */
export function smallPrint(spans: Spans): types.TextObject | undefined {
  const plain = plainSpans(spans).trim();
  if (plain === '') return undefined;
  const needsMarkup = spans.some(({ kind }) => !['plain', 'cite', 'quoted'].includes(kind));
  const text = needsMarkup ? markupOf(spans) : undefined;
  return text === undefined
    ? { type: 'plain_text', text: plain, emoji: false }
    : { type: 'mrkdwn', text, verbatim: true };
}

/** Undefined where a text in it could be read as markup that is not ours. */
function markupOf(spans: Spans): string | undefined {
  let line = '';
  let isMarkBefore = false;
  for (const [index, span] of spans.entries()) {
    if (span.kind === 'cite' && spaceBeforeCite(spans[index - 1])) line += ' ';
    const piece = pieceOf(span);
    if (piece === undefined) return undefined;
    // A mark is read as one only where no letter stands on its outer side.
    const touches = piece.isMarked ? /[\p{L}\p{N}]$/u.test(line) : isMarkBefore && /^[\p{L}\p{N}]/u.test(piece.text);
    if (touches || (piece.isMarked && isMarkBefore)) return undefined;
    line += piece.text;
    if (piece.text !== '') isMarkBefore = piece.isMarked;
  }
  return line.trim();
}

interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

function pieceOf(span: Span): Piece | undefined {
  switch (span.kind) {
    case 'plain':
      return inertPiece(span.text, '');
    case 'strong':
    case 'found':
      return inertPiece(span.text, '*');
    case 'emphasis':
      return inertPiece(span.text, '_');
    case 'quoted':
      return inertPiece(`“${span.text}”`, '');
    case 'code': {
      const text = cleanForeign(span.text);
      return text.includes('`') || text.trim() !== text || text === ''
        ? undefined
        : { text: `\`${escapeControls(text)}\``, isMarked: true };
    }
    case 'link': {
      const url = markupAddress(span.url);
      const label = cleanForeign(span.text).trim();
      if (!isInert(label) || label === '') return undefined;
      return { text: url === undefined ? label : `<${url}|${label}>`, isMarked: false };
    }
    case 'cite':
      return { text: `[${span.n}]`, isMarked: false };
    case 'channel':
      return isChannel(span.id) ? { text: `<#${span.id}>`, isMarked: false } : inertPiece(channelText(span.id), '');
    case 'time': {
      const seconds = secondsOf(span.at);
      const shown = instantText(span, 'UTC');
      if (seconds === undefined) return inertPiece(shown, '');
      return { text: `<!date^${seconds}^${dateFormats[span.style]}|${shown}>`, isMarked: false };
    }
    default:
      return unreachable(span);
  }
}

function inertPiece(foreign: string, mark: string): Piece | undefined {
  const text = cleanForeign(foreign);
  if (!isInert(text)) return undefined;
  if (mark === '') return { text, isMarked: false };
  return text.trim() === text && text !== '' ? { text: mark + text + mark, isMarked: true } : undefined;
}
