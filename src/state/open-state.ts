import { Kysely, sql } from 'kysely';
import { aroundDialect } from './around-dialect.ts';
import { arrivals, type Arrivals } from './arrivals.ts';
import { audiences, type Audiences } from './audiences.ts';
import { deliveries, type Deliveries } from './deliveries.ts';
import { digests, type Digests } from './digests.ts';
import type { Engine } from './engine.ts';
import { follows, type Follows } from './follows.ts';
import { heldNotices, type HeldNotices } from './held-notices.ts';
import { installations, type Installations } from './installations.ts';
import { leases, type Leases } from './leases.ts';
import { migrate } from './migrate.ts';
import { newsCursor, type NewsCursor } from './news-cursor.ts';
import { notices, type Notices } from './notices.ts';
import { oldDeliveries, type OldDeliveries } from './old-deliveries.ts';
import { postgresEngine } from './postgres/engine.ts';
import { seen, type Seen } from './seen.ts';
import { settings, type Settings } from './settings.ts';
import { sqliteEngine } from './sqlite/engine.ts';
import { survey, type Survey } from './survey.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** A file, for one copy of the bot; or the address of a PostgreSQL database, for any number of them. */
export type StatePlace = { readonly file: string } | { readonly url: string };

/**
 * What must not be lost: who gets which digest and has got it. What was said to be done is on the disk. Every call may throw
 * a `StateError`, where the database cannot do it just now.
 */
export interface State {
  readonly arrivals: Arrivals;
  readonly digests: Digests;
  readonly deliveries: Deliveries;
  readonly oldDeliveries: OldDeliveries;
  readonly follows: Follows;
  readonly heldNotices: HeldNotices;
  readonly audiences: Audiences;
  readonly newsCursor: NewsCursor;
  readonly notices: Notices;
  readonly seen: Seen;
  readonly settings: Settings;
  readonly leases: Leases;
  readonly survey: Survey;
  /** With the keys that seal and open their secrets. */
  installations(vault: Vault): Installations;
  /** Resolves where the database answers. */
  check(): Promise<void>;
  /**
   * A whole and sound copy of the database in `file`, in the place of an older one at once or not at all. While it is made the
   * process does nothing else. @throws UserError where the database is a server, which has its own tool, and says which
   */
  backup(file: string): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the database, makes it where it is missing, and brings its tables up to date.
 * @param lost hears of a connection to a server that ended by itself; another is opened with the next call
 * @throws StateError where it is damaged, newer than this program, or out of reach: the sentence says what to do
 */
export async function openState(place: StatePlace, lost: (error: Error) => void = () => undefined): Promise<State> {
  const engine = 'file' in place ? sqliteEngine(place.file) : postgresEngine(place.url, lost);
  const db = await openTables(engine);
  return {
    arrivals: arrivals(db),
    digests: digests(db),
    deliveries: deliveries(db),
    oldDeliveries: oldDeliveries(db),
    follows: follows(db),
    heldNotices: heldNotices(db),
    audiences: audiences(db),
    newsCursor: newsCursor(db),
    notices: notices(db),
    seen: seen(db),
    settings: settings(db),
    leases: leases(db),
    survey: survey(db),
    installations: (vault) => installations(db, vault),
    check: async () => {
      await sql`select 1`.execute(db);
    },
    backup: (file) => engine.backup(db, file),
    close: () => db.destroy(),
  };
}

async function openTables(engine: Engine): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: aroundDialect(engine.dialect, engine.around) });
  try {
    await migrate(db, engine);
    return db;
  } catch (error) {
    await db.destroy();
    engine.abandon();
    throw error;
  }
}
