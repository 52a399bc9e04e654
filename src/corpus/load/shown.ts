import { cleanForeign } from '../../kernel/clean-text.ts';
import { cutText } from '../../kernel/text.ts';

/**
 * Foreign text as a message may carry it: without control, zero-width and bidirectional characters, which could hide
 * or reorder what a reader sees, and at most `max` characters long with `…` where it was cut.
 */
export function shown(text: string, max = 60): string {
  return cutText(cleanForeign(text.slice(0, max * 4)).trim(), max);
}
