import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Registers, PlainName } from '../load/loaded.ts';
import type { Brief } from '../model.ts';
import { sharedKeysOf } from '../shared-keys.ts';
import type { SubjectId } from '../ids.ts';
import { APPEARS, CARRIED, POSTING_BITS } from './postings.ts';
import { putContents, removeContent } from './contents.ts';
import { prepare, type PreparedBrief } from './prepare.ts';
import { dayOfRow } from './row-id.ts';
import { DamagedIndex } from './sqlite-errors.ts';
import { settle, strays, type Taken } from './settle.ts';
import { SubjectRows, type SubjectChanges } from './subject-rows.ts';

/** Puts briefs into the tables and takes them out. Every call runs inside a transaction of the caller. */
export class BriefRows {
  readonly subjects: SubjectRows;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #claims = new Map<string, number>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.subjects = new SubjectRows(db);
  }

  /** Brings a set of briefs to a new state at once. `registers` are those in force, for briefs that only move. */
  apply(puts: readonly PreparedBrief[], removes: readonly string[], registers: Registers): void {
    const taken: Taken<PreparedBrief> = {
      idAt: (row) => this.#sql('select id from brief where row = ?').get(row)?.['id'] as string | undefined,
      take: (row) => {
        const brief = this.stored(row, registers);
        this.#delete(row);
        return brief;
      },
    };
    const queue = new Map(puts.map((brief) => [brief.id as string, brief]));
    const leaving = [...puts.map(({ id }) => id as string), ...removes];
    const rows = leaving.map((id) => this.rowOf(id)).filter((row) => row !== undefined);
    for (const row of rows) this.#delete(row);
    for (const row of rows) {
      for (const stray of strays(row, dayOfRow(row), taken)) queue.set(stray.id, stray);
    }
    this.#insert(settle(queue.values(), taken));
    for (const id of removes) removeContent(this.#sql, id);
    putContents(this.#sql, puts);
  }

  rowOf(id: string): number | undefined {
    return this.#sql('select row from brief where id = ?').get(id)?.['row'] as number | undefined;
  }

  /** What a row holds, prepared again under the registers in force. */
  stored(row: number, registers: Registers): PreparedBrief {
    const json = this.#sql('select json from brief where row = ?').get(row)?.['json'] as string;
    // The index is written by this program alone, and only in this shape.
    const plain = this.#sql(
      'select s.id, p.kind, p.name from plain p join subject s on s.no = p.subject where p.brief = ?',
    ).all(row) as unknown as PlainName[];
    return prepare(JSON.parse(json) as Brief, plain, registers);
  }

  /** Ends a batch: counts, and which claims are disputed. */
  finish(): SubjectChanges {
    const changes = this.subjects.finish();
    for (const no of this.#claims.values()) {
      const all = this.#sql(
        `select max(sides & 1) | max(sides & 2) | max(sides & 4) | max(sides & 8) as sides, max(brief) as newest
           from claim_use where claim = ?`,
      ).get(no);
      if (all?.['newest'] == null) this.#sql('delete from claim where no = ?').run(no);
      else
        this.#sql('update claim set sides = ?, newest = ? where no = ?').run(
          Number(all['sides']),
          Number(all['newest']),
          no,
        );
    }
    this.#claims.clear();
    return changes;
  }

  reset(): void {
    this.subjects.reset();
    this.#claims.clear();
  }

  #delete(row: number): void {
    const blob = this.#sql('select postings from spine where row = ?').get(row)?.['postings'];
    if (!(blob instanceof Uint8Array)) throw new DamagedIndex('a brief has lost its postings');
    for (const entry of new Uint32Array(blob.slice().buffer)) {
      const no = Math.floor(entry / POSTING_BITS);
      if (entry & APPEARS) {
        this.#sql('delete from mention where subject = ? and brief = ?').run(no, row);
        this.subjects.appears(no, -1);
      }
      if (entry & CARRIED) this.#sql('delete from carriage where outlet = ? and brief = ?').run(no, row);
      this.#sql('delete from plain where subject = ? and brief = ?').run(no, row);
    }
    for (const use of this.#sql(
      'select c.id, c.no from claim_use u join claim c on c.no = u.claim where u.brief = ?',
    ).all(row)) {
      this.#claims.set(use['id'] as string, use['no'] as number);
    }
    const json = this.#sql('select json from brief where row = ?').get(row)?.['json'] as string;
    for (const key of sharedKeysOf(JSON.parse(json) as Brief)) {
      this.#sql('delete from shared where key = ? and brief = ?').run(key, row);
    }
    this.#deleteWords(row);
    for (const sql of [
      'delete from claim_use where brief = ?',
      'delete from wide where row = ?',
      'delete from spine where row = ?',
      'delete from brief where row = ?',
    ]) {
      this.#sql(sql).run(row);
    }
  }

  #deleteWords(row: number): void {
    // FTS5 notes the deletion under an id that no JavaScript number can hold, which `run` reports as the last one
    // inserted, here and after every later statement: so it is not asked for, and a small one takes its place.
    this.#sql('delete from words where rowid = ?').get(row);
    this.#sql('insert or replace into tick values (?)').run(1);
  }

  /** In the order of the rows, and posting lists in their own order: each table is then written from end to end. */
  #insert(placed: ReadonlyMap<number, PreparedBrief>): void {
    const mentions: [number, number][] = [];
    const carriages: [number, number][] = [];
    const shared: [string, number][] = [];
    for (const [row, brief] of [...placed].sort(([a], [b]) => a - b)) {
      const plain = new Map(brief.plainNames.map((name) => [name.id, name]));
      const spine = new Uint32Array(brief.postings.length);
      brief.postings.forEach(([id, bits], at) => {
        const no = this.subjects.numberOf(id, plain.get(id));
        spine[at] = no * POSTING_BITS + bits;
        if (bits & APPEARS) {
          mentions.push([no, row]);
          this.subjects.appears(no, 1);
        }
        if (bits & CARRIED) carriages.push([no, row]);
      });
      this.#sql('insert into brief values (?, ?, ?)').run(row, brief.id, brief.json);
      this.#sql('insert into spine values (?, ?)').run(row, new Uint8Array(spine.buffer));
      this.#sql('insert into words (rowid, headline, summary, names, body) values (?, ?, ?, ?, ?)').run(
        row,
        ...brief.text,
      );
      if (brief.lastDay !== undefined) this.#sql('insert into wide values (?, ?)').run(row, brief.lastDay);
      for (const { id, kind, name } of plain.values()) this.#insertPlain(row, id, kind, name);
      for (const [id, sides] of brief.claims) {
        this.#sql('insert into claim_use values (?, ?, ?)').run(this.#claim(id), row, sides);
      }
      for (const key of brief.shared) shared.push([key, row]);
    }
    const mention = this.#sql('insert into mention values (?, ?)');
    for (const [no, row] of mentions.sort(bySubject)) mention.run(no, row);
    const carriage = this.#sql('insert into carriage values (?, ?)');
    for (const [no, row] of carriages.sort(bySubject)) carriage.run(no, row);
    const share = this.#sql('insert into shared values (?, ?)');
    for (const [key, row] of shared.sort(byKey)) share.run(key, row);
  }

  #insertPlain(row: number, id: SubjectId, kind: string, name: string): void {
    this.#sql('insert or ignore into plain values (?, ?, ?, ?)').run(
      this.subjects.numberOf(id, undefined),
      row,
      kind,
      name,
    );
  }

  #claim(id: string): number {
    const known =
      this.#claims.get(id) ?? (this.#sql('select no from claim where id = ?').get(id)?.['no'] as number | undefined);
    const no = known ?? Number(this.#sql('insert into claim (id) values (?)').run(id).lastInsertRowid);
    this.#claims.set(id, no);
    return no;
  }

  readonly #sql = (text: string): StatementSync => {
    let statement = this.#statements.get(text);
    if (!statement) this.#statements.set(text, (statement = this.#db.prepare(text)));
    return statement;
  };
}

function byKey(a: readonly [string, number], b: readonly [string, number]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1];
}

function bySubject(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}
