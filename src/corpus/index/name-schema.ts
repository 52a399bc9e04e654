import type { DatabaseSync } from 'node:sqlite';

/**
 * The tables behind `NameTable`, in the index file. `cold` is how far back a subject stands for its number of briefs
 * (`coldness`), so that walking a key finds the best first. `part` is a stretch of the subjects and the side from
 * which a word meets the name (`partOf`).
 */
const TABLES = `
  create table if not exists name_subject (
    sid integer primary key,
    id text not null unique,
    facet integer not null,
    name text not null,
    briefs integer not null,
    names text not null,
    roles text not null
  ) strict;
  create table if not exists name_form (
    form text not null, kind integer not null, sid integer not null, primary key (form, kind, sid)
  ) strict, without rowid;
  create table if not exists name_post (
    key text not null, cold integer not null, sid integer not null, facet integer not null,
    primary key (key, cold, sid)
  ) strict, without rowid;
  create table if not exists name_word (word text primary key, skeleton text not null) strict, without rowid;
  create index if not exists name_word_skeleton on name_word (skeleton);
  create table if not exists name_best (
    part text not null, word text not null, cold integer not null, primary key (part, word)
  ) strict, without rowid;
  create table if not exists name_sound (
    sound text not null, word text not null, primary key (sound, word)
  ) strict, without rowid;
  create table if not exists name_slip (
    key text not null, word text not null, primary key (key, word)
  ) strict, without rowid;
  create table if not exists name_role (
    rid integer primary key,
    sid integer not null,
    title text not null,
    words text not null,
    office text not null,
    since text,
    until text
  ) strict;
  create index if not exists name_role_sid on name_role (sid);
  create table if not exists name_role_word (
    word text not null, office text not null, cold integer not null, rid integer not null,
    primary key (word, office, cold, rid)
  ) strict, without rowid;
`;

/** Makes the tables where they are missing. */
export function createNameTables(db: DatabaseSync): void {
  db.exec(TABLES);
}
