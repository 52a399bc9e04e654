import { spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { TestCorpus } from './folder.ts';

let folder: TestCorpus;
afterEach(() => folder.end());

/** Makes the same new index again and again in each of several processes, which begin a round together. */
const MAKER = `
import { join } from 'node:path';
import { ensureIndex } from ${JSON.stringify(new URL('../../../src/corpus/index/index-file.ts', import.meta.url).href)};
const dir = process.argv.at(-1);
process.on('message', (round) => {
  try {
    ensureIndex(join(dir, String(round)), 0);
    process.send('made');
  } catch (error) {
    process.send(String(error));
  }
});
process.send('ready');
`;

test('many processes that make the same new index at once all get it', async () => {
  folder = new TestCorpus();
  const makers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', MAKER, 'x', folder.dataDir], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const said = async () => Promise.all(makers.map((maker) => new Promise((resolve) => maker.once('message', resolve))));
  try {
    expect(await said()).toEqual(makers.map(() => 'ready'));
    for (let round = 0; round < 60; round += 1) {
      const answers = said();
      for (const maker of makers) maker.send(round);
      expect(await answers, `round ${round}`).toEqual(makers.map(() => 'made'));
    }
  } finally {
    for (const maker of makers) maker.kill();
  }
}, 60_000);
