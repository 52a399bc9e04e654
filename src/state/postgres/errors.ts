import { UserError } from '../../kernel/errors.ts';
import { StateError } from '../state-error.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; the names with an E are Node's. */
const AWAY =
  /^(?:08|57P0[1-5]|53300|53400|25006)|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/;
const NOT_FOUND = /^(?:ENOTFOUND|3D000)$/;
const REFUSED = /^(?:28|42501)/;
const FULL = /^(?:53100|53200)$/;
const DAMAGED = /^XX00[12]$/;
const BUSY = /^(?:55P03|57014|40P01|40001)$/;

/** The client library gives these no code. */
const LOST = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** What whoever keeps the database can do about a failure of PostgreSQL; any other error as it is. */
export function explainPostgres(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StateError) return error;
  // A name with several addresses fails with one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const options = { cause: error };
  if (AWAY.test(code) || LOST.test(error.message)) {
    return new StateError(
      'away',
      'The database does not answer: see that PostgreSQL runs at the address in DATABASE_URL and takes connections. Nothing is lost; try again in a minute.',
      options,
    );
  }
  if (NOT_FOUND.test(code)) {
    return new StateError(
      'refused',
      'There is no such database: correct the host and the name in DATABASE_URL, or create it with createdb.',
      options,
    );
  }
  if (REFUSED.test(code) || /password must be a string|SASL/i.test(error.message)) {
    return new StateError(
      'refused',
      'PostgreSQL does not let this user in, or not far enough: correct the user and the password in DATABASE_URL, or let the user create and change tables there.',
      options,
    );
  }
  if (FULL.test(code)) {
    return new StateError('full', 'The disk or the memory of the database server is full: free some space.', options);
  }
  if (DAMAGED.test(code)) {
    return new StateError(
      'damaged',
      'The database is damaged: stop the bot and restore a backup made by pg_dump.',
      options,
    );
  }
  if (BUSY.test(code)) {
    return new StateError('busy', 'The database is too busy for this just now: try again in a minute.', options);
  }
  return error;
}

/** A server is backed up by a tool of its own, which is of the same version. */
export function serverBackup(): UserError {
  return new UserError(
    'The database is a PostgreSQL server: back it up with its own tool, pg_dump --format=custom --file=dossier.dump "$DATABASE_URL", and restore with pg_restore.',
  );
}
