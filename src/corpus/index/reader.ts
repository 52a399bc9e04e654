import { statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { UserError } from '../../kernel/errors.ts';
import { isDamage } from './sqlite-errors.ts';

export type Row = Record<string, unknown>;

/** What one answer reads: all of it from the same version of the index. */
export interface View {
  /** Grows with every change. */
  readonly revision: number;
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /** What `make` gave when it was last asked for under this key, as long as the index is the same. */
  cached<T>(key: string, make: () => T): T;
}

/** Answers are kept until the index changes, up to so many. */
const CACHED = 2000;

export interface IndexEvents {
  /** The file holds what cannot be read: it must be built anew. */
  damaged(): void;
  /** The file is gone, as when somebody empties the data folder: a sync makes it again. */
  missing(): void;
}

/**
 * A read-only connection to the index file. It notices by itself when the file has been replaced, and calls `damaged`
 * where its bytes are not an index any more. All that is asked without a pause, until the next microtask, is read from
 * one version: opening and ending a transaction costs more than most questions do.
 */
export class IndexReader implements View {
  readonly #path: string;
  readonly #events: IndexEvents;
  #db: DatabaseSync | undefined;
  #inode = 0;
  #revision = -1;
  /** A transaction is open. */
  #reading = false;
  readonly #statements = new Map<string, StatementSync>();
  readonly #cache = new Map<string, unknown>();

  constructor(path: string, events: IndexEvents) {
    this.#path = path;
    this.#events = events;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The open connection, for tables that read by themselves. Only inside `read`. */
  get db(): DatabaseSync {
    if (!this.#db) throw new Error('the index is not open');
    return this.#db;
  }

  /** @throws UserError where the index has to be built again first. */
  read<T>(answer: (view: View) => T): T {
    try {
      if (!this.#reading) this.#begin();
      return answer(this);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.close();
      this.#events.damaged();
      throw new UserError('The index of the briefs was damaged and is being built again: ask again in a moment.');
    }
  }

  #begin(): void {
    const db = this.#open();
    db.exec('begin');
    this.#reading = true;
    queueMicrotask(() => this.#end(db));
    const revision = Number(this.get("select value from meta where key = 'revision'")?.['value']);
    if (revision === this.#revision) return;
    this.#cache.clear();
    this.#revision = revision;
  }

  #end(db: DatabaseSync): void {
    // Closed since, and perhaps opened again.
    if (db !== this.#db) return;
    this.#reading = false;
    if (db.isTransaction) db.exec('commit');
  }

  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.#prepared(sql).all(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values);
  }

  cached<T>(key: string, make: () => T): T {
    if (this.#cache.has(key)) return this.#cache.get(key) as T; // the same key is always made by the same code
    const value = make();
    if (this.#cache.size >= CACHED) this.#cache.clear();
    this.#cache.set(key, value);
    return value;
  }

  close(): void {
    this.#reading = false;
    this.#statements.clear();
    this.#cache.clear();
    try {
      this.#db?.close();
    } finally {
      this.#db = undefined;
    }
  }

  #open(): DatabaseSync {
    // The file is another one after a rebuild, by this process or by one beside it.
    const inode = statSync(this.#path, { throwIfNoEntry: false })?.ino;
    if (this.#db && inode === this.#inode) return this.#db;
    this.close();
    if (inode === undefined) {
      this.#events.missing();
      throw new UserError('The index of the briefs is being built: ask again in a moment.');
    }
    const db = new DatabaseSync(this.#path, { readOnly: true, timeout: 5000 });
    // Known before it is used, so that it is closed where the first statement finds damage.
    this.#db = db;
    db.exec('pragma cache_size = -8000');
    this.#inode = inode;
    return db;
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}
