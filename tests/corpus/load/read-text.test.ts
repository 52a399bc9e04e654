import { execFileSync } from 'node:child_process';
import { ftruncateSync, openSync, closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText, MAX_BYTES, readText, type TextRead } from '../../../src/corpus/load/read-text.ts';
import { folderOf } from './folder.ts';

const decode = (bytes: Uint8Array | string) => decodeText('x.yaml', Buffer.from(bytes));
const problem = (read: TextRead) => (read.ok ? undefined : read.problems[0]);

describe('reading a file as text', () => {
  it('takes a byte order mark, CRLF and any script as they are', () => {
    expect(decode('\ufeffheadline: Лавров\r\n\tx: 叙利亚 😀\r\n')).toEqual({
      ok: true,
      text: 'headline: Лавров\r\n\tx: 叙利亚 😀\r\n',
    });
  });

  it('names line and column of the byte that is not UTF-8, also behind a real replacement character', () => {
    const bytes = Buffer.concat([Buffer.from('\ufeffa: \ufffd\nb: Лd '), Buffer.from([0xe9]), Buffer.from('t\n')]);
    expect(problem(decode(bytes))).toMatchObject({ line: 2, column: 7 });
    expect(problem(decode(bytes))?.message).toContain('"é" in Windows-1252');
  });

  it('says what a file in UTF-16 is', () => {
    expect(
      problem(decode(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a: b', 'utf16le')])))?.message,
    ).toContain('UTF-16');
  });

  it('says that a file ends within a character', () => {
    expect(problem(decode(Buffer.from('a: Л').subarray(0, 4)))).toMatchObject({ line: 1, column: 4 });
    expect(problem(decode(Buffer.from('a: Л').subarray(0, 4)))?.message).toContain('saved whole');
  });

  it('refuses NUL and other control characters with their place', () => {
    expect(problem(decode('a: b\nc\u0000d'))).toMatchObject({ line: 2, column: 2 });
    expect(problem(decode('a: \u001b[31m'))?.message).toContain('U+001B');
    expect(problem(decode('a: \u0085'))?.message).toContain('U+0085');
  });

  it('takes an empty file for one that was not saved whole', () => {
    for (const text of ['', '\ufeff', ' \n\n']) expect(problem(decode(text))?.message).toContain('was it saved whole');
  });

  it('refuses what is too large before it reads a byte of it', () => {
    const root = folderOf({
      'a.yaml': Buffer.alloc(MAX_BYTES.brief, 'a'),
      'b.yaml': Buffer.alloc(MAX_BYTES.brief + 1, 'a'),
    });
    const huge = openSync(join(root, 'huge.yaml'), 'w');
    ftruncateSync(huge, 50 * 1024 * 1024);
    closeSync(huge);
    expect(readText(root, { path: 'a.yaml', role: 'brief' }).ok).toBe(true);
    expect(problem(readText(root, { path: 'b.yaml', role: 'brief' }))?.message).toContain('larger than 256 KB');
    expect(problem(readText(root, { path: 'huge.yaml', role: 'brief' }))?.message).toContain('larger than 256 KB');
    expect(problem(readText(root, { path: 'huge.yaml', role: 'register' }))?.message).toContain('larger than 16 MB');
  });

  it('does not wait on a pipe, nor read a folder', () => {
    const root = folderOf({ 'sub/a.yaml': '' });
    execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
    expect(problem(readText(root, { path: 'pipe.yaml', role: 'brief' }))?.message).toContain('not a file');
    expect(readText(root, { path: 'sub', role: 'brief' }).ok).toBe(false);
  });

  it('tells a file that is gone from one that cannot be read', () => {
    const root = folderOf({ 'a.yaml': 'a' });
    rmSync(join(root, 'a.yaml'));
    expect(readText(root, { path: 'a.yaml', role: 'brief' })).toMatchObject({ ok: false, gone: true });
  });
});
