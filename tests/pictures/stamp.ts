import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A PNG that says from which page it was taken, in a text chunk of its own: the page may be made again at any time, without
 * a browser, and whether the picture still shows it can be told. https://www.w3.org/TR/png-3/#11tEXt
 */
export function stamped(png: Uint8Array, html: string): Uint8Array {
  const data = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`${KEYWORD}\0${hashOf(html)}`, 'latin1')]);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return Buffer.concat([png.subarray(0, AFTER_HEADER), chunk, png.subarray(AFTER_HEADER)]);
}

/** Whether it is the stamped picture of this page. */
export function isPictureOf(png: Uint8Array, html: string): boolean {
  return Buffer.from(png).includes(`tEXt${KEYWORD}\0${hashOf(html)}`, 0, 'latin1');
}

const KEYWORD = 'Source';
/** The signature, and the header chunk, which has to be the first. */
const AFTER_HEADER = 8 + 25;

function hashOf(html: string): string {
  return `sha256:${createHash('sha256').update(html).digest('hex')}`;
}
