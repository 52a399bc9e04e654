import { listFolder } from '../load/list-folder.ts';
import type { FileRow } from './file-rows.ts';
import type { View } from './reader.ts';
import { FILE_COUNT, FILE_ROW, isUnchanged } from './unchanged.ts';

/** Up to so many files a look at all of them takes some milliseconds. */
const LOOK_AT = 5000;

/** Whether the folder is as the index knows it; undefined where it is too large for a look before an answer. */
export function isCurrent(view: View, briefsDir: string): boolean | undefined {
  if (!view.get("select 1 from meta where key = 'complete'")) return false;
  const count = Number(view.get(FILE_COUNT)?.['n']);
  if (count > LOOK_AT) return undefined;
  return isUnchanged(listFolder(briefsDir), {
    row: (path) => view.get(FILE_ROW, path) as FileRow | undefined, // the columns of the query
    count: () => count,
  });
}
