import { StateError } from '../state-error.ts';

/** Primary result codes: https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** An extended one: the memory that the connections share, a file of its own, could not be made as large as it has to be. */
const NO_ROOM_TO_SHARE = 4874;

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT']);

/** What whoever keeps the database can do about a failure of SQLite or of the disk; any other error as it is. */
export function explainSqlite(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const result = resultOf(error);
  const code = 'code' in error ? String(error.code) : '';
  const options = { cause: error };
  if (result === CORRUPT || result === NOT_A_DATABASE) return damaged(file, options);
  if (result === FULL || isWithoutRoomToShare(error) || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StateError('full', `The disk that holds the database (${file}) is full: free some space.`, options);
  }
  if (isBusy(error)) {
    return new StateError(
      'busy',
      `Another process holds the database (${file}) for long: see what else has it open. Several copies of the bot need PostgreSQL.`,
      options,
    );
  }
  if (result === READ_ONLY || result === CANNOT_OPEN || result === IO || UNWRITABLE.has(code)) {
    return new StateError(
      'unwritable',
      `The database (${file}) cannot be written: let this user write to the file and its folder, or set another folder in the configuration.`,
      options,
    );
  }
  return error;
}

/** True where another connection holds the file: nothing was changed, and it may be tried again. */
export function isBusy(error: unknown): boolean {
  const result = resultOf(error);
  return result === BUSY || result === LOCKED;
}

/** SQLite does not call the disk full where it opens a database on it. */
function isWithoutRoomToShare(error: Error): boolean {
  return 'errcode' in error && error.errcode === NO_ROOM_TO_SHARE;
}

function resultOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

export function damaged(file: string, options?: ErrorOptions): StateError {
  return new StateError(
    'damaged',
    `The database (${file}) is damaged: stop the bot, move the file away and put a backup in its place. Nothing in it was changed.`,
    options,
  );
}

export function foreign(file: string): StateError {
  return new StateError(
    'foreign',
    `The file ${file} is a database of another program: move it away, or set another folder in the configuration.`,
  );
}
