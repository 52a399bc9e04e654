import { Socket } from 'node:net';
import { PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { UserError } from '../../kernel/errors.ts';
import type { Engine } from '../engine.ts';
import { explainPostgres, serverBackup } from './errors.ts';

/** Of one copy of the bot. A server takes 100 by default from all copies together. */
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** No statement of ours needs a second; one that hangs gives its connection back. */
const STATEMENT_MS = 30_000;
/** The server ends each statement before that, and the pool each connection that nobody uses: it is out of reach. */
const SILENT_MS = STATEMENT_MS + 10_000;

/**
 * A PostgreSQL database that several copies of the bot share. Connects with the first statement.
 * `lost` hears of connections that end while nobody uses them; the next statement opens another.
 * One of which nothing is heard for `silentMs` is given up: the network may let nothing through and say nothing.
 * @throws UserError where `url` is no address of a PostgreSQL database.
 */
export function postgresEngine(url: string, lost: (error: Error) => void, silentMs = SILENT_MS): Engine {
  if (!/^postgres(?:ql)?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UserError(
      'DATABASE_URL is no address of a PostgreSQL database: write it as postgres://user:password@host:5432/name.',
    );
  }
  const pool = new Pool({
    connectionString: url,
    application_name: 'dossier',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    stream: () => socketThatTires(silentMs),
  });
  // Without a listener the loss of an idle connection ends the process.
  pool.on('error', lost);
  // The same for one in use: whoever uses it hears of its loss from the call that fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    dialect: new PostgresDialect({ pool }),
    // Compared as it is written, whatever the language of the database.
    columns: { time: sql`text collate "C"` },
    around: async (work) => {
      try {
        return await work();
      } catch (error) {
        throw explainPostgres(error);
      }
    },
    backup: () => Promise.reject(serverBackup()),
    abandon: () => undefined,
  };
}

function socketThatTires(afterMs: number): Socket {
  const socket = new Socket();
  const silence = () => Object.assign(new Error('the server says nothing any more'), { code: 'ETIMEDOUT' });
  return socket.setTimeout(afterMs, () => socket.destroy(silence()));
}
