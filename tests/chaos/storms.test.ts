import { afterEach, expect, it } from 'vitest';
import { seededRandom } from '../fixtures/random.ts';
import { Scene } from './scene.ts';
import { fateIn, STORMS } from './storms.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

it.each(STORMS)(
  'every second post meets %s, and each comes once',
  async (storm) => {
    const random = seededRandom(STORMS.indexOf(storm));
    let isStormy = true;
    let struck = 0;
    const made = await Scene.open({
      seed: 3,
      copies: 1,
      fateOf(_sender, { kind }) {
        const fate = isStormy ? fateIn(storm, kind, random) : undefined;
        if (fate) struck += 1;
        return fate;
      },
    });
    scene = made;
    await begun(made);
    await anHour(made);
    isStormy = false;
    await expectWhole(storm, made);
    expect(struck).toBeGreaterThan(10);
  },
  300_000,
);
