import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';

/** Runs the work, perhaps again, and throws what its failure means. */
export type Around = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** The same dialect, with `around` around each call of the database. */
export function aroundDialect(dialect: Dialect, around: Around): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => new AroundDriver(dialect.createDriver(), around),
  };
}

class AroundDriver implements Driver {
  readonly #inner: Driver;
  readonly #around: Around;
  /** The inner driver wants its own connections back. */
  readonly #connections = new WeakMap<DatabaseConnection, AroundConnection>();

  constructor(inner: Driver, around: Around) {
    this.#inner = inner;
    this.#around = around;
  }

  init(): Promise<void> {
    return this.#around(() => this.#inner.init());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await this.#around(() => this.#inner.acquireConnection());
    let outer = this.#connections.get(inner);
    if (!outer) this.#connections.set(inner, (outer = new AroundConnection(inner, this.#around)));
    return outer;
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#around(() => this.#inner.beginTransaction(innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#around(() => this.#inner.commitTransaction(innerOf(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#around(() => this.#inner.rollbackTransaction(innerOf(connection)));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

class AroundConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #around: Around;

  constructor(inner: DatabaseConnection, around: Around) {
    this.inner = inner;
    this.#around = around;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#around(() => this.inner.executeQuery<Row>(query));
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the state is not streamed: ask for a part of it with a limit');
  }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof AroundConnection ? connection.inner : connection;
}
