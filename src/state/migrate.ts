import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { migrations } from './migrations/all.ts';
import { StateError } from './state-error.ts';
import type { Tables } from './tables.ts';

const MADE = 'dossier_migration';

/**
 * Brings the tables up to date. Where several processes start at once, one does it and the others wait for it. A step that
 * fails leaves the database as it was before all of them.
 * @throws StateError where a newer version of the program has been at work in the database.
 */
export async function migrate(db: Kysely<Tables>, { columns }: Engine, known = migrations): Promise<void> {
  const made: Record<string, Migration> = Object.fromEntries(
    Object.entries(known).map(([name, maker]) => [name, maker(columns)]),
  );
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(made) },
    migrationTableName: MADE,
    migrationLockTableName: `${MADE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const unknown = error instanceof StateError ? undefined : await unknownMigration(db, made);
  if (unknown === undefined) throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
  throw new StateError(
    'newer',
    `The database was made by a newer version of Dossier (it holds "${unknown}"): start that version, or put a backup that is older than it in its place.`,
    { cause: error },
  );
}

async function unknownMigration(db: Kysely<Tables>, known: Readonly<Record<string, unknown>>) {
  const rows = await (db as unknown as Kysely<{ [MADE]: { name: string } }>) // a table of the migrator's own
    .selectFrom(MADE)
    .select('name')
    .execute();
  return rows.map(({ name }) => name).find((name) => !Object.hasOwn(known, name));
}
