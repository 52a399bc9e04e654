import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/kernel/errors.ts';
import { allIds, brief, briefId, TestCorpus } from './folder.ts';

let folder: TestCorpus;
let file: string;

beforeEach(async () => {
  folder = new TestCorpus();
  for (let n = 0; n < 40; n++) {
    folder.write(`brief-${n}.json`, brief({ headline: `Number ${n}`, summary: 'word '.repeat(100).trim() }));
  }
  file = join(folder.dataDir, 'index.sqlite');
  const { close } = await folder.synced();
  await close();
});
afterEach(() => folder.end());

describe('an index file that is damaged', () => {
  test('is built again where its bytes are no database', async () => {
    writeFileSync(file, 'this is not a database, whatever its name says '.repeat(100));
    const opened = folder.open();
    expect(folder.events).toContainEqual({ kind: 'rebuilding', why: 'the index file was damaged' });
    await opened.sync();
    expect(allIds(opened.corpus)).toHaveLength(40);
  });

  test.each(['fts5', 'detail=full', 'content=', 'unicode61'])(
    'is built again where its schema lost a letter of "%s", which SQLite takes for a mistake in the statement',
    async (words) => {
      const bytes = readFileSync(file);
      // In the schema, which fills the first pages of a file that is as new.
      const at = bytes.indexOf(words);
      bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 0xff;
      writeFileSync(file, bytes);
      const opened = folder.open();
      folder.write('brief-40.json', brief());
      await opened.sync();
      expect(allIds(opened.corpus)).toHaveLength(41);
      expect(folder.events.map(({ kind }) => kind)).toContain('rebuilding');
    },
  );

  test('is built again where somebody removed the whole data folder under a running program', async () => {
    const opened = folder.open();
    await opened.sync();
    rmSync(folder.dataDir, { recursive: true });
    await expect.poll(() => idsOrNone(opened.corpus), { timeout: 10_000 }).toHaveLength(40);
  });

  test('is built again where it was cut short', async () => {
    truncateSync(file, 20_000);
    const opened = folder.open();
    await opened.sync();
    await expect.poll(() => idsOrNone(opened.corpus), { timeout: 10_000 }).toHaveLength(40);
  });

  test('is built again after any bytes of it were changed, and never crashes a reader', async () => {
    const sound = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(sound.length - 1), { minLength: 30, maxLength: 300 }), async (places) => {
        const bytes = Buffer.from(sound);
        for (const at of places) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        // Removed and not cut short: what is mapped into memory somewhere would end the whole process when it is touched.
        for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
        writeFileSync(file, bytes);
        const opened = folder.open();
        for (const ask of [
          () => opened.corpus.search('word', { limit: 50 }),
          () => opened.corpus.state(),
          () => opened.corpus.briefs({ limit: 50 }),
          () => opened.corpus.names.named('washington', 5),
        ]) {
          try {
            ask();
          } catch (error) {
            // Told to the user, and a rebuild is under way.
            expect(error).toBeInstanceOf(UserError);
          }
        }
        await opened.sync();
        await opened.close();
      }),
      // Each step of shrinking builds an index again: the time would run out before it had said what failed.
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);

  test.each([
    ['finds no list of what a brief names', "update spine set postings = 'none'"],
    [
      'is refused by its own rules',
      "create trigger refuse before insert on spine begin select raise(abort, 'not so'); end",
    ],
  ])('is built again where the next change %s', async (_what, harm) => {
    const db = new DatabaseSync(file);
    db.exec(harm);
    db.close();
    folder.write('brief-7.json', brief({ headline: 'Number 7 anew' }));
    const opened = folder.open();
    await opened.sync();
    expect(folder.events).toContainEqual(expect.objectContaining({ kind: 'rebuilding' }));
    expect(allIds(opened.corpus)).toHaveLength(40);
    expect(opened.corpus.brief(briefId('brief-7'))?.headline).toBe('Number 7 anew');
  });

  test('of another version is built again', async () => {
    const db = new DatabaseSync(file);
    db.exec('pragma user_version = 999; drop table brief');
    db.close();
    const opened = folder.open();
    expect(folder.events).toContainEqual({ kind: 'rebuilding', why: 'the index file was made by another version' });
    expect(opened.isCurrent()).toBe(false);
    await opened.sync();
    expect(allIds(opened.corpus)).toHaveLength(40);
  });

  test('that was removed under a running process is built again', async () => {
    const opened = folder.open();
    folder.removeIndex();
    expect(() => opened.corpus.state()).toThrow(UserError);
    await opened.sync();
    expect(opened.corpus.brief(briefId('brief-7'))?.headline).toBe('Number 7');
  });
});

function idsOrNone(corpus: Parameters<typeof allIds>[0]): readonly string[] {
  try {
    return allIds(corpus);
  } catch {
    return [];
  }
}

describe('a data folder', () => {
  test('that cannot be made is a mistake that the user can mend', () => {
    const path = join(folder.root, 'a-file');
    writeFileSync(path, '');
    expect(() => folder.open(join(path, 'data'))).toThrow(/data folder .* cannot be written/);
  });

  test('that may not be written is one too', () => {
    const path = join(folder.root, 'locked');
    mkdirSync(path);
    chmodSync(path, 0o500);
    // The superuser may write anywhere, and then it works.
    if (process.getuid?.() === 0) expect(() => folder.open(path)).not.toThrow();
    else expect(() => folder.open(path)).toThrow(UserError);
    chmodSync(path, 0o700);
  });
});
