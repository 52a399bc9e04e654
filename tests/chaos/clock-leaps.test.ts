import { afterEach, expect, it } from 'vitest';
import { freshDatabase } from '../postgres/database.ts';
import type { Copy } from './copies.ts';
import type { Verdict } from './line.ts';
import { Scene } from './scene.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

const HOUR_MS = 3_600_000;

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

it('a clock that leaps forward and back while digests are posted loses none and repeats none', async () => {
  let posts = 0;
  const made = await Scene.open({
    seed: 21,
    copies: 1,
    fateOf(sender) {
      posts += 1;
      // Three hours ahead in the middle of one post, two of them back in the middle of another one.
      if (posts === 3) return { after: () => (sender.leap(3 * HOUR_MS), 'go on') };
      if (posts === 9) return { before: () => (sender.leap(-2 * HOUR_MS), 'go on') };
      return undefined;
    },
  });
  scene = made;
  await begun(made);
  await anHour(made);
  const [copy] = made.copies;
  copy?.leap(-HOUR_MS);
  // Slots that it dealt with when it was ahead do not come again.
  made.leap(3 * HOUR_MS);
  await expectWhole('a clock that leaps', made);
  expect(posts).toBeGreaterThan(9);
}, 300_000);

it('what a copy posted whose clock ran hours ahead is found by those who take it over', async () => {
  const leaps = [5 * HOUR_MS, -5 * HOUR_MS];
  const doomed = new Set<Copy>();
  const made = await Scene.open({
    seed: 22,
    copies: 3,
    databaseUrl: await freshDatabase(),
    fateOf(sender) {
      // The one that runs ahead dies with posts of which nobody hears; for the one that lags nothing is due.
      if (sender.leapsMs <= 0) return undefined;
      doomed.add(sender);
      return {
        async after(): Promise<Verdict> {
          await sender.kill();
          return 'go on';
        },
      };
    },
  });
  scene = made;
  await begun(made);
  for (const [n, copy] of made.copies.slice(0, 2).entries()) copy.leap(leaps[n] ?? 0);
  await anHour(made, async () => {
    await made.until(
      () => doomed.size === 1 && [...doomed].every(({ isAlive }) => !isAlive),
      () => 'nobody died',
    );
    // What the one that ran ahead had claimed is held until then.
    made.leap(6 * HOUR_MS);
  });
  await expectWhole('copies that disagree about the time', made);
}, 300_000);
