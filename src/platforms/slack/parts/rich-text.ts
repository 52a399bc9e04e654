import type { types } from '@slack/bolt';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { unreachable } from '../../../kernel/errors.ts';
import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Span, Spans } from '../../../message/model.ts';
import { channelText, instantText, spaceBeforeCite, webAddress } from '../../../message/spans.ts';
import { looksLikeAddress } from './escape.ts';

/**
 * Text in elements that say how each piece looks, so that nothing in them is read as markup: this is where all foreign
 * text goes. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export type RichElement = types.RichTextText | types.RichTextLink | types.RichTextDate | types.RichTextChannelMention;

/** Where a citation leads: the address of its article, or undefined for a number alone. */
export type CiteAddress = (n: number) => string | undefined;

/**
 * `unlink` is in the reference and not yet in the package of types: no link is made of the text.
 * https://docs.slack.dev/reference/block-kit/block-elements/text-element
 */
type Style = NonNullable<types.RichTextText['style']> & { unlink?: boolean };

const NO_LINKS: CiteAddress = () => undefined;

/** Packing asks for the same spans again and again. Only for citations that are no links. */
const known = new WeakMap<Spans, readonly RichElement[]>();

/** Spans as one line. Empty where nothing of them can be seen. */
export function richSpans(spans: Spans, addressOf: CiteAddress = NO_LINKS): readonly RichElement[] {
  if (addressOf !== NO_LINKS) return made(spans, addressOf);
  const elements = known.get(spans) ?? made(spans, addressOf);
  known.set(spans, elements);
  return elements;
}

/** As `richSpans`, with an ellipsis for what cannot be seen: an item of a list has something in it. */
export function richLine(spans: Spans, addressOf?: CiteAddress): readonly RichElement[] {
  const elements = richSpans(spans, addressOf);
  return elements.length === 0 ? [richText(ELLIPSIS)] : elements;
}

export function richText(text: string, { bold, italic, code }: Style = {}): types.RichTextText {
  const style: Style = {
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(code ? { code } : {}),
    ...(looksLikeAddress(text) ? { unlink: true } : {}),
  };
  return { type: 'text', text, ...(Object.keys(style).length > 0 ? { style } : {}) };
}

/** What a reader sees of it, without how it looks. */
export function wordsOf(element: RichElement): string {
  if (element.type === 'date') return element.fallback ?? '';
  if (element.type === 'channel') return `#${element.channel_id}`;
  return element.type === 'link' ? (element.text ?? element.url) : element.text;
}

/** Elements of several lines as one text. */
export function linesOf(lines: readonly (readonly RichElement[])[]): readonly RichElement[] {
  return joined(lines.flatMap((line, index) => (index === 0 ? line : [richText('\n'), ...line])));
}

export function section(elements: readonly RichElement[]): types.RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

function made(spans: Spans, addressOf: CiteAddress): readonly RichElement[] {
  const elements: RichElement[] = [];
  for (const [index, span] of spans.entries()) {
    if (span.kind === 'cite' && spaceBeforeCite(spans[index - 1])) elements.push(richText(' '));
    elements.push(...elementsOf(span, addressOf));
  }
  return trimmed(joined(elements));
}

function elementsOf(span: Span, addressOf: CiteAddress): readonly RichElement[] {
  switch (span.kind) {
    case 'plain':
      return textOf(span.text);
    case 'strong':
    case 'found':
      return textOf(span.text, { bold: true });
    case 'emphasis':
      return textOf(span.text, { italic: true });
    case 'quoted':
      return [richText(`“${cleanForeign(span.text)}”`, { italic: true })];
    case 'code':
      return textOf(span.text, { code: true });
    case 'link': {
      const url = webAddress(span.url);
      const text = cleanForeign(span.text);
      if (url === undefined) return textOf(span.text);
      return [{ type: 'link', url, ...(text.trim() === '' ? {} : { text }) }];
    }
    case 'cite': {
      const url = addressOf(span.n);
      return url === undefined ? [richText(`[${span.n}]`)] : [{ type: 'link', url, text: `[${span.n}]` }];
    }
    case 'channel':
      return isChannel(span.id) ? [{ type: 'channel', channel_id: span.id }] : textOf(channelText(span.id));
    case 'time':
      return [dateOf(span)];
    default:
      return unreachable(span);
  }
}

function textOf(text: string, style?: Style): readonly RichElement[] {
  const clean = cleanForeign(text);
  return clean === '' ? [] : [richText(clean, style)];
}

/** What may stand in the place of an id there: https://docs.slack.dev/messaging/formatting-message-text#linking-channels */
export function isChannel(id: string): boolean {
  return /^[CGD][A-Z0-9]{2,20}$/.test(id);
}

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const dateFormats = { date: '{date_short}', datetime: '{date_short}, {time}', relative: '{ago}' } as const;

/** An instant that each reader's client shows in the reader's own zone; as it is written where it is none. */
function dateOf(span: Span & { kind: 'time' }): RichElement {
  const timestamp = secondsOf(span.at);
  const fallback = instantText(span, 'UTC');
  if (timestamp === undefined) return richText(fallback === '' ? ELLIPSIS : fallback);
  return { type: 'date', timestamp, format: dateFormats[span.style], fallback };
}

export function secondsOf(instant: string): number | undefined {
  try {
    return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}

/** Texts of one style that follow one another are one text. */
function joined(elements: readonly RichElement[]): RichElement[] {
  const all: RichElement[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    if (last?.type === 'text' && element.type === 'text' && isSameStyle(last.style, element.style)) {
      all[all.length - 1] = richText(last.text + element.text, last.style);
    } else all.push(element);
  }
  return all;
}

function isSameStyle(one: Style = {}, other: Style = {}): boolean {
  return (['bold', 'italic', 'code'] as const).every((key) => Boolean(one[key]) === Boolean(other[key]));
}

/** Without the white space at both ends, and without what is nothing else. */
function trimmed(elements: readonly RichElement[]): readonly RichElement[] {
  const all = [...elements];
  for (let first = all[0]; first?.type === 'text'; first = all[0]) {
    const text = first.text.trimStart();
    if (text !== '') {
      all[0] = { ...first, text };
      break;
    }
    all.shift();
  }
  for (let last = all.at(-1); last?.type === 'text'; last = all.at(-1)) {
    const text = last.text.trimEnd();
    if (text !== '') {
      all[all.length - 1] = { ...last, text };
      break;
    }
    all.pop();
  }
  return all;
}
