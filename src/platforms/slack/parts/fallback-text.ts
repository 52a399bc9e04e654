import { cleanForeign } from '../../../kernel/clean-text.ts';
import { cutText, ELLIPSIS } from '../../../kernel/text.ts';
import type { Page } from '../../../message/pack.ts';
import { plainText } from '../../../message/plain-text.ts';
import { limits } from '../limits.ts';
import { escapeControls, escapeText } from './escape.ts';

const ELLIPSIS_BYTES = 3;

/**
 * What a notification shows and a screen reader reads in the place of the blocks: the summary, then what the page says,
 * without its controls. https://docs.slack.dev/reference/methods/chat.postMessage#blocks_and_attachments
 */
export function fallbackText({ summary, blocks, sources, number, of }: Page): string {
  const words = plainText({
    blocks: blocks.filter(({ kind }) => kind !== 'actions' && kind !== 'divider'),
    sources: [],
  });
  const cited = sources.map(
    (one) => `[${one.n}] ${[one.headline, one.outlet, one.published].map(cleanForeign).join(' · ')}`,
  );
  const content = [words, ...(cited.length > 0 ? [['Sources', ...cited].join('\n')] : [])].join('\n\n');
  const head = [escapeText(summary).trim(), ...(of > 1 ? [`Page ${number} of ${of}`] : [])].filter(
    (line) => line !== '',
  );
  const parts = [head.join('\n'), escapeControls(content).trim()].filter((part) => part !== '');
  // No message may be without it.
  return withinBytes(parts.join('\n\n')) || ELLIPSIS;
}

/** As much of it as an update takes, cut between characters and never within an escape. */
function withinBytes(text: string): string {
  const room = limits.text.most - ELLIPSIS_BYTES;
  let bytes = 0;
  let units = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > room) break;
    units += char.length;
  }
  return units === text.length ? text : cutText(text, units).replace(/&[a-z]{0,3}…$/, ELLIPSIS);
}
