import { walkFolder } from '../load/list-folder.ts';
import type { View } from './reader.ts';
import { ifUnchanged } from './unchanged.ts';

/** Up to so many files a look at all of them takes some milliseconds. */
const LOOK_AT = 5000;

/** Whether the folder is as the index knows it; undefined where it is too large for a look before an answer. */
export function isCurrent(view: View, briefsDir: string): boolean | undefined {
  if (!view.get("select 1 from meta where key = 'complete'")) return false;
  // Counting all of them would take longer than the answer.
  if (view.get(`select 1 from file limit 1 offset ${LOOK_AT}`)) return undefined;
  return (
    ifUnchanged(
      (found) => walkFolder(briefsDir, found),
      (sql, ...values) => view.get(sql, ...values),
    ) !== undefined
  );
}
