import type { DatabaseSync } from 'node:sqlite';
import type { NameTable } from '../name-table.ts';
// Not through `name-tables.ts`, which loads the writer too.
import { openNameTable } from './name-reader.ts';
import type { IndexReader } from './reader.ts';

/** The name table of whatever index file is in service, each question within one version of it. */
export function namesOver(reader: IndexReader): NameTable {
  const tables = new WeakMap<DatabaseSync, NameTable>();
  const ask = <T>(question: (names: NameTable) => T): T =>
    reader.read(() => {
      const { db } = reader;
      let names = tables.get(db);
      if (!names) tables.set(db, (names = openNameTable(db)));
      return question(names);
    });
  return {
    named: (...args) => ask((names) => names.named(...args)),
    withTokens: (...args) => ask((names) => names.withTokens(...args)),
    withPrefix: (...args) => ask((names) => names.withPrefix(...args)),
    withInitials: (...args) => ask((names) => names.withInitials(...args)),
    withRole: (...args) => ask((names) => names.withRole(...args)),
    isToken: (...args) => ask((names) => names.isToken(...args)),
    tokensSpelt: (...args) => ask((names) => names.tokensSpelt(...args)),
    tokensLike: (...args) => ask((names) => names.tokensLike(...args)),
    tokensSounding: (...args) => ask((names) => names.tokensSounding(...args)),
    namesOf: (...args) => ask((names) => names.namesOf(...args)),
  };
}
