import { afterEach, expect, it } from 'vitest';
import { seededRandom } from '../fixtures/random.ts';
import { Reaper } from './reaper.ts';
import { Scene } from './scene.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

it('where the bot may not read what it posted, it sends nothing twice and tells of its doubt in the history', async () => {
  const reapers: Reaper[] = [];
  const made = await Scene.open({
    seed: 41,
    copies: 1,
    canLook: false,
    fateOf: (sender) => reapers[0]?.fateOf(sender),
  });
  scene = made;
  await begun(made);
  const killing = new Reaper({ random: seededRandom(41), kills: 4, tally: made.tally });
  reapers.push(killing);
  await anHour(made, () =>
    made.until(
      () => killing.left === 0,
      () => `${killing.left} are still to be killed`,
    ),
  );
  await killing.idle();
  const { digests } = await expectWhole('platforms that cannot be asked', made);

  const doubted = digests.filter(({ deliveries }) => deliveries.some(({ state }) => state === 'unknown'));
  expect(doubted.length).toBeGreaterThan(0);
  made.clock.stand();
  const slack = made.platforms.find(({ kind }) => kind === 'slack');
  const onSlack = doubted.filter(({ channel }) => slack?.channels.includes(channel));
  for (const { id } of onSlack) {
    const name = made.digests.find((one) => one.id === id)?.name;
    expect(await slack?.ask('digest', `history "${name}"`)).toMatch(/nobody can tell[^]*look into the channel/);
  }
  expect(onSlack.length).toBeGreaterThan(0);
}, 300_000);
