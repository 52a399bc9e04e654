import type { Kysely, RawBuilder } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Makes a migration for an engine: `time` is the type of a column of times. */
export type MigrationMaker = (columns: { readonly time: RawBuilder<unknown> }) => Migration & {
  // Tables of one moment: the types of today's tables would change what was written then.
  up(db: Kysely<never>): Promise<void>;
};
