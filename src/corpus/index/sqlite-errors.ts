/** Primary result codes: https://www.sqlite.org/rescode.html */
const LOGIC = 1;
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const FULL = 13;
const READ_ONLY = 8;
const CANNOT_OPEN = 14;
const IO = 10;
/** An extended one: the memory that the connections share, a file of its own, could not be made as large as it has to be. */
const NO_ROOM_TO_SHARE = 4874;

function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

/** Raised by our own checks where the bytes are sound for SQLite and still not an index. */
export class DamagedIndex extends Error {}

/** The file is not a sound index: thrown away and built again, nothing is lost. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  if (code === CORRUPT || code === NOT_A_DATABASE || error instanceof DamagedIndex) return true;
  // Every statement is a constant that fits the tables, so one that SQLite cannot make sense of tells of a damaged schema;
  // only what is matched by words is made at run time.
  if (code === LOGIC && error instanceof Error && !error.message.startsWith('fts5: syntax error')) return true;
  // A schema that lost a table, or JSON that lost its end.
  return (
    error instanceof SyntaxError || (error instanceof Error && /no such (table|column)|malformed/.test(error.message))
  );
}

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY;
}

export function isFull(error: unknown): boolean {
  if (codeOf(error) === FULL) return true;
  if (!(error instanceof Error)) return false;
  // SQLite does not call the disk full where it opens a database on it.
  if ('errcode' in error && error.errcode === NO_ROOM_TO_SHARE) return true;
  return 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

export function isUnwritable(error: unknown): boolean {
  const code = codeOf(error);
  return code === READ_ONLY || code === CANNOT_OPEN || code === IO;
}
