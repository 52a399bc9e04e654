import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import type { Problem } from '../problem.ts';
import { problemsOf } from './draft.ts';
import { codeOf, reason } from './list-folder.ts';
import type { FoundFile } from './loaded.ts';

/** Bytes that one file may hold. Checked before anything is read. */
export const MAX_BYTES = { brief: 256 * 1024, register: 16 * 1024 * 1024 } as const;

export type TextRead =
  | { readonly ok: true; readonly text: string }
  /** `gone`: the file is no longer there, which after a scan is news rather than a mistake. */
  | { readonly ok: false; readonly gone: boolean; readonly problems: readonly [Problem, ...Problem[]] };

/** Reads one file whole, within its limit, as strict UTF-8 without a byte order mark. Never throws, never waits on a pipe. */
export function readText(root: string, file: Pick<FoundFile, 'path' | 'role'>): TextRead {
  let bytes: Buffer | 'special' | 'large';
  try {
    bytes = readBytes(`${root}/${file.path}`, MAX_BYTES[file.role]);
  } catch (error) {
    const gone = codeOf(error) === 'ENOENT';
    return failed(file.path, `this file ${reason(error)}: check that it is there and may be read`, gone);
  }
  if (bytes === 'special') return failed(file.path, 'this is not a file: remove it or give it another name');
  if (bytes === 'large') {
    const limit = MAX_BYTES[file.role];
    const most = limit < 1024 * 1024 ? `${limit / 1024} KB` : `${limit / 1024 / 1024} MB`;
    const advice = file.role === 'brief' ? 'a brief is a summary, not the article' : 'shorten it';
    return failed(file.path, `this file is larger than ${most}, the most that a ${file.role} may be: ${advice}`);
  }
  return decodeText(file.path, bytes);
}

/** The same for bytes that are in memory already. */
export function decodeText(path: string, bytes: Buffer): TextRead {
  // Both run on whole words at once, which a decoder that throws does not do better; a bad byte never gets through.
  const valid = isUtf8(bytes);
  const decoded = bytes.toString('utf8');
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
  if (!valid) return refused(path, text, badByte(bytes, decoded));
  const control = FORBIDDEN.exec(text);
  if (control) return refused(path, text, { offset: control.index, message: controlMessage(text, control.index) });
  if (text.trim() === '') {
    const message = 'this file is empty: was it saved whole? Write a brief here or delete the file';
    return refused(path, text, { offset: text.length, message });
  }
  return { ok: true, text };
}

// Control characters other than tab and line ends.
const FORBIDDEN = /[^\P{Cc}\t\n\r]/u;

/** True where no reader could show a value: it holds a control character, or half of a character pair. */
export function unprintable(value: string): boolean {
  return FORBIDDEN.test(value) || !value.isWellFormed();
}

function readBytes(path: string, limit: number): Buffer | 'special' | 'large' {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return 'special';
    if (stats.size > limit) return 'large';
    // One byte more than it said: a file that grows meanwhile must not slip past the limit.
    const bytes = Buffer.allocUnsafe(stats.size + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, null);
      length += read;
      if (read === 0 || length === bytes.length) return bytes.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

function badByte(bytes: Buffer, decoded: string): { offset: number; message: string } {
  const mark = bytes[0];
  if ((mark === 0xff && bytes[1] === 0xfe) || (mark === 0xfe && bytes[1] === 0xff)) {
    return { offset: 0, message: 'this file is saved as UTF-16: save it as UTF-8' };
  }
  const shift = decoded.charCodeAt(0) === 0xfeff ? 1 : 0;
  let byte = 0;
  let from = 0;
  for (let at = decoded.indexOf('\ufffd'); at !== -1; at = decoded.indexOf('\ufffd', at + 1)) {
    byte += Buffer.byteLength(decoded.slice(from, at));
    from = at;
    // The replacement character may stand in the file itself; only where it does not was a byte replaced.
    const itself = bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd;
    if (!itself) return { offset: at - shift, message: badByteMessage(bytes, byte) };
  }
  return { offset: 0, message: 'this file is not UTF-8 text: save it as UTF-8' };
}

function badByteMessage(bytes: Buffer, at: number): string {
  const value = bytes[at] ?? 0;
  if (
    value >= 0xc2 &&
    value <= 0xf4 &&
    at + 4 > bytes.length &&
    bytes.subarray(at + 1).every((byte) => byte >> 6 === 2)
  ) {
    return 'the file ends in the middle of a character: was it saved whole? Save it again as UTF-8';
  }
  const hex = value.toString(16).toUpperCase();
  const old = new TextDecoder('windows-1252').decode(Uint8Array.of(value));
  const looks = value >= 0xa0 && !/[\p{Cf}\s]/u.test(old) ? ` It would be "${old}" in Windows-1252.` : '';
  return `this byte (${hex}) is not UTF-8 text.${looks} Save the file as UTF-8`;
}

function controlMessage(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code === 0) return 'a NUL character stands here: this is not a text file, or it was not saved whole';
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  return `a control character that nobody can see stands here (U+${hex}): delete it`;
}

function refused(path: string, text: string, draft: { readonly offset: number; readonly message: string }): TextRead {
  const [problem = { file: path, severity: 'error', message: draft.message }] = problemsOf(path, text, [draft]);
  return { ok: false, gone: false, problems: [problem] };
}

function failed(file: string, message: string, gone = false): TextRead {
  return { ok: false, gone, problems: [{ file, severity: 'error', message }] };
}
