import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { APPLICATION_ID } from './application-id.ts';
import { backupSqlite } from './backup.ts';
import { sqliteDialect } from './dialect.ts';
import { damaged, explainSqlite, foreign } from './errors.ts';
import { patient } from './patient.ts';

/** How long opening waits for another process that makes the file. The process does nothing else meanwhile. */
const OPENING_MS = 10_000;
/** How long SQLite itself waits for another writer; what is longer is waited for by a timer, while others are served. */
const BUSY_MS = 20;

/**
 * The database in one file, made where it is missing, with the folders above it. What was committed outlives a power cut.
 * @throws StateError for a file that is damaged, another program's or not to be written.
 */
export function sqliteEngine(file: string): Engine {
  let opened: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // SQLite would take it for a new database, and throw away what waits beside it.
    if (sizeOf(file) === 0 && sizeOf(`${file}-wal`) > 0) throw damaged(file);
    // It holds tokens, though encrypted ones: nobody else's to read.
    closeSync(openSync(file, 'a', 0o600));
    const db = (opened = new DatabaseSync(file, { timeout: OPENING_MS }));
    if (inspect(db, file) === 'new') db.exec(`pragma application_id = ${APPLICATION_ID}`);
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    db.exec(`pragma busy_timeout = ${BUSY_MS}`);
    return {
      dialect: sqliteDialect(db),
      columns: { time: sql`text` },
      around: patient(db, file),
      backup: async (_db, to) => backupSqlite(file, to),
      abandon: () => {
        if (db.isOpen) db.close();
      },
    };
  } catch (error) {
    opened?.close();
    throw explainSqlite(error, file);
  }
}

/** Reads the whole file once, before anything is written to it. */
function inspect(db: DatabaseSync, file: string): 'new' | 'ours' {
  const id = db.prepare('pragma application_id').get()?.['application_id'];
  if (id === 0 && db.prepare('select count(*) as n from sqlite_schema').get()?.['n'] === 0) return 'new';
  if (id !== APPLICATION_ID) throw foreign(file);
  const verdict = db.prepare('pragma quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw damaged(file, { cause: new Error(String(verdict)) });
  return 'ours';
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
