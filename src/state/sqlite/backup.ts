import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../kernel/errors.ts';
import { StateError } from '../state-error.ts';
import { explainSqlite } from './errors.ts';

/**
 * Writes the database as it is at this moment to `to`, while others go on writing. A file of that name is replaced in one
 * step, and only by a whole and sound copy. The process does nothing else meanwhile: some hundred megabytes a second.
 */
export function backupSqlite(file: string, to: string): void {
  if (existsSync(to) && realpathSync(to) === realpathSync(file)) {
    throw new UserError(`A backup cannot take the place of the database itself (${file}): name another file.`);
  }
  const unfinished = `${to}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    // Private from its first byte.
    closeSync(openSync(unfinished, 'wx', 0o600));
    const db = opened(file);
    try {
      db.prepare('vacuum into ?').run(unfinished);
    } finally {
      db.close();
    }
    check(unfinished);
    flush(unfinished);
    renameSync(unfinished, to);
    flush(dirname(resolve(to)));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw explained(error, file, to);
  }
}

/** Any trouble here is one of the database itself. */
function opened(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    db.prepare('select count(*) from sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw explainSqlite(error, file);
  }
}

function explained(error: unknown, file: string, to: string): unknown {
  const trouble = explainSqlite(error, file);
  // What is explained already was said of the database.
  if (trouble === error || !(trouble instanceof StateError)) return error;
  const options = { cause: error };
  switch (trouble.trouble) {
    case 'full':
      return new StateError(
        'full',
        `There is no room for the backup (${to}): free some space, or name a file on another disk.`,
        options,
      );
    case 'unwritable':
      return new StateError(
        'unwritable',
        `The backup (${to}) cannot be written: let this user write to its folder, or name another file.`,
        options,
      );
    default:
      return trouble;
  }
}

function check(copy: string): void {
  const db = new DatabaseSync(copy, { readOnly: true });
  try {
    const verdict = db.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    if (verdict !== 'ok') throw new Error(`the copy is damaged: ${String(verdict)}`);
  } finally {
    db.close();
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
