import type { DatabaseSync } from 'node:sqlite';
import type { Folder } from './folder.ts';
import { sameListingProblems } from './file-rows.ts';
import { prepared } from './prepared.ts';
import { ifUnchanged } from './unchanged.ts';

/** True where a sync would find nothing to do. */
export function isUpToDate(db: DatabaseSync, folder: Folder): boolean {
  const { complete, owed } =
    db.prepare("select max(key = 'complete') as complete, max(key = 'names owed') as owed from meta").get() ?? {};
  if (complete !== 1 || owed === 1) return false;
  const sql = prepared(db);
  const listing = ifUnchanged(folder.walk, (text, ...values) => sql(text).get(...values));
  return listing !== undefined && sameListingProblems(db, listing.problems);
}
