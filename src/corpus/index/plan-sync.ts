import type { FoundFile } from '../load/loaded.ts';
import { differs, REGISTER, type FileRow } from './file-rows.ts';

/** A file whose time of change lies this close to the reading may change again without showing it. */
const YOUNG_MS = 2000;

export interface PlannedRead {
  readonly file: FoundFile;
  readonly id: string;
  readonly young: boolean;
  /** Its row when the plan was made. Another process may have been faster by the time that the plan is carried out. */
  readonly seen: FileRow | undefined;
}

export interface SyncPlan {
  /** In the order of their paths. */
  readonly reads: readonly PlannedRead[];
  /** Files that must not answer because `by`, of the same id, comes first. */
  readonly shadowed: readonly (PlannedRead & { readonly by: string })[];
  readonly vanished: readonly FileRow[];
}

/** What has to happen so that the rows match the folder. */
export function planSync(
  listing: { readonly files: readonly FoundFile[]; readonly unread: readonly string[] },
  rows: ReadonlyMap<string, FileRow>,
  nowMs: number,
): SyncPlan {
  const reads: PlannedRead[] = [];
  const shadowed: (PlannedRead & { by: string })[] = [];
  const first = firstPaths(listing, rows);
  const here = new Set<string>();
  for (const file of listing.files) {
    here.add(file.path);
    if (file.role === 'register') continue;
    const id = briefIdOf(file.path);
    const seen = rows.get(file.path);
    const read = { file, id, young: isYoung(file, nowMs), seen };
    const by = first.get(id) ?? file.path;
    if (by !== file.path) {
      if (seen?.state !== 'shadowed' || differs(file, seen)) shadowed.push({ ...read, by });
    } else if (!seen || seen.state === 'shadowed' || seen.young || differs(file, seen)) reads.push(read);
  }
  const vanished = [...rows.values()].filter(({ path }) => !here.has(path) && !isUnknown(path, listing.unread));
  return { reads, shadowed, vanished };
}

export function isYoung(file: FoundFile, nowMs: number): boolean {
  return file.modifiedMs > nowMs - YOUNG_MS;
}

/** The id that a file's name spells. Whether it is a good id is for the loader to say. */
function briefIdOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** For each id the file that answers: the first by path, among those in folders that cannot be read just now too. */
function firstPaths(
  listing: { readonly files: readonly FoundFile[]; readonly unread: readonly string[] },
  rows: ReadonlyMap<string, FileRow>,
): Map<string, string> {
  const first = new Map<string, string>();
  const consider = (id: string, path: string) => {
    const other = first.get(id);
    if (other === undefined || path < other) first.set(id, path);
  };
  for (const file of listing.files) if (file.role === 'brief') consider(briefIdOf(file.path), file.path);
  if (listing.unread.length > 0) {
    for (const row of rows.values()) {
      if (row.id !== REGISTER && isUnknown(row.path, listing.unread)) consider(row.id, row.path);
    }
  }
  return first;
}

export function isUnknown(path: string, unread: readonly string[]): boolean {
  return unread.some((folder) => path.startsWith(folder));
}
