import { spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allIds, brief, idsOf, subject, TestCorpus } from './folder.ts';

let folder: TestCorpus;
beforeEach(() => {
  folder = new TestCorpus();
  for (let n = 0; n < 600; n++) {
    folder.write(
      `brief-${n}.json`,
      brief({ places: n % 2 ? ['aleppo'] : ['eastern-aleppo'], actors: [`Person ${n % 9}`] }),
    );
  }
});
afterEach(() => folder.end());

/** Opens the corpus in a process of its own, syncs, and prints what it finds. */
function otherProcess(): Promise<{ readonly briefs: number; readonly actors: number }> {
  const child = spawn(process.execPath, [
    new URL('./sync-once.ts', import.meta.url).pathname,
    folder.briefsDir,
    folder.dataDir,
  ]);
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out) as { briefs: number; actors: number });
      else reject(new Error(err));
    });
  });
}

test('two processes build the same index at the same time, and both answer from it', async () => {
  const here = folder.open();
  const [first, second] = await Promise.all([otherProcess(), otherProcess(), here.sync()]);
  expect(first).toEqual({ briefs: 600, actors: 10 });
  expect(second).toEqual(first);
  expect(allIds(here.corpus)).toHaveLength(600);
  expect(here.corpus.subject(subject('syria'))).toMatchObject({ briefs: 600 });
  expect(here.corpus.state().problems).toEqual([]);
}, 60_000);

test('what another process took into service is seen at once', async () => {
  const here = await folder.synced();
  const before = here.corpus.revision();
  folder.write('late.json', brief({ published: '2020-01-01', topics: ['ceasefire'] }));
  await otherProcess();
  expect(here.corpus.revision()).toBeGreaterThan(before);
  expect(idsOf(here.corpus.briefs({ limit: 1 }))).toEqual(['late']);
}, 60_000);

test('a process that finds everything current changes nothing', async () => {
  const here = await folder.synced();
  const before = here.corpus.revision();
  await otherProcess();
  expect(here.corpus.revision()).toBe(before);
}, 60_000);
