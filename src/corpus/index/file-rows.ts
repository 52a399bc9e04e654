import type { DatabaseSync } from 'node:sqlite';
import type { FoundFile } from '../load/loaded.ts';
import type { Problem } from '../problem.ts';

/**
 * What the index knows of one file. `shadowed`: another file of the same id comes first and answers.
 * `young`: it had been written so shortly before it was read that a later change may not show in its time.
 */
export interface FileRow {
  readonly path: string;
  /** The id of its brief, or `REGISTER`. */
  readonly id: string;
  /** `UNREAD` where it must be read again whatever the disk says. */
  readonly size: number;
  readonly modified: number;
  readonly hash: string;
  readonly state: 'good' | 'bad' | 'shadowed';
  readonly young: number;
}

/** Not an id: no brief can have it. */
export const REGISTER = ':register';
export const UNREAD = -1;

export function differs(file: FoundFile, row: FileRow): boolean {
  return row.size === UNREAD || row.size !== file.size || row.modified !== file.modifiedMs;
}

export function allFileRows(db: DatabaseSync): Map<string, FileRow> {
  const rows = new Map<string, FileRow>();
  for (const row of db.prepare('select path, id, size, modified, hash, state, young from file').iterate()) {
    // The columns that were asked for are those of the type; nobody but this file writes them.
    const file = row as unknown as FileRow;
    rows.set(file.path, file);
  }
  return rows;
}

export class FileRows {
  readonly #get;
  readonly #put;
  readonly #remove;
  readonly #others;
  readonly #forget;
  readonly #problem;

  constructor(db: DatabaseSync) {
    this.#get = db.prepare('select path, id, size, modified, hash, state, young from file where path = ?');
    this.#put = db.prepare(
      'insert or replace into file (path, id, size, modified, hash, state, young) values (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#remove = db.prepare('delete from file where path = ?');
    this.#others = db.prepare('select 1 from file where id = ?');
    this.#forget = db.prepare('delete from problem where path = ? and n >= 0');
    this.#problem = db.prepare('insert into problem values (?, ?, ?)');
  }

  /** True while a row is as it was when a plan was made: nobody else has read the file since. */
  unchanged(path: string, seen: FileRow | undefined): boolean {
    const now = this.#get.get(path) as unknown as FileRow | undefined; // see allFileRows
    return (
      now?.size === seen?.size &&
      now?.modified === seen?.modified &&
      now?.hash === seen?.hash &&
      now?.state === seen?.state
    );
  }

  put(row: FileRow, problems: readonly Problem[] | 'as before'): void {
    this.#put.run(row.path, row.id, row.size, row.modified, row.hash, row.state, row.young);
    if (problems === 'as before') return;
    this.#forget.run(row.path);
    problems.forEach((problem, n) => this.#problem.run(row.path, n, JSON.stringify(problem)));
  }

  remove(path: string): void {
    this.#remove.run(path);
    this.#forget.run(path);
  }

  /** True where a file is left that the brief may come from. */
  hasId(id: string): boolean {
    return this.#others.get(id) !== undefined;
  }
}

/** What a listing finds wrong belongs to no file that was read, so it is kept apart and replaced as a whole. */
export function putListingProblems(db: DatabaseSync, problems: readonly Problem[]): void {
  db.exec('delete from problem where n < 0');
  const insert = db.prepare('insert into problem values (?, ?, ?)');
  problems.forEach((problem, n) => insert.run(problem.file, -1 - n, JSON.stringify(problem)));
}

export function sameListingProblems(db: DatabaseSync, problems: readonly Problem[]): boolean {
  const kept = db.prepare('select json from problem where n < 0 order by n desc').all();
  return kept.length === problems.length && kept.every((row, n) => row['json'] === JSON.stringify(problems[n]));
}
