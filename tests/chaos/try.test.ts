import { expect, it } from 'vitest';
import { problemsOf } from './check-history.ts';
import { historyOf, outcomeOf } from './read-history.ts';
import { Scene } from './scene.ts';
import { tableOf } from './tally.ts';

it('tries', async () => {
  const scene = await Scene.open({ seed: 1, copies: 1 });
  try {
    scene.folder.work({ added: 10, edited: 0, removed: 0 });
    await scene.addDigests(12);
    await Promise.all(scene.copies.map((copy) => copy.start()));
    console.log('started', performance.now() - scene.startedMs);
    await scene.allArrived();
    for (let hour = 0; hour < 3; hour += 1) {
      scene.nextHour();
      await scene.settled();
      console.log('settled', performance.now() - scene.startedMs);
      scene.folder.work({ added: 4, edited: 2, removed: 1 });
      await scene.allArrived();
    }
    scene.nextHour();
    await scene.settled();
    const history = await historyOf(scene);
    console.log(tableOf([outcomeOf('try', scene, history)]));
    console.log(scene.logs());
    expect(problemsOf(history)).toEqual([]);
    expect(scene.platforms.flatMap((one) => one.unexpected())).toEqual([]);
  } finally {
    await scene.close();
  }
}, 120_000);
