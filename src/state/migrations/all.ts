import { first } from './first.ts';
import { fourth } from './fourth.ts';
import type { MigrationMaker } from './maker.ts';
import { second } from './second.ts';
import { third } from './third.ts';

/**
 * In the order in which they run; each runs once in the life of a database. One that has landed is never changed: what it
 * did is in databases that people keep. A new one is added at the end, under the next number.
 */
export const migrations: Readonly<Record<string, MigrationMaker>> = {
  '0001-first': first,
  '0002-second': second,
  '0003-third': third,
  '0004-fourth': fourth,
};
