import type { DatabaseSync } from 'node:sqlite';
import type { Registers } from '../load/loaded.ts';
import type { Problem } from '../problem.ts';
import { BriefRows } from './brief-rows.ts';
import {
  allFileRows,
  FileRows,
  putListingProblems,
  REGISTER,
  sameListingProblems,
  UNREAD,
  type FileRow,
} from './file-rows.ts';
import type { Folder, RegisterText } from './folder.ts';
import type { Outcome, Reading } from './outcome.ts';
import { planSync, type PlannedRead, type SyncPlan } from './plan-sync.ts';
import { loadRegisters, registerTexts, syncRegisters } from './sync-registers.ts';
import { bulk, RegistersMoved, Transactions } from './transactions.ts';
import { oweNames, owesNames, payNames, writeNameChanges } from './name-changes.ts';

export interface SyncHost {
  readonly folder: Folder;
  /** Reads files in any way and order, and gives what came of them in portions. */
  read(
    reads: readonly PlannedRead[],
    reading: Reading,
    texts: readonly RegisterText[],
  ): AsyncIterable<readonly Outcome[]>;
  nowMs(): number;
  progress(done: number, total: number): void;
  /** Called after each commit. */
  committed(): void;
}

export interface SyncReport {
  /** False where the folder could not be read: what was in service stays so. */
  readonly readable: boolean;
  readonly read: number;
  readonly removed: number;
}

/** So many files or more are read in one go: larger transactions, and words sorted in memory before they are merged. */
const BULK_FROM = 1500;
const BATCH = 500;
const BULK_BATCH = 4000;
const ATTEMPTS = 5;

/**
 * Brings the tables up to the folder. Another process may do the same at the same time: whatever it did first is seen
 * and left alone, and nothing is held locked between two transactions.
 */
export async function sync(db: DatabaseSync, host: SyncHost): Promise<SyncReport> {
  for (let attempt = 1; ; attempt++) {
    try {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one attempt after the other
      return await new Sync(db, host).run();
    } catch (error) {
      // Another process took new registers into service meanwhile: begin again with those.
      if (!(error instanceof RegistersMoved) || attempt === ATTEMPTS) throw error;
    }
  }
}

class Sync {
  readonly #db: DatabaseSync;
  readonly #host: SyncHost;
  readonly #briefs: BriefRows;
  readonly #files: FileRows;
  readonly #transactions: Transactions;

  constructor(db: DatabaseSync, host: SyncHost) {
    this.#db = db;
    this.#host = host;
    this.#briefs = new BriefRows(db);
    this.#files = new FileRows(db);
    this.#transactions = new Transactions(db, () => host.committed());
  }

  async run(): Promise<SyncReport> {
    const nowMs = this.#host.nowMs();
    const listing = this.#host.folder.list();
    this.#putListingProblems(listing.problems);
    if (!listing.readable) return { readable: false, read: 0, removed: 0 };
    let rows = allFileRows(this.#db);
    if (await syncRegisters(this.#db, this.#host.folder, listing, rows, nowMs, this.#transactions, this.#briefs)) {
      rows = allFileRows(this.#db);
    }
    const plan = planSync(listing, rows, nowMs);
    rows.clear();
    await this.#readAll(plan.reads);
    const removed = await this.#putAside(plan);
    this.#complete();
    return { readable: true, read: plan.reads.length, removed };
  }

  async #readAll(reads: readonly PlannedRead[]): Promise<void> {
    if (reads.length === 0) return;
    const { folder } = this.#host;
    const parser = await folder.parser();
    const registers = loadRegisters(this.#db, parser);
    const isBulk = reads.length >= BULK_FROM;
    this.#host.progress(0, reads.length);
    const reading = { folder, parser, registers: registers.value };
    let batch: Outcome[] = [];
    let done = 0;
    const flush = () => {
      const outcomes = batch;
      batch = [];
      if (outcomes.length > 0)
        this.#transactions.run(() => this.#apply(outcomes, registers.value, isBulk), registers.revision);
      this.#host.progress(done, reads.length);
    };
    for await (const portion of this.#host.read(reads, reading, registerTexts(this.#db))) {
      batch.push(...portion);
      done += portion.length;
      if (batch.length >= (isBulk ? BULK_BATCH : BATCH)) flush();
    }
    done = reads.length;
    flush();
  }

  /** Returns whether anything changed that a reader could notice. */
  #apply(outcomes: readonly Outcome[], registers: Registers, isBulk: boolean): boolean {
    bulk(this.#db, isBulk);
    const due = outcomes.filter(({ read }) => this.#files.unchanged(read.file.path, read.seen));
    const puts = due.flatMap(({ brief }) => (brief ? [brief] : []));
    for (const { kind, read } of due) {
      // The last good version stays in service, but under the registers in force.
      const row = kind === 'bad' && read.seen?.size === UNREAD ? this.#briefs.rowOf(read.id) : undefined;
      if (row !== undefined) puts.push(this.#briefs.stored(row, registers));
    }
    if (puts.length > 0) this.#briefs.apply(puts, [], registers);
    for (const { read, hash, kind, problems } of due) {
      const { file, id, young, seen } = read;
      const state = kind === 'same' ? (seen?.state ?? 'good') : kind;
      this.#files.put(
        { path: file.path, id, size: file.size, modified: file.modifiedMs, hash, state, young: Number(young) },
        kind === 'same' ? 'as before' : problems,
      );
    }
    const changes = this.#briefs.finish();
    if (isBulk) oweNames(this.#db);
    else writeNameChanges(this.#db, changes);
    return due.some(({ kind }) => kind !== 'same');
  }

  /** Files that are gone or must not answer. */
  async #putAside({ vanished, shadowed }: SyncPlan): Promise<number> {
    let removed = 0;
    const gone = vanished.filter(({ id }) => id !== REGISTER);
    if (gone.length + shadowed.length === 0) return 0;
    const parser = await this.#host.folder.parser();
    this.#transactions.run(() => {
      removed = 0;
      for (const { file, id, young, seen, by } of shadowed) {
        if (!this.#files.unchanged(file.path, seen)) continue;
        const row: FileRow = {
          path: file.path,
          id,
          size: file.size,
          modified: file.modifiedMs,
          hash: '',
          state: 'shadowed',
          young: Number(young),
        };
        this.#files.put(row, [duplicate(file.path, id, by)]);
      }
      const due = gone.filter((row) => this.#files.unchanged(row.path, row));
      for (const { path } of due) this.#files.remove(path);
      const ids = [...new Set(due.map(({ id }) => id))].filter(
        (id) => !this.#files.hasId(id) && this.#briefs.rowOf(id) !== undefined,
      );
      if (ids.length > 0) this.#briefs.apply([], ids, loadRegisters(this.#db, parser).value);
      removed = ids.length;
      writeNameChanges(this.#db, this.#briefs.finish());
      return true;
    });
    return removed;
  }

  #putListingProblems(problems: readonly Problem[]): void {
    if (sameListingProblems(this.#db, problems)) return;
    this.#transactions.run(() => {
      putListingProblems(this.#db, problems);
      return true;
    });
  }

  /** Does what a bulk load put off, and marks an index that has seen the whole folder once. */
  #complete(): void {
    const isComplete = this.#db.prepare("select 1 from meta where key = 'complete'").get() !== undefined;
    if (isComplete && !owesNames(this.#db)) return;
    this.#transactions.run(() => {
      payNames(this.#db);
      this.#db.exec("insert or replace into meta values ('complete', 1)");
      return true;
    });
  }
}

function duplicate(file: string, id: string, by: string): Problem {
  return {
    file,
    severity: 'error',
    message: `${by} has the same id (${id}) and comes first, so this file is not read: rename or delete one of them`,
  };
}
