import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../fixtures/random.ts';
import { dossier, emptyFolder, folderWithBriefs, GUARD, Program, write } from './program.ts';
import { spoil } from './spoil.ts';

describe('a data folder that cannot be written', () => {
  it.each(['notes.txt', 'notes.txt/data'])('is told in a sentence that says what to do: %s', async (dataDir) => {
    const folder = folderWithBriefs();
    write(folder, 'notes.txt', 'not a folder');
    const { status, stdout, stderr } = await dossier(folder, [], { env: { DATA_DIR: dataDir } });
    expect(stderr).toBe(
      `The data folder (${dataDir}) cannot be written: let this user write there, or set another folder in the configuration.\n`,
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('not a folder');
  });

  it('is told where it fills up while the index is built, and the next start goes on', async () => {
    const folder = folderWithBriefs();
    // In blocks of 512 bytes: the tables fit, and what belongs into them does not.
    const command = ['sh', '-c', 'ulimit -f 120; exec "$0" "$@"', process.execPath, GUARD] as const;
    const cut = await new Program(folder, ['ask', 'status'], { command }).ended();
    expect(cut.stderr).toMatch(/^The (disk that holds the )?data folder \(data\) .*: .*\.$/m);
    expect(cut.stdout).toBe('');
    expect(cut.status).toBe(1);
    expect((await dossier(folder, ['ask', 'status'])).stdout).toMatch(/2, published[^]*Problems +none/);
  });

  it('is told where there is no room to open the index, which SQLite calls a failure of input and output', async () => {
    // In blocks of 512 bytes: the file of the index is made, and the one that its connections share is not.
    const command = ['sh', '-c', 'ulimit -f 20; exec "$0" "$@"', process.execPath, GUARD] as const;
    const { stdout, stderr, status } = await new Program(folderWithBriefs(), ['ask', 'status'], { command }).ended();
    expect(stderr).toBe(
      'The disk that holds the data folder (data) is full: free some space. What was in service stays so.\n',
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('is made where it does not exist yet, with the folders above it', async () => {
    const folder = folderWithBriefs();
    expect((await dossier(folder, ['ask', 'status'], { env: { DATA_DIR: 'new/in/new' } })).status).toBe(0);
    expect(readdirSync(join(folder, 'new/in/new'))).toContain('index.sqlite');
  });
});

describe('an index that was damaged between two runs', () => {
  const index = 'data/index.sqlite';
  const damage: Readonly<Record<string, (folder: string) => void>> = {
    'random bytes in the place of it': (folder) => write(folder, index, randomFrom(1, 100_000)),
    'random bytes in the middle': (folder) => {
      const bytes = readFileSync(join(folder, index));
      bytes.set(randomFrom(2, 8192 * 20), 8192 * 5);
      writeFileSync(join(folder, index), bytes);
    },
    'random bytes in all of its files': (folder) => {
      for (const name of readdirSync(join(folder, 'data'))) write(folder, `data/${name}`, randomFrom(3, 50_000));
    },
    'cut off': (folder) => truncateSync(join(folder, index), 9000),
    'of no length': (folder) => truncateSync(join(folder, index), 0),
    gone: (folder) => rmSync(join(folder, index)),
    'without one of its tables': (folder) => spoil(folder, (db) => db.exec('drop table brief')),
    'of another version': (folder) => spoil(folder, (db) => db.exec('pragma user_version = 999')),
  };

  // Built once, and copied for each.
  const kept = mkdtempSync(join(tmpdir(), 'dossier-kept-'));
  let sound = '';
  beforeAll(async () => {
    const folder = folderWithBriefs();
    sound = (await dossier(folder, ['ask', 'brief aleppo'])).stdout;
    cpSync(folder, kept, { recursive: true, preserveTimestamps: true });
  });
  afterAll(() => {
    rmSync(kept, { recursive: true });
  });

  it.each(Object.keys(damage))('is built anew, and the question is answered: %s', async (how) => {
    const folder = emptyFolder();
    cpSync(kept, folder, { recursive: true, preserveTimestamps: true });
    damage[how]?.(folder);
    const { status, stdout, stderr } = await dossier(folder, ['ask', 'brief aleppo']);
    expect(stdout).toBe(sound);
    expect(status).toBe(0);
    for (const line of stderr.split('\n').filter((text) => text !== '')) {
      expect(JSON.parse(line), 'a warning at the most').toMatchObject({ level: 40, msg: 'the index is being rebuilt' });
    }
  });

  it('is left alone where a folder has its name, because the folder may hold anything', async () => {
    const folder = folderWithBriefs();
    mkdirSync(join(folder, index, 'precious'), { recursive: true });
    const { status, stdout, stderr } = await dossier(folder, ['ask', 'status']);
    expect(stderr).toMatch(/^The data folder \(data\) cannot be written: .*\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(statSync(join(folder, index, 'precious')).isDirectory()).toBe(true);
  });
});

describe('an index that is damaged while the program runs', () => {
  it('is built anew, and what is asked meanwhile is answered or told to be asked again', async () => {
    const folder = folderWithBriefs();
    const program = new Program(folder);
    await program.askUntil('status', /2, published/);
    spoil(folder, (db) => db.exec('drop table brief'));
    expect(await program.ask('story 2016-11-29-swap')).toMatch(
      /being\s+built\s+again:\s+ask\s+again|Moscow denies a swap/,
    );
    await program.askUntil('story 2016-11-29-swap', /Moscow denies a swap/);
    program.child.stdin?.end();
    expect((await program.ended()).status).toBe(0);
  });

  it('may be taken away, and comes back with the next change of the folder', async () => {
    const folder = folderWithBriefs();
    const program = new Program(folder);
    await program.askUntil('status', /2, published/);
    for (const name of readdirSync(join(folder, 'data'))) rmSync(join(folder, 'data', name));
    write(folder, 'briefs/topics.json', '{ "quokkas": { "name": "Quokkas" } }');
    await program.askUntil('story 2016-11-29-swap', /Moscow denies a swap/);
    program.child.stdin?.end();
    expect((await program.ended()).status).toBe(0);
  });
});

function randomFrom(seed: number, length: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => random.below(256));
}
