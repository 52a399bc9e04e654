import type { DatabaseSync } from 'node:sqlite';
import { removeNames, writeNames, type NamedSubject } from './name-tables.ts';
import type { SubjectChanges } from './subject-rows.ts';
import { readSubject } from './subjects.ts';

/** Brings the name tables to the rows of the subjects that a batch touched. */
export function writeNameChanges(db: DatabaseSync, { changed, gone }: SubjectChanges): void {
  removeNames(db, gone);
  const find = db.prepare('select * from subject where no = ?');
  writeNames(
    db,
    [...changed].flatMap((no) => {
      const row = find.get(no);
      return row ? [readSubject(row)] : [];
    }),
  );
}

/**
 * Notes that the name tables are behind. A bulk load writes them once at its end: the number of briefs decides where a
 * name stands in them, and changes with every batch.
 */
export function oweNames(db: DatabaseSync): void {
  db.exec("insert or replace into meta values ('names owed', 1)");
}

export function owesNames(db: DatabaseSync): boolean {
  return db.prepare("select 1 from meta where key = 'names owed'").get() !== undefined;
}

export function payNames(db: DatabaseSync): void {
  if (!owesNames(db)) return;
  const gone = db.prepare('select id from name_subject where id not in (select id from subject)').all();
  removeNames(
    db,
    gone.map((row) => row['id'] as NamedSubject['id']),
  );
  writeNames(db, allSubjects(db));
  db.exec("delete from meta where key = 'names owed'");
}

function* allSubjects(db: DatabaseSync): Generator<NamedSubject> {
  for (const row of db.prepare('select * from subject').iterate()) yield readSubject(row);
}
