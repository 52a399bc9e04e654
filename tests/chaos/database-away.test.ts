import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { startPostgres, type Postgres } from './postgres.ts';
import { Scene } from './scene.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

let scene: Scene | undefined;
let postgres: Postgres | undefined;
afterEach(async () => {
  await scene?.close();
  await postgres?.end();
  scene = postgres = undefined;
});

it('a database that goes away and comes back in the middle of posting costs time, and no digest', async () => {
  const server = await startPostgres();
  postgres = server;
  let posts = 0;
  const isStopped = Promise.withResolvers<void>();
  const made = await Scene.open({
    seed: 11,
    copies: 3,
    databaseUrl: await server.freshDatabase(),
    fateOf: () => {
      posts += 1;
      // Just when a platform has taken something that is still to be recorded.
      return posts === 4 ? { after: async () => (await stopped(), 'go on' as const) } : undefined;
    },
  });
  scene = made;
  async function stopped(): Promise<void> {
    await server.stop();
    isStopped.resolve();
  }

  await begun(made);
  await anHour(made, async () => {
    await isStopped.promise;
    await expect(made.state.check()).rejects.toMatchObject({ trouble: 'away' });
    await wait(1000);
    await server.start();
  });
  await expectWhole('a database that goes away', made);
  expect(made.copies.map(({ starts }) => starts)).toEqual([1, 1, 1]);
}, 300_000);
