import { typedText } from './typed-text.ts';

/** Between parts of a message that are no sentence together. */
const APART = ' · ';

/** Of an attachment, in the order in which they are shown. */
const FIELDS = ['pretext', 'author_name', 'title', 'text', 'fallback', 'footer'];

/**
 * All words that a message shows: what was written, what its blocks say, and its attachments. Blocks repeat what is in the
 * text, so that they count only where there is none, and an attachment has its fallback only for want of anything else.
 */
export function messageText(message: Readonly<Record<string, unknown>>): string {
  const text = typeof message['text'] === 'string' ? typedText(message['text']) : '';
  const blocks = text.trim() === '' ? wordsOfBlocks(message['blocks']) : [];
  return [text, ...blocks, ...listOf(message['attachments']).flatMap(wordsOfAttachment)]
    .flatMap((part) => part.split(/\n+/))
    .map((part) => part.trim())
    .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
    .join(APART);
}

function wordsOfAttachment(attachment: unknown): readonly string[] {
  if (!isRecord(attachment)) return [];
  const blocks = wordsOfBlocks(attachment['blocks'] ?? attachment['message_blocks']);
  const shown = FIELDS.filter((field) => field !== 'fallback').flatMap((field) => stringsOf(attachment[field]));
  const fields = listOf(attachment['fields']).flatMap((field) =>
    isRecord(field) ? [...stringsOf(field['title']), ...stringsOf(field['value'])] : [],
  );
  const words = [...blocks, ...shown, ...fields].map((text) => typedText(text));
  return words.length > 0 ? words : stringsOf(attachment['fallback']).map((text) => typedText(text));
}

/** The texts of blocks, whatever their kind: each line of rich text together, and no text of buttons and menus. */
function wordsOfBlocks(blocks: unknown): readonly string[] {
  return listOf(blocks).flatMap(wordsOf);
}

const CONTROLS = new Set(['actions', 'input', 'button', 'static_select', 'overflow', 'external_select']);
const INLINE = new Set(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']);

function wordsOf(element: unknown): readonly string[] {
  if (Array.isArray(element)) return element.flatMap(wordsOf);
  if (!isRecord(element)) return [];
  const { type, text } = element;
  if (typeof type === 'string' && CONTROLS.has(type)) return [];
  if (typeof type === 'string' && INLINE.has(type)) return [listOf(element['elements']).flatMap(wordsOf).join('')];
  if (typeof text === 'string') return [type === 'mrkdwn' ? typedText(text) : text];
  if (type === 'link') return stringsOf(element['url']);
  const inner = ['text', 'fields', 'elements', 'rows'].flatMap((key) => wordsOf(element[key]));
  return inner;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function stringsOf(value: unknown): readonly string[] {
  return typeof value === 'string' && value.trim() !== '' ? [value] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
