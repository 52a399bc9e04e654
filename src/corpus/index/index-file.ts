import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../kernel/errors.ts';
import { createTables, INDEX_VERSION } from './schema.ts';
import { DamagedIndex, isBusy, isDamage, isFull, isUnwritable } from './sqlite-errors.ts';

/** How long a process waits for another one that is writing to the same index. */
const BUSY_MS = 30_000;
/** Between two tries where SQLite does not wait by itself. */
const BUSY_STEP_MS = 5;

export type Opened = 'as it was' | 'new' | 'other version' | 'damaged';

export function indexPath(dataDir: string): string {
  return join(dataDir, 'index.sqlite');
}

/**
 * A sound index file of this version at `path`: the one that is there, or an empty one in its place.
 * @throws UserError where the folder cannot be written.
 */
export function ensureIndex(dataDir: string, nowMs: number): Opened {
  const path = indexPath(dataDir);
  try {
    mkdirSync(dataDir, { recursive: true });
    const before = statSync(path, { throwIfNoEntry: false });
    const found = before && before.size > 0 ? inspect(path) : 'new';
    if (found === 'as it was') return found;
    if (found !== 'new') removeIndex(path, before?.ino);
    openWriter(path, nowMs).close();
    return found;
  } catch (error) {
    throw explained(error, dataDir);
  }
}

/**
 * A writing connection. Makes the tables where the file has none.
 * @throws DamagedIndex for a file of another version: another version of the program has taken the place.
 */
export function openWriter(path: string, nowMs: number): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    // Three briefs to a page; the usual page of 4 KB would hold one and waste the rest.
    db.exec('pragma page_size = 8192');
    turnToWal(db);
    db.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 8000; pragma journal_size_limit = 67108864');
    if (versionOf(db) === 0) {
      db.exec('begin immediate');
      // Another process may have been first.
      if (versionOf(db) === 0) createTables(db, nowMs);
      db.exec('commit');
    }
    if (versionOf(db) !== INDEX_VERSION) throw new DamagedIndex('the index is of another version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * SQLite does not wait for the lock that turns a file to its write-ahead log, as it waits for all others: two processes
 * that make the same new file would refuse each other. This blocks the thread for as long as another one is at it.
 */
function turnToWal(db: DatabaseSync): void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (const started = performance.now(); ; Atomics.wait(sleeper, 0, 0, BUSY_STEP_MS)) {
    try {
      db.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > BUSY_MS) throw error;
    }
  }
}

/** Removes the file, unless another process has put a new one in its place (another `inode`) already. */
export function removeIndex(path: string, inode: number | undefined): void {
  if (inode !== undefined && statSync(path, { throwIfNoEntry: false })?.ino !== inode) return;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** What a user can do about a failure of the disk; any other error as it is. */
export function explained(error: unknown, dataDir: string): unknown {
  if (isFull(error)) {
    return new UserError(
      `The disk that holds the data folder (${dataDir}) is full: free some space. What was in service stays so.`,
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isUnwritable(error) || ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new UserError(
      `The data folder (${dataDir}) cannot be written: let this user write there, or set another folder in the configuration.`,
    );
  }
  return error;
}

/** A quick look: the whole file is not read, so damage may still show later. */
function inspect(path: string): Exclude<Opened, 'new'> | 'new' {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
    const version = versionOf(db);
    if (version === 0 && db.prepare('select count(*) as n from sqlite_schema').get()?.['n'] === 0) return 'new';
    if (version !== INDEX_VERSION) return 'other version';
    db.prepare("select value from meta where key = 'revision'").get();
    db.prepare('select row from spine order by row desc limit 1').get();
    db.prepare('select rowid from words limit 1').get();
    return 'as it was';
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  } finally {
    db?.close();
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('pragma user_version').get()?.['user_version']);
}
