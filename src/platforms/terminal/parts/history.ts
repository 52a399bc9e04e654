import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HISTORY_LINES } from '../limits.ts';

/** The lines of earlier runs, newest first. None where there is no file yet, or where it cannot be read. */
export async function readHistory(path: string): Promise<string[]> {
  try {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.slice(-HISTORY_LINES).toReversed();
  } catch {
    return [];
  }
}

/** Keeps the lines, given newest first, for the next run. What people asked is private: only its owner may read the file. */
export async function writeHistory(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const text = lines.slice(0, HISTORY_LINES).toReversed().join('\n');
  await writeFile(path, text === '' ? '' : `${text}\n`, { mode: 0o600 });
}
