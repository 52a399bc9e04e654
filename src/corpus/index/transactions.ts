import type { DatabaseSync } from 'node:sqlite';

/** Another process has put other registers into service than those that a batch was prepared with. */
export class RegistersMoved extends Error {}

/** Write transactions. Each that changes what readers see raises the revision. */
export class Transactions {
  readonly #db: DatabaseSync;
  readonly #committed: () => void;

  constructor(db: DatabaseSync, committed: () => void) {
    this.#db = db;
    this.#committed = committed;
  }

  /**
   * `change` tells whether readers could notice it. With `registers`, it runs only while those are in force.
   * @throws RegistersMoved
   */
  run(change: () => boolean, registers?: number): void {
    // Taken at once: a transaction that turns into a writer half-way may fail for another process.
    this.#db.exec('begin immediate');
    try {
      if (registers !== undefined && registers !== registersRevision(this.#db)) throw new RegistersMoved();
      if (change()) this.#db.exec("update meta set value = value + 1 where key = 'revision'");
      this.#db.exec('commit');
    } catch (error) {
      // Some errors (a full disk) have ended the transaction already.
      if (this.#db.isTransaction) this.#db.exec('rollback');
      throw error;
    }
    this.#committed();
  }
}

/** Which registers the rows were made with: another number for each change. */
export function registersRevision(db: DatabaseSync): number {
  return Number(db.prepare("select value from meta where key = 'registers'").get()?.['value'] ?? 0);
}

/**
 * How full-text postings are gathered: for a bulk load in a large buffer and without merging, which halves the cost; by
 * default with a merge now and then, which keeps searches quick.
 */
const BULK = { automerge: 0, hashsize: 16 * 2 ** 20 };
const USUAL = { automerge: 4, hashsize: 2 ** 20 };

export function bulk(db: DatabaseSync, isBulk: boolean): void {
  const wanted = isBulk ? BULK : USUAL;
  const now = db.prepare("select v from words_config where k = 'hashsize'").get()?.['v'] ?? USUAL.hashsize;
  if (now === wanted.hashsize) return;
  // In the text of the statement: a bound number arrives as a floating one, which FTS5 refuses here.
  db.exec(
    `insert into words (words, rank) values ('automerge', ${wanted.automerge}), ('hashsize', ${wanted.hashsize})`,
  );
}
