/** https://www.sqlite.org/rescode.html#constraint_unique, and of a primary key. */
const SQLITE = new Set<unknown>([2067, 1555]);
/** `unique_violation` */
const POSTGRES = '23505';

/** True where a statement failed because a row with the same key is there. Nothing was changed by it. */
export function isNotUnique(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('errcode' in error && SQLITE.has(error.errcode)) || ('code' in error && error.code === POSTGRES);
}
