import { closeSync, openSync, readSync } from 'node:fs';

/** In the head of the file, so that no other program's file is taken for ours: https://www.sqlite.org/fileformat.html */
export const APPLICATION_ID = 0x44_6f_73_73;

const HEAD = 'SQLite format 3\0';
const ID_AT = 68;

/** Whether the file is a database of ours, as its first bytes have it. False for one that is shorter. @throws where it cannot be read */
export function isOurs(file: string): boolean {
  const head = Buffer.alloc(ID_AT + 4);
  const handle = openSync(file, 'r');
  try {
    if (readSync(handle, head, 0, head.length, 0) < head.length) return false;
  } finally {
    closeSync(handle);
  }
  return head.toString('latin1', 0, HEAD.length) === HEAD && head.readUInt32BE(ID_AT) === APPLICATION_ID;
}
