import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/kernel/errors.ts';
import { openState, type State } from '../../src/state/open-state.ts';
import { databasesOf, newDigest, sequence, START } from './databases.ts';

describe('a backup of a file', () => {
  let folder: string;
  let file: string;
  let copy: string;
  let state: State;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dossier-backup-'));
    file = join(folder, 'state.sqlite');
    copy = join(folder, 'copy.sqlite');
    state = await openState({ file });
  });
  afterEach(async () => {
    await state.close();
    rmSync(folder, { recursive: true });
  });

  it('is a database that can be opened in the place of the other, for its own user alone', async () => {
    const digest = await newDigest(state, { name: 'Morning' });
    await state.backup(copy);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
    const restored = await openState({ file: copy });
    expect(await restored.digests.find(digest)).toMatchObject({ name: 'Morning', nextAt: START });
    await restored.close();
  });

  it('holds one moment of a database that another writes to all the time', async () => {
    // Each arrival is one transaction, so any moment is a run of numbers without a gap.
    const writer = new Worker(
      `const { workerData } = require('node:worker_threads');
       (async () => {
         const { openState } = await import(workerData.module);
         const state = await openState({ file: workerData.file });
         const at = Temporal.Instant.from('2026-03-01T08:00:00Z');
         for (let n = 0; ; n++) {
           await state.arrivals.record([{ brief: 'a' + n, hash: 'h' }, { brief: 'b' + n, hash: 'h' }], at);
           await new Promise(setImmediate);
         }
       })();`,
      { eval: true, workerData: { file, module: new URL('../../src/state/open-state.ts', import.meta.url).href } },
    );
    let before = 0;
    for (let round = 0; round < 5; round++) {
      await expect.poll(() => state.arrivals.last(), { interval: 5, timeout: 15_000 }).toBeGreaterThan(before + 10);
      await state.backup(copy);
      const restored = await openState({ file: copy });
      const last = await restored.arrivals.last();
      const arrivals = await restored.arrivals.between(sequence(0), last, 1_000_000);
      expect(arrivals.map(({ seq }) => seq)).toEqual(arrivals.map((_, n) => n + 1));
      // Both halves of each transaction.
      expect(last % 2).toBe(0);
      expect(last).toBeGreaterThan(before);
      before = last;
      await restored.close();
    }
    await writer.terminate();
  }, 60_000);

  it('takes the place of an older one only when it is whole', async () => {
    writeFileSync(copy, 'an older backup');
    await state.backup(copy);
    await (await openState({ file: copy })).close();
    const nowhere = join(folder, 'no', 'such', 'folder.sqlite');
    await expect(state.backup(nowhere)).rejects.toMatchObject({ trouble: 'unwritable' });
  });

  it('starts again where the last one was cut off', async () => {
    writeFileSync(`${copy}.unfinished`, 'the half of a backup');
    await state.backup(copy);
    expect(readdirSync(folder)).not.toContain('copy.sqlite.unfinished');
    const restored = await openState({ file: copy });
    await restored.check();
    await restored.close();
  });

  it('never takes the place of the database, under another name either', async () => {
    await newDigest(state);
    symlinkSync(file, join(folder, 'link.sqlite'));
    for (const to of [file, join(folder, '.', 'state.sqlite'), join(folder, 'link.sqlite')]) {
      await expect(state.backup(to)).rejects.toThrow(/cannot take the place of the database itself/);
    }
    await state.check();
  });
});

describe('a backup of a server', () => {
  const databases = databasesOf('postgres');

  it("is made with the server's own tool, and the sentence says how", async () => {
    const state = await databases.fresh();
    const error: unknown = await state.backup('backup.sqlite').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/pg_dump --format=custom --file=dossier\.dump "\$DATABASE_URL"/);
  });
});
