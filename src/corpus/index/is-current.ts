import { listFolder } from '../load/list-folder.ts';
import { REGISTER, UNREAD, type FileRow } from './file-rows.ts';
import { differs, isUpToDate, planSync } from './plan-sync.ts';
import type { View } from './reader.ts';

/** Up to so many files a look at all of them takes some milliseconds. */
const LOOK_AT = 5000;

/** Whether the folder is as the index knows it; undefined where it is too large for a look before an answer. */
export function isCurrent(view: View, briefsDir: string, nowMs: number): boolean | undefined {
  const count = Number(view.get('select count(*) as n from (select 1 from file limit ?)', LOOK_AT + 1)?.['n']);
  if (count > LOOK_AT) return undefined;
  const listing = listFolder(briefsDir);
  // What is in service stays in service: a sync would change nothing but the problem that it records.
  if (!listing.readable) return view.get('select 1 from problem where path = ? and n < 0', '.') !== undefined;
  const rows = new Map(
    view.all('select path, id, size, modified, hash, state, young from file').map((row) => {
      const file = row as unknown as FileRow; // the columns of the query
      return [file.path, file];
    }),
  );
  const registers = listing.files.filter(({ role }) => role === 'register');
  const fresh = registers.every((file) => {
    const row = rows.get(file.path);
    return row && row.size !== UNREAD && !row.young && !differs(file, row);
  });
  const known = [...rows.values()].filter(({ id }) => id === REGISTER).length;
  return fresh && known <= registers.length && isUpToDate(planSync(listing, rows, nowMs));
}
