import type { NameHit, NameTable } from '../corpus/name-table.ts';
import { completeName } from './complete.ts';
import type { NameQuery, Names } from './names.ts';
import { resolveName } from './resolve.ts';

export interface NamesHooks {
  /** What to offer before anything is typed: what most of the newest briefs speak of. At most `limit`, best first. */
  readonly inTheNews: (query: NameQuery & { readonly limit: number }) => readonly NameHit[];
}

export function createNames(table: NameTable, hooks: NamesHooks): Names {
  return {
    resolve: (text, query = {}) => resolveName(table, text, query),
    complete: (text, query) =>
      text.trim() === '' ? hooks.inTheNews(query).slice(0, query.limit) : completeName(table, text, query),
  };
}
