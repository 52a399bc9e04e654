import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { PlainName } from '../load/loaded.ts';
import { dayOfRow } from './row-id.ts';

export interface SubjectChanges {
  /** Numbers of the subjects whose row may be another one than before. */
  readonly changed: Iterable<number>;
  readonly gone: Iterable<SubjectId>;
}

/** The rows of `subject` as one batch uses them: numbers for ids, and at its end the counts of those it touched. */
export class SubjectRows {
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #row: StatementSync;
  readonly #count: StatementSync;
  readonly #ends: StatementSync;
  readonly #plain: StatementSync;
  readonly #rename: StatementSync;
  readonly #remove: StatementSync;
  readonly #numbers = new Map<string, number>();
  readonly #deltas = new Map<number, number>();

  constructor(db: DatabaseSync) {
    this.#find = db.prepare('select no from subject where id = ?');
    this.#insert = db.prepare(
      "insert into subject (id, kind, registered, name, entry, outlet) values (?, ?, 0, ?, '{}', 0)",
    );
    this.#row = db.prepare('select id, registered, briefs from subject where no = ?');
    this.#count = db.prepare('update subject set briefs = ?, first = ?, last = ? where no = ?');
    this.#ends = db.prepare(
      `select (select min(brief) from mention where subject = :no) as first,
              (select max(brief) from mention where subject = :no) as last`,
    );
    this.#plain = db.prepare('select kind, name from plain where subject = ? order by brief desc limit 1');
    this.#rename = db.prepare('update subject set kind = ?, name = ? where no = ?');
    this.#remove = db.prepare('delete from subject where no = ?');
  }

  /** The number of a subject, which is made where it has none yet. */
  numberOf(id: SubjectId, plain: PlainName | undefined): number {
    const known = this.#numbers.get(id) ?? (this.#find.get(id)?.['no'] as number | undefined);
    const no =
      known ??
      Number(this.#insert.run(id, plain?.kind ?? ('actor' satisfies SubjectKind), plain?.name ?? id).lastInsertRowid);
    this.#numbers.set(id, no);
    return no;
  }

  /** Notes that a subject appears in one brief more or less. */
  appears(no: number, delta: 1 | -1): void {
    this.#deltas.set(no, (this.#deltas.get(no) ?? 0) + delta);
  }

  /** Has the counts and the name of a subject looked at when the batch ends, though no brief of it changed. */
  touch(no: number): void {
    this.#deltas.set(no, this.#deltas.get(no) ?? 0);
  }

  /**
   * Ends a batch, and tells which subjects it touched. A plain name that no brief uses any more is forgotten; of several spellings the
   * newest brief's counts.
   */
  finish(): SubjectChanges {
    const changed: number[] = [];
    const gone: SubjectId[] = [];
    for (const [no, delta] of this.#deltas) {
      const row = this.#row.get(no);
      if (!row) continue;
      const briefs = Number(row['briefs']) + delta;
      const ends = this.#ends.get({ no });
      const first = ends?.['first'];
      const last = ends?.['last'];
      if (first == null && row['registered'] === 0) {
        this.#remove.run(no);
        gone.push(row['id'] as SubjectId);
        continue;
      }
      changed.push(no);
      this.#count.run(
        briefs,
        first == null ? null : dayOfRow(Number(first)),
        last == null ? null : dayOfRow(Number(last)),
        no,
      );
      const plain = row['registered'] === 0 ? this.#plain.get(no) : undefined;
      if (plain) this.#rename.run(plain['kind'] as string, plain['name'] as string, no);
    }
    this.reset();
    return { changed, gone };
  }

  /** Forgets an unfinished batch. */
  reset(): void {
    this.#deltas.clear();
    this.#numbers.clear();
  }
}
