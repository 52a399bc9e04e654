import type { Dialect, Kysely } from 'kysely';
import type { Around } from './around-dialect.ts';
import type { MigrationMaker } from './migrations/maker.ts';
import type { Tables } from './tables.ts';

/** A kind of database that can hold the state. Both hold the same tables and keep the same promises. */
export interface Engine {
  readonly dialect: Dialect;
  /** What differs between the engines when tables are made. */
  readonly columns: Parameters<MigrationMaker>[0];
  /** Throws a `StateError` where a failure is one that the database's keeper can mend; any other as it is. */
  readonly around: Around;
  /** Writes a whole copy of the database to `file`. @throws StateError, UserError */
  backup(db: Kysely<Tables>, file: string): Promise<void>;
  /** Lets go of what is held before the first statement: for an opening that failed. Safe to call after the end. */
  abandon(): void;
}
