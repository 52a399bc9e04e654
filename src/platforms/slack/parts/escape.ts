import { webAddress } from '../../../message/spans.ts';
import { cleanForeign } from '../../../kernel/clean-text.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * What the platform wants escaped wherever it reads markup: these three and nothing else, so that no mention, no channel
 * and no link can be made of foreign text. `*`, `_`, `~`, a backtick and `:name:` have no escape there: only `isInert`
 * text stands where they would mean something.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeControls(text: string): string {
  return text.replaceAll(/[&<>]/g, (char) => entities[char] ?? char);
}

/**
 * Letters that mean themselves in markup, whatever stands beside them; a colon only where no name follows it, and a tilde
 * only between spaces, where it neither begins nor ends anything.
 */
const inert = /^(?:[\p{L}\p{M}\p{N} ,;.!?'’“”"%/+()[\]…·–—-]|:(?= )|(?<=^| )~(?= ))*$/u;

/** Whether nothing of the text could be markup. */
export function isInert(text: string): boolean {
  return inert.test(text);
}

/** Whether a client might make a link of some of it by itself. */
export function looksLikeAddress(text: string): boolean {
  return /[.@/]/.test(text) && /:\/\/|@|[\p{L}\p{N}]\.\p{L}{2}/u.test(text);
}

/** An address for markup, with what would end it spelt as %.., or undefined where it is none of the web. */
export function markupAddress(url: string | undefined): string | undefined {
  return webAddress(url)
    ?.replaceAll(/[|<>]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
}

/** Foreign text for a notification, where it is shown as it is but for what begins a mention. */
export function escapeText(text: string): string {
  return escapeControls(cleanForeign(text));
}
