import type { DatabaseSync } from 'node:sqlite';
import type { FoundFile, Registers } from '../load/loaded.ts';
import type { Problem } from '../problem.ts';
import type { BriefRows } from './brief-rows.ts';
import { differs, FileRows, REGISTER, type FileRow } from './file-rows.ts';
import type { Folder, Listing, Parser, RegisterText } from './folder.ts';
import { oweNames, writeNameChanges } from './name-changes.ts';
import { digestOf } from './outcome.ts';
import { isUnknown, isYoung } from './plan-sync.ts';
import { putRegisters } from './register-rows.ts';
import { registersRevision, type Transactions } from './transactions.ts';

/** The registers in force, from their last good texts, and the number that tells whether they still are. */
export function loadRegisters(
  db: DatabaseSync,
  parser: Parser,
): { readonly value: Registers; readonly revision: number } {
  const revision = registersRevision(db);
  return { value: parser.readRegisters(registerTexts(db)).registers, revision };
}

export function registerTexts(db: DatabaseSync): readonly RegisterText[] {
  // Both columns are `not null text` in the schema.
  return db.prepare('select path, text from register order by path').all() as unknown as RegisterText[];
}

/**
 * Takes changed registers into service. One that has gone bad keeps its last good text, unless it never had one.
 * Returns whether the rows of files have changed.
 */
export async function syncRegisters(
  db: DatabaseSync,
  folder: Folder,
  listing: Listing,
  rows: ReadonlyMap<string, FileRow>,
  nowMs: number,
  transactions: Transactions,
  briefs: BriefRows,
): Promise<boolean> {
  const files = listing.files.filter(({ role }) => role === 'register');
  const paths = new Set(files.map(({ path }) => path));
  const known = [...rows.values()].filter(({ id }) => id === REGISTER);
  const vanished = known.filter(({ path }) => !paths.has(path) && !isUnknown(path, listing.unread));
  const changed = files.filter((file) => {
    const row = rows.get(file.path);
    return !row || row.young || differs(file, row);
  });
  if (changed.length + vanished.length === 0) return false;

  const parser = await folder.parser();
  const good = new Map(registerTexts(db).map(({ path, text }) => [path, text]));
  const before = parser.readRegisters(textsOf(good));
  const revision = registersRevision(db);
  const isFirst = db.prepare("select 1 from meta where key = 'complete'").get() === undefined;
  for (const { path } of vanished) good.delete(path);
  const { read, problems } = readTexts(folder, parser, changed, good);
  const after = parser.readRegisters(textsOf(good));
  transactions.run(() => {
    const rowsOfFiles = new FileRows(db);
    let noticed = vanished.length > 0;
    for (const { path } of vanished) rowsOfFiles.remove(path);
    for (const file of changed) {
      const own = problems.filter((problem) => problem.file === file.path);
      const state = own.some(({ severity }) => severity === 'error') ? 'bad' : 'good';
      const hash = digestOf(read.get(file.path) ?? '');
      const young = Number(isYoung(file, nowMs));
      noticed ||= hash !== rows.get(file.path)?.hash || state !== rows.get(file.path)?.state;
      rowsOfFiles.put(
        { path: file.path, id: REGISTER, size: file.size, modified: file.modifiedMs, hash, state, young },
        own,
      );
    }
    if (sameTexts(good, registerTexts(db))) return noticed;
    db.exec('delete from register');
    const put = db.prepare('insert into register values (?, ?)');
    for (const [path, text] of good) put.run(path, text);
    db.prepare("insert or replace into meta values ('registers', ?)").run(revision + 1);
    putRegisters(db, briefs.subjects, before.registers, after.registers);
    const changes = briefs.finish();
    // Every number of briefs is still to change, and with it the place of each name.
    if (isFirst) oweNames(db);
    else writeNameChanges(db, changes);
    return true;
  }, revision);
  return true;
}

/** Puts what may be served of `changed` into `good`, and tells what is wrong with all of it. */
function readTexts(
  folder: Folder,
  parser: Parser,
  changed: readonly FoundFile[],
  good: Map<string, string>,
): { readonly read: ReadonlyMap<string, string>; readonly problems: readonly Problem[] } {
  const read = new Map<string, string>();
  const unreadable: Problem[] = [];
  for (const file of changed) {
    const text = folder.readText(file);
    if (text.ok) read.set(file.path, text.text);
    else unreadable.push(...text.problems);
  }
  const { problems, faulty } = parser.readRegisters(textsOf(new Map([...good, ...read])));
  for (const [path, text] of read) if (!faulty.has(path) || !good.has(path)) good.set(path, text);
  return { read, problems: [...unreadable, ...problems] };
}

function textsOf(texts: ReadonlyMap<string, string>): readonly RegisterText[] {
  return [...texts].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function sameTexts(texts: ReadonlyMap<string, string>, stored: readonly RegisterText[]): boolean {
  return stored.length === texts.size && stored.every(({ path, text }) => texts.get(path) === text);
}
