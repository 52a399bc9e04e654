import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
// Not through `name-tables.ts`, which loads the writer too.
import { createNameTables } from './name-schema.ts';

/** Raised with every change of what the tables hold or mean. An index of another version is thrown away and built anew. */
export const INDEX_VERSION = 3;

/**
 * `spine` is the order of time: one narrow row for each brief, with its postings, so that walking and counting never
 * touch the wide rows of `brief`. `mention` and `carriage` are posting lists: subject → briefs that speak of it or of
 * a part of it, outlet → briefs that it carried. `wide` holds the briefs whose date is more than one day. `shared` is one
 * more posting list: event, metric or article → briefs. `content` says what each brief says, and since which revision.
 */
const TABLES = `
  create table meta (key text primary key, value) without rowid;
  create table file (
    path text primary key, id text not null, size integer not null, modified real not null, hash text not null,
    state text not null, young integer not null
  ) without rowid;
  create index file_id on file (id);
  create index file_amiss on file (state) where state <> 'good';
  create index file_young on file (young) where young = 1;
  create table register (path text primary key, text text not null) without rowid;
  create table problem (path text, n integer, json text not null, primary key (path, n)) without rowid;

  create table brief (row integer primary key, id text not null unique, json text not null);
  create table spine (row integer primary key, postings blob not null);
  create table wide (row integer primary key, last text not null);

  create table subject (
    no integer primary key, id text not null unique, kind text not null, registered integer not null,
    name text not null, entry text not null, within text, outlet integer not null,
    briefs integer not null default 0, first text, last text
  );
  create index subject_within on subject (within) where within is not null;
  create index subject_plain on subject (registered) where registered = 0;
  create table mention (subject integer, brief integer, primary key (subject, brief)) without rowid;
  create table carriage (outlet integer, brief integer, primary key (outlet, brief)) without rowid;
  create table plain (
    subject integer, brief integer, kind text not null, name text not null, primary key (subject, brief)
  ) without rowid;

  create table claim (
    no integer primary key, id text not null unique, sides integer not null default 0, newest integer
  );
  create index claim_disputed on claim (newest desc) where (sides & 3) <> 0 and (sides & 12) <> 0;
  create table claim_use (
    claim integer, brief integer, sides integer not null, primary key (claim, brief)
  ) without rowid;
  create index claim_use_brief on claim_use (brief);
  create table shared (key text, brief integer, primary key (key, brief)) without rowid;

  create table content (
    id text primary key, hash text not null, marks text not null, revision integer not null
  ) without rowid;
  create index content_revision on content (revision, id);

  create table tick (n integer primary key);
  create virtual table words using fts5 (
    headline, summary, names, body,
    content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2'
  );
`;

/** Weights of `headline, summary, names, body` in a ranking. */
export const RANK = 'bm25(words, 8.0, 4.0, 4.0, 1.0)';

/** Empty tables in a file that has none. Runs inside a transaction of the caller. */
export function createTables(db: DatabaseSync, firstRevision: number): void {
  db.exec(TABLES);
  createNameTables(db);
  db.prepare("insert into meta values ('revision', ?), ('index', ?)").run(firstRevision, randomUUID());
  db.exec(`pragma user_version = ${INDEX_VERSION}`);
}
