import type { SubjectId } from '../corpus/ids.ts';
import type { Among, NameHit, NameTable } from '../corpus/name-table.ts';
import type { NameQuery } from './names.ts';
import { holdersOf } from './office.ts';
import { only } from './hits.ts';
import { readingsOf, type Core } from './reading.ts';
import { remembering } from './remembering.ts';
import { byOpenSpelling, bySlips } from './spelling.ts';

/** More than any platform shows. */
const MOST = 100;

/**
 * Each way to continue a text, best first; a way is tried only while there is room. Slips of the hand and offices are
 * looked for only where nothing else was found: beside real continuations they would be noise.
 */
export function completeName(
  names: NameTable,
  text: string,
  query: NameQuery & { readonly limit: number },
): readonly NameHit[] {
  const table = remembering(names);
  const limit = Math.max(0, Math.min(MOST, Math.trunc(query.limit) || 0));
  const found = new Map<SubjectId, NameHit>();
  const add = (hits: readonly NameHit[]): void => {
    for (const hit of hits) if (found.size < limit && !found.has(hit.id)) found.set(hit.id, hit);
  };
  const readings = readingsOf(text);
  const cores = readings.flatMap((reading) => reading.cores);
  const whileRoom = <T>(parts: readonly T[], find: (part: T) => readonly NameHit[]): void => {
    for (const part of parts) if (found.size < limit) add(find(part));
  };
  whileRoom(readings, ({ whole }) => table.named(whole, limit, query));
  whileRoom(cores, (core) => continued(table, core, query, limit));
  whileRoom(cores, ({ tokens }) => byOpenSpelling(table, tokens, limit - found.size, query));
  whileRoom(readings, ({ tokens }) => (tokens.length === 1 ? table.withInitials(tokens.join(''), limit, query) : []));
  if (found.size > 0) return [...found.values()];
  whileRoom(readings, ({ tokens }) => only(holdersOf(table, tokens, query.asOf), query));
  whileRoom(cores, ({ tokens }) => bySlips(table, tokens, limit, query));
  return [...found.values()];
}

function continued(table: NameTable, { tokens, titled }: Core, among: Among, limit: number): readonly NameHit[] {
  const hits = table.withPrefix(tokens.slice(0, -1), tokens.at(-1) ?? '', limit, among);
  return titled ? hits.filter((hit) => hit.person) : hits;
}
