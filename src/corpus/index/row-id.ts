import type { Day } from '../../kernel/partial-date.ts';

/**
 * The row id of a brief is its place in time, so that a walk down the table runs from the newest brief to the oldest.
 * Within one day a brief stands where the letters of its id put it, never where it came in: two indexes of the same
 * folder hold the same rows, however each came to be.
 */
export const SLOTS_A_DAY = 2 ** 24;

/** The last slots of a day are no brief's home, so that a run of collisions cannot reach into the next day. */
const HOMES = SLOTS_A_DAY - 2 ** 16;

const DAY_MS = 86_400_000;

function epochDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayOfRow(row: number): Day {
  const iso = new Date(Math.floor(row / SLOTS_A_DAY) * DAY_MS).toISOString();
  return iso.slice(0, 10) as Day;
}

export function firstRowOf(day: Day): number {
  return epochDay(day) * SLOTS_A_DAY;
}

export function lastRowOf(day: Day): number {
  return firstRowOf(day) + SLOTS_A_DAY - 1;
}

/** The row that a brief takes unless another one of that day has the same home. */
export function homeRow(day: Day, id: string): number {
  return firstRowOf(day) + (hash(id) % HOMES);
}

/** FNV-1a over the letters of an id, which are ASCII. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}
