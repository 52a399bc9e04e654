import { expect, it } from 'vitest';
import type { Beat } from '../../src/digests/beat.ts';
import { forgetDeliveries } from '../../src/digests/forget-deliveries.ts';
import type { Pause } from '../../src/kernel/pause.ts';
import type { DigestId } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { databasesOf, newDigest, START } from '../state/databases.ts';
import { noLogger, type LoggedFault } from './delivering/quiet-logger.ts';
import { VirtualTime } from './delivering/virtual-time.ts';

const databases = databasesOf('sqlite');

let copies = 0;
/** Of so many days before, one each. */
async function deliverDaily(state: State, digest: DigestId, days: number): Promise<void> {
  for (let day = -days; day < 0; day += 1) {
    const slot = START.add({ hours: 24 * day });
    const claim = await state.deliveries.claim({ digest, slot }, { holder: 'one', now: slot, leaseMs: 60_000 });
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    await state.deliveries.finish(claim.lease, { state: 'skipped' }, slot);
  }
}

function copyOf(state: State, clock: VirtualTime, { pause = clock.pause }: { readonly pause?: Pause } = {}) {
  const beats: (() => Promise<void>)[] = [];
  const faults: LoggedFault[] = [];
  const beat: Beat = (task) => {
    beats.push(task);
    return Promise.resolve({ stop: () => void beats.splice(0) });
  };
  const parts = { state: () => Promise.resolve(state), clock, pause, logger: noLogger(faults), beat };
  const forgetting = forgetDeliveries({ ...parts, holder: `copy ${(copies += 1)}` });
  return { forgetting, faults, beat: async () => Promise.all(beats.map((task) => task())) };
}

const count = async (state: State, digest: DigestId) => (await state.deliveries.history(digest, 1000)).length;

it('keeps ninety days, and looks once a day, whichever copy it is', async () => {
  const state = await databases.fresh();
  const digest = await newDigest(state);
  await deliverDaily(state, digest, 100);
  const clock = new VirtualTime(START.add({ hours: 1 }).toString());
  const [one, two] = [copyOf(state, clock), copyOf(state, clock)];
  await one.forgetting.start();
  await two.forgetting.start();
  await one.beat();
  expect(await count(state, digest)).toBe(89);
  clock.move({ hours: 23 });
  await Promise.all([one.beat(), two.beat()]);
  expect(await count(state, digest)).toBe(89);
  clock.move({ hours: 1, seconds: 1 });
  await Promise.all([two.beat(), one.beat()]);
  expect(await count(state, digest)).toBe(88);
  await Promise.all([one.forgetting.stop(), two.forgetting.stop()]);
  expect([...one.faults, ...two.faults]).toEqual([]);
});

it('leaves what it has not come to at its end to whoever starts next', async () => {
  const state = await databases.fresh();
  const digests = [await newDigest(state), await newDigest(state)];
  for (const digest of digests) await deliverDaily(state, digest, 100);
  const clock = new VirtualTime(START.toString());
  const paused = Promise.withResolvers<void>();
  const pause: Pause = (_ms, signal) => {
    paused.resolve();
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))));
  };
  const copy = copyOf(state, clock, { pause });
  await copy.forgetting.start();
  const beating = copy.beat();
  await paused.promise;
  await copy.forgetting.stop();
  await copy.forgetting.stop();
  await beating;
  expect(copy.faults).toEqual([]);
  const counts = async () => new Set(await Promise.all(digests.map((digest) => count(state, digest))));
  expect(await counts()).toEqual(new Set([100, 90]));
  const next = copyOf(state, clock);
  await next.forgetting.start();
  await next.beat();
  expect(await counts()).toEqual(new Set([90]));
});

it('says once that the database is away, and goes on when it answers again', async () => {
  const state = await databases.fresh();
  const digest = await newDigest(state);
  await deliverDaily(state, digest, 100);
  let isAway = true;
  const { leases } = state;
  const take: typeof leases.take = (...asked) =>
    isAway ? Promise.reject(new StateError('away', 'The database does not answer.')) : leases.take(...asked);
  const copy = copyOf({ ...state, leases: { ...leases, take } }, new VirtualTime(START.toString()));
  await copy.forgetting.start();
  await copy.beat();
  await copy.beat();
  expect(copy.faults).toHaveLength(1);
  isAway = false;
  await copy.beat();
  expect(await count(state, digest)).toBe(90);
});
