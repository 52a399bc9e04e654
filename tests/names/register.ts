import { DatabaseSync } from 'node:sqlite';
import type { SubjectId } from '../../src/corpus/ids.ts';
import { createNameTables, openNameTable, writeNames, type NamedSubject } from '../../src/corpus/index/name-tables.ts';
import type { NameHit, NameTable } from '../../src/corpus/name-table.ts';
import { slugOf } from '../../src/kernel/fold.ts';
import { createNames } from '../../src/names/create-names.ts';
import type { Names, Resolution } from '../../src/names/names.ts';

export const id = (text: string): SubjectId => text as SubjectId;

export function subject(name: string, more: Partial<NamedSubject> = {}): NamedSubject {
  return { id: id(slugOf(name)), kind: 'actor', actorKind: 'person', name, aliases: [], briefs: 1, ...more };
}

/** Real tables, in memory. */
export function tableOf(subjects: readonly NamedSubject[]): NameTable {
  const db = new DatabaseSync(':memory:');
  createNameTables(db);
  writeNames(db, subjects);
  return openNameTable(db);
}

export function namesOver(subjects: readonly NamedSubject[], news: readonly NameHit[] = []): Names {
  return createNames(tableOf(subjects), { inTheNews: () => news });
}

/** A resolution in one line: `exact lavrov`, `many a b`, `none near a b`. */
export function inShort(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'one':
      return `${resolution.how} ${resolution.id}`;
    case 'many':
      return ['many', ...resolution.candidates.map((hit) => hit.id)].join(' ');
    case 'none':
      return ['none near', ...resolution.nearest.map((hit) => hit.id)].join(' ');
  }
}
