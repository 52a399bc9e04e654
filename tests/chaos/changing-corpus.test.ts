import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { freshDatabase } from '../postgres/database.ts';
import { Scene } from './scene.ts';
import { begun, expectWhole } from './troubled.ts';

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

it('briefs that are written, edited and taken away while digests are composed are each told once, by three copies', async () => {
  const made = await Scene.open({ seed: 31, copies: 3, databaseUrl: await freshDatabase() });
  scene = made;
  await begun(made);
  for (let hour = 0; hour < 3; hour += 1) {
    made.nextHour();
    for (let step = 0; step < 12; step += 1) {
      made.folder.work({ added: step % 3 === 0 ? 1 : 0, edited: 1, removed: step % 6 === 5 ? 1 : 0 });
      await wait(30);
    }
    await made.settled();
  }
  await expectWhole('a corpus that changes', made);
  expect(made.folder.briefs.filter(({ codes }) => codes.length > 1).length).toBeGreaterThan(5);
}, 300_000);
