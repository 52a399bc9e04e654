import { expect, test } from 'vitest';
import { explained, indexPath, openWriter } from '../../../src/corpus/index/index-file.ts';
import { openFolder } from '../../../src/corpus/index/open-folder.ts';
import { readAll } from '../../../src/corpus/index/read-ahead.ts';
import { sync, type SyncHost } from '../../../src/corpus/index/sync.ts';
import { UserError } from '../../../src/kernel/errors.ts';
import { allIds, brief, TestCorpus } from './folder.ts';

test('a full disk leaves what was in service, and says what to do', async () => {
  const folder = new TestCorpus();
  folder.write('a.json', brief());
  const { corpus } = await folder.synced();
  for (let n = 0; n < 200; n++) folder.write(`more/brief-${n}.json`, brief({ summary: `word${n} `.repeat(60).trim() }));

  const { briefsDir, dataDir } = folder;
  const db = openWriter(indexPath(dataDir), 0);
  const host: SyncHost = {
    folder: openFolder(briefsDir),
    read: (reads, reading, registers) => readAll(reading, reads, { briefsDir, registers }),
    nowMs: () => 0,
    progress: () => undefined,
    committed: () => undefined,
  };
  const pages = Number(db.prepare('pragma page_count').get()?.['page_count']);
  // SQLite answers as it does for a disk without room.
  db.exec(`pragma max_page_count = ${pages + 5}`);
  const error: unknown = await sync(db, host).catch((thrown: unknown) => explained(thrown, dataDir));
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/full: free some space/);
  expect(allIds(corpus)).toEqual(['a']);

  db.exec('pragma max_page_count = 1000000');
  await sync(db, host);
  db.close();
  expect(allIds(corpus)).toHaveLength(201);
  await folder.end();
});
