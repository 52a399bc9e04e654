import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REGISTERS = ['actors.json', 'places.json', 'topics.json'] as const;

/** Paths of all brief files under a folder, oldest first, registers left out. */
export function briefPaths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && !REGISTERS.some((name) => name === path))
    .toSorted()
    .map((path) => join(folder, path));
}

/** The canonical name of every id of the registers. */
export function registeredNames(folder: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const file of REGISTERS) {
    // The generator wrote this file, and its test holds it to the schema.
    const register = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, { name: string }>;
    for (const [id, entry] of Object.entries(register)) names.set(id, entry.name);
  }
  return names;
}
