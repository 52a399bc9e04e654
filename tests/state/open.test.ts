import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/kernel/errors.ts';
import { migrate } from '../../src/state/migrate.ts';
import { migrations } from '../../src/state/migrations/all.ts';
import { openState } from '../../src/state/open-state.ts';
import { sqliteEngine } from '../../src/state/sqlite/engine.ts';
import { StateError } from '../../src/state/state-error.ts';
import type { Tables } from '../../src/state/tables.ts';
import { freshDatabase } from '../postgres/database.ts';
import { onServer } from '../postgres/on-server.ts';
import { describeOverEach, newDigest, START, TENANT } from './databases.ts';

/** What opening a place throws. */
async function refusal(place: Parameters<typeof openState>[0]): Promise<unknown> {
  return openState(place).then(
    (state) => state.close(),
    (error: unknown) => error,
  );
}

describeOverEach('a database', (databases) => {
  it('is made where there is none, and keeps what it was given when it is opened again', async () => {
    const place = await databases.place();
    const first = await databases.open(place);
    const digest = await newDigest(first, { name: 'Morning' });
    await first.close();
    await first.close();
    const again = await databases.open(place);
    await again.check();
    expect(await again.digests.find(digest)).toMatchObject({ ...TENANT, name: 'Morning', nextAt: START, revision: 1 });
  });

  it('that a newer version has changed is refused, and left as it is', async () => {
    const place = await databases.place();
    await (await databases.open(place)).close();
    const statement =
      "insert into dossier_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')";
    if ('file' in place) new DatabaseSync(place.file).exec(statement);
    else await onServer(place.url, statement);
    const error = await refusal(place);
    expect(error).toMatchObject({ trouble: 'newer' });
    expect(String(error)).toMatch(/made by a newer version of Dossier \(it holds "9999-later"\): start that version/);
  });

  it('fails a call after it was closed, and does not hang', async () => {
    const state = await databases.fresh();
    await state.close();
    await expect(state.check()).rejects.toThrow();
  });
});

describe('a database in a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dossier-state-'));
    file = join(folder, 'state.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function made(): Promise<void> {
    const state = await openState({ file });
    for (let n = 0; n < 50; n++) await newDigest(state);
    await state.close();
  }

  it('is made with the folders above it, for its own user alone', async () => {
    file = join(folder, 'new', 'in', 'state.sqlite');
    await made();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['bytes that are no database', () => writeFileSync(file, 'this is not a database '.repeat(1000))],
    ['a file that was cut short', () => truncateSync(file, 20_000)],
    ['bytes changed in the middle', () => spoilMiddle(file)],
    ['a file that was emptied beside its journal', () => emptyBesideJournal(file)],
  ])('is refused, and not touched, with %s', async (_what, spoil) => {
    await made();
    spoil();
    const before = readFileSync(file);
    const error = await refusal({ file });
    expect(error).toBeInstanceOf(StateError);
    expect(error).toMatchObject({ trouble: 'damaged' });
    expect(String(error)).toMatch(/is damaged: stop the bot, move the file away and put a backup in its place/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is not taken for ours where another program made it', async () => {
    const other = new DatabaseSync(file);
    other.exec('create table bookmarks (url text)');
    other.close();
    const error = await refusal({ file });
    expect(error).toMatchObject({ trouble: 'foreign' });
    const again = new DatabaseSync(file);
    expect(again.prepare('select name from sqlite_schema').all()).toMatchObject([{ name: 'bookmarks' }]);
    again.close();
  });

  it('writes what it promises to the disk before it promises it, and holds its rows together', async () => {
    const engine = sqliteEngine(file);
    const db = new Kysely<Tables>({ dialect: engine.dialect });
    const pragma = async (name: string) => (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows;
    expect(await pragma('journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(await pragma('synchronous')).toMatchObject([{ synchronous: 2 }]);
    expect(await pragma('foreign_keys')).toMatchObject([{ foreign_keys: 1 }]);
    await db.destroy();
  });

  it('cannot be where a folder or a file is in the way, and the sentence says so', async () => {
    mkdirSync(file);
    expect(String(await refusal({ file }))).toMatch(
      /cannot be written: let this user write to the file and its folder/,
    );
    writeFileSync(join(folder, 'a-file'), '');
    expect(await refusal({ file: join(folder, 'a-file', 'state.sqlite') })).toMatchObject({ trouble: 'unwritable' });
  });

  it('cannot be in a folder that its user may not write to', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(folder, 0o755);
    chmodSync(locked, 0o555);
    const error = await asSomebodyElse(() => refusal({ file: join(locked, 'state.sqlite') }));
    expect(error).toMatchObject({ trouble: 'unwritable' });
    expect(existsSync(join(locked, 'state.sqlite'))).toBe(false);
  });

  it('that may be read and not written is refused before anything is promised', async () => {
    await made();
    chmodSync(folder, 0o555);
    chmodSync(file, 0o444);
    expect(await asSomebodyElse(() => refusal({ file }))).toMatchObject({ trouble: 'unwritable' });
  });

  it('whose migration fails half-way is as it was before', async () => {
    await made();
    const engine = sqliteEngine(file);
    const db = new Kysely<Tables>({ dialect: engine.dialect });
    const broken = {
      ...migrations,
      '9999-broken': () => ({
        up: async (trx: Kysely<never>) => {
          await trx.schema.createTable('half').addColumn('a', 'text').execute();
          throw new Error('no further');
        },
      }),
    };
    await expect(migrate(db, engine, broken)).rejects.toThrow('no further');
    await db.destroy();
    const raw = new DatabaseSync(file);
    expect(raw.prepare("select name from sqlite_schema where name = 'half'").all()).toEqual([]);
    raw.close();
    await (await openState({ file })).close();
  });
});

describe('a database on a server', () => {
  it.each([
    ['nothing listens there', (url: URL) => (url.port = '1'), 'away', /does not answer: see that PostgreSQL runs/],
    ['the password is wrong', (url: URL) => (url.password = 'wrong-canary'), 'refused', /does not let this user in/],
    ['there is no database of that name', (url: URL) => (url.pathname = '/nowhere'), 'refused', /no such database/],
    ['there is no such host', (url: URL) => (url.hostname = 'nowhere.invalid'), undefined, /DATABASE_URL/],
  ])('says what to do where %s, and no password', async (_why, spoil, trouble, sentence) => {
    const url = new URL(await freshDatabase());
    const { password } = url;
    spoil(url);
    const error = await refusal({ url: url.href });
    expect(error).toBeInstanceOf(StateError);
    if (trouble !== undefined) expect(error).toMatchObject({ trouble });
    expect(String(error)).toMatch(sentence);
    for (const secret of [password, decodeURIComponent(password), 'wrong-canary']) {
      expect(String(error)).not.toContain(secret);
    }
  });

  it.each(['', 'somewhere', 'mysql://a:b@c/d', 'http://a'])('needs an address of one: "%s"', async (url) => {
    const error = await refusal({ url });
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/write it as postgres:\/\/user:password@host:5432\/name/);
  });

  it('may end a connection, or all of them, and the next call goes through another', async () => {
    const url = await freshDatabase();
    const lost: Error[] = [];
    const state = await openState({ url }, (error) => lost.push(error));
    const digest = await newDigest(state);
    const name = new URL(url).pathname.slice(1);
    await onServer(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    );
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    expect(await state.digests.find(digest)).toMatchObject({ id: digest });
    await state.close();
  });
});

/** As a user without rights, where the tests run as root, who may write anywhere. */
async function asSomebodyElse<Result>(run: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

function spoilMiddle(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096, 4096 * 6);
  writeFileSync(file, bytes);
}

function emptyBesideJournal(file: string): void {
  writeFileSync(`${file}-wal`, readFileSync(file));
  truncateSync(file, 0);
}
