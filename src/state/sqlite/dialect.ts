import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type Dialect,
  type SqliteDialectConfig,
} from 'kysely';

/** Kysely over `node:sqlite`. Kysely hands its one connection to one user after the other. */
export function sqliteDialect(db: DatabaseSync): Dialect {
  const config: SqliteDialectConfig = {
    database: {
      close: () => db.close(),
      prepare(text) {
        const statement = db.prepare(text);
        // Our columns are texts and integers, and so is what is bound to them.
        const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...values(parameters)),
          run: (parameters) => statement.run(...values(parameters)),
          iterate: (parameters) => statement.iterate(...values(parameters)),
        };
      },
    },
  };
  const inner = new SqliteDialect(config);
  return {
    createQueryCompiler: () => inner.createQueryCompiler(),
    createIntrospector: (kysely) => inner.createIntrospector(kysely),
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(config, db),
  };
}

/** SQLite can take back a change of tables; so that migrations run once, they run in a transaction, which is the lock. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #db: DatabaseSync;

  constructor(config: SqliteDialectConfig, db: DatabaseSync) {
    super(config);
    this.#db = db;
  }

  /** A transaction that becomes a writer half-way fails where another process wrote meanwhile: it is one from its start. */
  override async beginTransaction(connection: Parameters<SqliteDriver['beginTransaction']>[0]): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: Parameters<SqliteDriver['rollbackTransaction']>[0]): Promise<void> {
    // Some errors (a full disk) have ended the transaction already.
    if (this.#db.isTransaction) await super.rollbackTransaction(connection);
  }
}
