import type { Listing } from './folder.ts';
import { differs, REGISTER, type FileRow } from './file-rows.ts';

/** Looks up the row of one file, and counts all rows. */
export interface FileLookup {
  row(path: string): FileRow | undefined;
  count(): number;
}

export const FILE_ROW = 'select path, id, size, modified, hash, state, young from file where path = ?';
export const FILE_COUNT = 'select count(*) as n from file';

/**
 * True where every file is as its row says and there is no row without a file, as far as names, sizes and times can
 * tell. Holds no rows in memory: this is what a scan of a large folder mostly comes to.
 */
export function isUnchanged(listing: Listing, files: FileLookup): boolean {
  if (!listing.readable || listing.unread.length > 0 || files.count() !== listing.files.length) return false;
  return listing.files.every((file) => {
    const row = files.row(file.path);
    return row && !row.young && !differs(file, row) && (row.id === REGISTER) === (file.role === 'register');
  });
}
