import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeOverEach, type EngineName } from '../../state/databases.ts';
import { Life, type Accident } from './mortal.ts';
import type { Mishap } from './room.ts';
import { briefsIn, LEASE_MS, World } from './world.ts';

const RUNS: Readonly<Record<EngineName, number>> = { sqlite: 40, postgres: 15 };

const accident: fc.Arbitrary<Accident> = fc.record({
  kind: fc.constantFrom('die' as const, 'die' as const, 'database away' as const),
  after: fc.nat(25),
  isDone: fc.boolean(),
});

const mishap: fc.Arbitrary<Mishap | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('throw' as const), store: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unknown' as const), store: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('retry' as const), afterMs: fc.constantFrom(0, 4000, 60_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'refuse' as const }) },
);

const step = fc.record({
  /** Of the copies, those that look for what is due at the same time. */
  copies: fc.subarray([0, 1, 2], { minLength: 1 }),
  arrive: fc.nat(3),
  minutes: fc.constantFrom(1, 5, 11, 11, 60, 700, 1440, -20),
});

const story = fc.record({
  steps: fc.array(step, { minLength: 3, maxLength: 10 }),
  lives: fc.array(fc.array(accident, { maxLength: 3 }), { maxLength: 8 }),
  mishaps: fc.array(mishap, { maxLength: 30 }),
  canBeAsked: fc.boolean(),
  layout: fc.constantFrom('message' as const, 'threads' as const),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Copies of the bot that die at any moment and are begun anew; at the end one that lives puts all of it right. */
async function live(world: World, { steps, lives, mishaps, canBeAsked, layout }: Story) {
  const digests = [await world.digest({ layout }), await world.digest({ channel: 'C2', layout: 'message' })];
  world.room.canBeAsked = canBeAsked;
  const coming = [...mishaps];
  world.room.onPost = () => coming.shift();
  const next = [...lives];
  let born = 0;
  const begin = () => {
    const life = new Life(next.shift() ?? []);
    return { life, copy: world.copy(`copy ${++born}`, life.through) };
  };
  const copies = [begin(), begin(), begin()];
  world.time.move({ minutes: 30 });
  for (const { copies: which, arrive, minutes } of steps) {
    await world.arrive(arrive);
    await Promise.all(which.map(async (at) => copies[at]?.copy.tick()));
    for (const [at, { life }] of copies.entries()) if (life.isDead) copies[at] = begin();
    world.time.move({ minutes });
  }
  world.room.onPost = () => undefined;
  const last = world.copy('the last');
  for (let days = 0; days < 3; days++) {
    world.time.move({ hours: 24 });
    for (let tries = 0; tries < 4; tries++) {
      await last.tick();
      world.time.move({ milliseconds: LEASE_MS + 1 });
    }
  }
  return digests;
}

/** Nothing went wrong that leaves a page refused or unknown: a platform that can be asked, and is asked within a day. */
function isSpared({ mishaps, steps }: Story): boolean {
  const minutes = steps.reduce((sum, one) => sum + Math.max(one.minutes, 0), 0);
  return minutes < 1380 && mishaps.every((one) => one?.kind !== 'refuse' && one?.kind !== 'unknown');
}

describeOverEach('copies of the bot that die and are begun anew', (databases, engine) => {
  it('lose nothing, and post nothing twice: what nobody can tell of is recorded as unknown', async () => {
    const state = await databases.fresh();
    await fc.assert(
      fc.asyncProperty(story, async (one) => {
        const earlier = await state.digests.list({ platform: 'chat', tenant: 'T1' });
        await Promise.all(earlier.map(async ({ id }) => state.digests.remove(id)));
        const world = new World(state);
        const before = await state.arrivals.last();
        const digests = await live(world, one);
        const arrived = (await state.arrivals.last()) - before;
        expect(world.room.violations).toEqual([]);

        for (const [at, digest] of digests.entries()) {
          const history = await state.deliveries.history(digest, 1000);
          expect(history.filter((delivery) => delivery.finishedAt === undefined)).toEqual([]);
          expect((await world.stored(digest)).covered.seq).toBe(await state.arrivals.last());

          const posts = world.room.in(`channel:C${at + 1}`);
          const keys = posts.map(({ key }) => key);
          expect(keys).toHaveLength(new Set(keys).size);
          // A brief is there once, unless some page that said it was refused or may be there.
          const counts = new Map<number, number>();
          for (const brief of posts.flatMap(({ content }) => briefsIn(content))) {
            counts.set(brief, (counts.get(brief) ?? 0) + 1);
          }
          expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
          const pages = await Promise.all(history.map(async ({ slot }) => state.deliveries.pages(digest, slot)));
          const told = pages.flat().filter(({ state: as }) => as === 'rejected' || as === 'unknown');
          const missing = arrived - counts.size;
          // Each page says two briefs at most.
          expect(missing).toBeLessThanOrEqual(told.length * 2);
          if (one.canBeAsked && isSpared(one)) expect(told).toEqual([]);
        }
      }),
      { numRuns: RUNS[engine] },
    );
  }, 300_000);
});
