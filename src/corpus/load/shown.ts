const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Foreign text as a message may carry it: without control, zero-width and bidirectional characters, which could hide
 * or reorder what a reader sees, and at most `max` characters long with `…` where it was cut.
 */
export function shown(text: string, max = 60): string {
  const plain = text
    .slice(0, max * 4)
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSEEN, '');
  const characters = Array.from(plain);
  if (characters.length <= max && text.length <= max * 4) return plain;
  return `${characters.slice(0, max - 1).join('')}…`;
}
