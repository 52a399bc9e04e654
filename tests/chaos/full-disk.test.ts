import { afterEach, expect, it } from 'vitest';
import { Scene } from './scene.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

/** Some pages of the database's log of what is written, and no more: each copy begins it anew. */
const BLOCKS = 160;

it('a disk that is full makes a copy wait and complain, and no digest is lost or repeated once there is room', async () => {
  const made = await Scene.open({ seed: 51, copies: 1 });
  scene = made;
  await begun(made, 16);
  const [copy] = made.copies;
  if (!copy) throw new Error('no copy');
  await anHour(made);
  made.folder.work({ added: 12, edited: 4, removed: 0 });
  await made.allArrived();
  await copy.kill();

  copy.fileBlocks = BLOCKS;
  await copy.start();
  made.nextHour();
  await made.until(
    () => /The (disk that holds the )?database[^"]*(is full|cannot be written)/.test(copy.log()),
    () => 'the disk never was full',
  );
  expect(copy.isAlive).toBe(true);
  await copy.kill();

  copy.fileBlocks = undefined;
  await copy.start();
  await made.settled();
  await expectWhole('a full disk', made);
}, 300_000);
