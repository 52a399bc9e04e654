import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open-state.ts';
import { newDigest } from '../state/databases.ts';
import { dossier, emptyFolder, folderWithBriefs, GUARD, Program, write } from './program.ts';

const STATE = 'data/state.sqlite';

/** A folder with a database in which there is a digest. */
async function folderWithState(): Promise<string> {
  const folder = emptyFolder();
  const state = await openState({ file: join(folder, STATE) });
  await newDigest(state, { name: 'Morning' });
  await state.close();
  return folder;
}

async function namesIn(file: string): Promise<readonly string[]> {
  const state = await openState({ file });
  const all = await state.digests.list({ platform: 'chat', tenant: 'T1' });
  await state.close();
  return all.map(({ name }) => name);
}

describe('dossier backup', () => {
  it('copies the database to a path that is seen from here, and says where it is', async () => {
    const folder = await folderWithState();
    mkdirSync(join(folder, 'backups'));
    const { status, stdout, stderr } = await dossier(folder, ['backup', 'backups/today.sqlite']);
    expect([status, stderr]).toEqual([0, '']);
    const to = join(folder, 'backups', 'today.sqlite');
    expect(stdout).toMatch(/^Copied \S+data\/state\.sqlite to \S+backups\/today\.sqlite \(\d+ KB\)\.\n$/);
    expect(stdout).toContain(to);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(await namesIn(to)).toEqual(['Morning']);
  });

  it('takes the place of an older backup, which a nightly one does', async () => {
    const folder = await folderWithState();
    expect((await dossier(folder, ['backup', 'it.sqlite'])).status).toBe(0);
    const state = await openState({ file: join(folder, STATE) });
    await newDigest(state, { name: 'Evening' });
    await state.close();
    const { stdout } = await dossier(folder, ['backup', 'it.sqlite']);
    expect(stdout).toMatch(/, in the place of an older backup\.\n$/);
    expect(await namesIn(join(folder, 'it.sqlite'))).toEqual(['Evening', 'Morning']);
    expect(readdirSync(folder).toSorted()).toEqual(['data', 'it.sqlite']);
  });

  it('copies while the bot runs, and what is put back is what the bot then has', async () => {
    const folder = folderWithBriefs();
    const state = await openState({ file: join(folder, STATE) });
    await newDigest(state, { name: 'Before' });
    const program = new Program(folder);
    await program.ask('status');
    expect((await dossier(folder, ['backup', 'it.sqlite'])).status).toBe(0);
    await newDigest(state, { name: 'After' });
    await state.close();
    expect(await program.ask('status')).toContain('Briefs');
    program.child.stdin?.end();
    expect((await program.ended()).status).toBe(0);
    // As the README says it.
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${STATE}${suffix}`), { force: true });
    cpSync(join(folder, 'it.sqlite'), join(folder, STATE));
    expect(await namesIn(join(folder, STATE))).toEqual(['Before']);
  });

  it.each([
    ['a file that is something else', 'notes.txt', /notes\.txt is there already, and it is no backup of Dossier/],
    ['a folder', 'data', /data is a folder: name a file in it, such as \S+data\/dossier\.sqlite\./],
    ['a folder by its slash', 'new/', /new is a folder: name a file in it/],
    [
      'a folder that is not there',
      'no/such/it.sqlite',
      /There is no folder \S+no\/such: make it, or name another file\./,
    ],
    ['a file in a file', 'notes.txt/it.sqlite', /There is no folder \S+notes\.txt: make it/],
    ['the database itself', STATE, /A backup cannot take the place of the database itself/],
    ['another database', 'other.sqlite', /other\.sqlite is there already, and it is no backup of Dossier/],
  ])('writes nothing to %s, and says what to do', async (_, to, sentence) => {
    const folder = await folderWithState();
    write(folder, 'notes.txt', 'mine');
    write(folder, 'other.sqlite', `SQLite format 3\0${'\0'.repeat(100)}`);
    const { status, stdout, stderr } = await dossier(folder, ['backup', to]);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([status, stdout]).toEqual([1, '']);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    expect(await namesIn(join(folder, STATE))).toEqual(['Morning']);
  });

  it('says that there is nothing to copy, and makes no database where there is none', async () => {
    const folder = emptyFolder();
    const { status, stderr } = await dossier(folder, ['backup', 'it.sqlite']);
    expect(stderr).toMatch(/^There is no database at \S+data\/state\.sqlite: [^\n]*DATA_DIR[^\n]*\n$/);
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves an older backup as it was where there is no room for another', async () => {
    const folder = await folderWithState();
    await dossier(folder, ['backup', 'it.sqlite']);
    const before = readFileSync(join(folder, 'it.sqlite'));
    // In blocks of 512 bytes: more than what is needed to read the database, and less than what it has.
    const command = ['sh', '-c', 'ulimit -f 80; exec "$0" "$@"', process.execPath, GUARD] as const;
    const { status, stdout, stderr } = await new Program(folder, ['backup', 'it.sqlite'], { command }).ended();
    expect(stderr).toMatch(/^(There is no room for the|The) backup \(\S+it\.sqlite\)[^\n]*\n$/);
    expect([status, stdout]).toEqual([1, '']);
    expect(readFileSync(join(folder, 'it.sqlite')).equals(before)).toBe(true);
    expect(existsSync(join(folder, 'it.sqlite.unfinished'))).toBe(false);
  });

  it('says of a database that is damaged that it is, and keeps the older backup', async () => {
    const folder = await folderWithState();
    await dossier(folder, ['backup', 'it.sqlite']);
    const before = readFileSync(join(folder, 'it.sqlite'));
    write(folder, STATE, Buffer.concat([before.subarray(0, 100), Buffer.alloc(before.length - 100, 7)]));
    const { status, stderr } = await dossier(folder, ['backup', 'it.sqlite']);
    expect(stderr).toMatch(/^The database \(\S+data\/state\.sqlite\) is damaged: [^\n]*\n$/);
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'it.sqlite')).equals(before)).toBe(true);
  });

  it('names the tool for a server, without a word to it', async () => {
    const env = { DATABASE_URL: 'postgres://dossier:open-sesame@127.0.0.1:1/dossier' };
    const { status, stdout, stderr } = await dossier(emptyFolder(), ['backup', 'it.sqlite'], { env });
    expect(stderr).toMatch(/^The database is a PostgreSQL server: [^\n]*pg_dump[^\n]*pg_restore\.\n$/);
    expect(stderr).not.toContain('sesame');
    expect([status, stdout]).toEqual([1, '']);
  });

  it('without a file is a command line that is wrong', async () => {
    const { status, stderr } = await dossier(emptyFolder(), ['backup']);
    expect(stderr).toMatch(/^Name one file: dossier backup dossier\.sqlite\.\n/);
    expect(status).toBe(2);
  });
});
