import { expect, it } from 'vitest';
import type { Beat } from '../../../src/digests/beat.ts';
import { runDigests, type RunDigestsParts } from '../../../src/digests/run-digests.ts';
import { readDigest } from '../../../src/digests/read-digest.ts';
import { StateError } from '../../../src/state/state-error.ts';
import { describeOverEach } from '../../state/databases.ts';
import { noLogger, type LoggedFault } from './quiet-logger.ts';
import { LEASE_MS, PLATFORM, World } from './world.ts';

/** A beat that beats when it is told to. */
function handBeat() {
  let task: (() => Promise<void>) | undefined;
  const beat: Beat = async (given) => {
    task = given;
    return { stop: () => (task = undefined) };
  };
  return { beat, strike: async () => task?.() };
}

describeOverEach('digests as they run', (databases) => {
  const open = async (more: Partial<RunDigestsParts> = {}) => {
    const world = new World(await databases.fresh());
    const { beat, strike } = handBeat();
    const digests = runDigests({
      state: async () => world.state,
      composer: world.composer,
      lastMark: async (at) => ({ seq: await world.state.arrivals.last(), at }),
      channels: () => new Map([[PLATFORM, world.room]]),
      clock: world.time,
      pause: world.time.pause,
      logger: noLogger(world.faults),
      beat,
      holder: 'one',
      leaseMs: LEASE_MS,
      ...more,
    });
    return { world, digests, strike };
  };

  it('begin with what is due already, and go on with each beat until they are stopped', async () => {
    const { world, digests, strike } = await open();
    await world.digest();
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    await digests.start();
    await expect.poll(() => world.readIn()).toEqual([1]);
    await world.arrive(1);
    world.time.move({ hours: 24 });
    await strike();
    await expect.poll(() => world.readIn()).toEqual([1, 2]);
    await digests.stop();
    await world.arrive(1);
    world.time.move({ hours: 24 });
    await strike();
    expect(world.readIn()).toEqual([1, 2]);
    await digests.stop();
  });

  it('tell once that the database is away, go on when it is back, and tell of it when it goes away again', async () => {
    let isAway = true;
    const { world, digests, strike } = await open({
      state: async () => {
        if (isAway) throw new StateError('away', 'The database does not answer.');
        return world.state;
      },
    });
    await world.digest();
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    await digests.start();
    await strike();
    await strike();
    expect(world.faults).toHaveLength(1);
    expect(world.faults[0]?.fields['incident']).toMatch(/^\w{7}$/);
    isAway = false;
    await strike();
    await expect.poll(() => world.readIn()).toEqual([1]);
    isAway = true;
    await strike();
    expect(world.faults).toHaveLength(2);
    await digests.stop();
  });

  it('go on where the database goes away in the middle of many, and say so once', async () => {
    let isAway = false;
    const { world, digests, strike } = await open();
    const { deliveries } = world.state;
    const claim = deliveries.claim.bind(deliveries);
    Object.assign(deliveries, {
      claim: async (...args: Parameters<typeof claim>) => {
        if (isAway) throw new StateError('away', 'The database does not answer.');
        return claim(...args);
      },
    });
    for (let at = 1; at <= 40; at++) await world.digest({ channel: `C${at}` });
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    world.room.onPost = () => {
      isAway = world.room.posted.length >= 10 && world.time.now().epochMilliseconds < LATER;
      return undefined;
    };
    const LATER = world.time.now().add({ minutes: 1 }).epochMilliseconds;
    await digests.start();
    await expect.poll(() => world.faults.length).toBe(1);
    world.time.move({ minutes: 2 });
    isAway = false;
    await strike();
    await expect.poll(() => world.room.posted.length).toBe(40);
    expect(new Set(world.room.posted.map(({ to }) => to)).size).toBe(40);
    expect(world.faults).toHaveLength(1);
    await digests.stop();
  });

  it('wait for as long as the disk is full, though what is due can be found there, and tell of its end after it', async () => {
    let isFull = true;
    const told: string[] = [];
    const faults: LoggedFault[] = [];
    const { world, digests, strike } = await open({
      logger: { ...noLogger(faults), info: (event) => void told.push(event) },
    });
    const { deliveries } = world.state;
    const claim = deliveries.claim.bind(deliveries);
    let tries = 0;
    Object.assign(deliveries, {
      claim: async (...args: Parameters<typeof claim>) => {
        tries += 1;
        if (isFull) throw new StateError('full', 'The disk that holds the database is full: free some space.');
        return claim(...args);
      },
    });
    await world.digest();
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    await digests.start();
    for (const minute of [1, 2, 3]) {
      await expect.poll(() => tries).toBe(minute);
      await strike();
    }
    await expect.poll(() => tries).toBe(4);
    expect([faults.map(({ error }) => String(error)), told]).toEqual([
      [expect.stringContaining('free some space')],
      [],
    ]);
    isFull = false;
    await strike();
    await expect.poll(() => world.readIn()).toEqual([1]);
    await strike();
    expect(told).toEqual(['the database answers again: digests go on']);
    expect(faults).toHaveLength(1);
    await digests.stop();
  });

  it.each([
    { most: 16, of: 'a community', digests: 40, communities: 1 },
    { most: 128, of: 'a platform', digests: 160, communities: 16 },
  ])('have at most $most of $of on their way at a time', async ({ most, digests: count, communities }) => {
    const { world, digests } = await open();
    for (let at = 1; at <= count; at++) await world.digest({ channel: `C${at}`, tenant: `T${at % communities}` });
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    let [now, highest] = [0, 0];
    const gate = Promise.withResolvers<void>();
    world.room.onPost = async () => {
      highest = Math.max(highest, ++now);
      await gate.promise;
      now--;
      return undefined;
    };
    await digests.start();
    await expect.poll(() => now).toBe(most);
    gate.resolve();
    await expect.poll(() => world.room.posted.length).toBe(count);
    expect(highest).toBe(most);
    await digests.stop();
  });

  it('of one community do not keep those of another from their time', async () => {
    const { world, digests } = await open();
    for (let at = 1; at <= 20; at++) await world.digest({ channel: `C${at}` });
    await world.digest({ channel: 'D1', tenant: 'T2' });
    await world.arrive(1);
    world.time.move({ minutes: 30 });
    const gate = Promise.withResolvers<void>();
    world.room.onPost = async ({ tenant }) => {
      if (tenant === 'T1') await gate.promise;
      return undefined;
    };
    await digests.start();
    await expect.poll(() => world.readIn('D1')).toEqual([1]);
    expect(world.room.posted).toHaveLength(1);
    gate.resolve();
    await expect.poll(() => world.room.posted.length).toBe(21);
    await digests.stop();
  });

  it('are not held up by one that this version cannot read', async () => {
    const { world, digests } = await open();
    for (let at = 1; at <= 20; at++) {
      const id = await world.digest({ channel: `bad ${at}` });
      await world.state.digests.change(
        await world.stored(id),
        { definition: { from: 'the future' } },
        world.time.now(),
      );
    }
    const id = await world.digest({ channel: 'C1' });
    await world.state.digests.advance(await world.stored(id), world.time.now().add({ minutes: 31 }));
    await world.arrive(1);
    world.time.move({ hours: 25 });
    await digests.start();
    await expect.poll(() => world.readIn()).toEqual([1]);
    await digests.stop();
  });

  it('deliver at once what somebody asks for, once where two ask at the same time', async () => {
    const { world, digests } = await open();
    const digest = readDigest(await world.stored(await world.digest()));
    await world.arrive(1);
    const now = world.time.now();
    const answers = await Promise.all([
      digests.runNow(digest, now),
      digests.runNow(digest, now.add({ milliseconds: 5 })),
    ]);
    expect(answers.filter((answer) => answer === 'busy').length).toBeLessThanOrEqual(1);
    expect(world.readIn()).toEqual([1]);
    await digests.stop();
  });
});
