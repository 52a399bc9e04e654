import { expect } from 'vitest';
import { problemsOf } from './check-history.ts';
import type { History } from './history.ts';
import { historyOf, outcomeOf } from './read-history.ts';
import type { Scene } from './scene.ts';
import { tableOf } from './tally.ts';

/** For the tests of one trouble each: small scenes, and the same end for all of them. */

/** A scene with briefs, digests and copies that run. */
export async function begun(scene: Scene, digests = 12): Promise<void> {
  scene.folder.work({ added: 8, edited: 0, removed: 0 });
  await scene.addDigests(digests);
  await Promise.all(scene.copies.map((copy) => copy.start()));
  await scene.allArrived();
}

/** The next hour, with news in it, until all of it is delivered. `meanwhile` happens while it is. */
export async function anHour(
  scene: Scene,
  meanwhile: () => Promise<unknown> | undefined = () => undefined,
): Promise<void> {
  scene.folder.work({ added: 3, edited: 1, removed: 1 });
  await scene.allArrived();
  scene.nextHour();
  await meanwhile();
  await scene.settled();
}

/** One more hour without trouble, and the judgement. Prints what was counted. */
export async function expectWhole(what: string, scene: Scene): Promise<History> {
  await anHour(scene);
  const history = await historyOf(scene);
  const outcome = outcomeOf(what, scene, history);
  process.stdout.write(`\n${tableOf([outcome])}\n`);
  expect(problemsOf(history), what).toEqual([]);
  expect(scene.platforms.flatMap((platform) => platform.unexpected())).toEqual([]);
  return history;
}
