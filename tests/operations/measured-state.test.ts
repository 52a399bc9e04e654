import { beforeEach, expect, it } from 'vitest';
import { databaseFailed, measuredState } from '../../src/operations/measured-state.ts';
import type { Metrics } from '../../src/metrics.ts';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { after, describeOverEach, newDigest, START } from '../state/databases.ts';

let counted: unknown[];
const metrics: Metrics = {
  asked: () => () => undefined,
  delivered: (...all) => counted.push(['delivered', ...all]),
  arrived: (...all) => counted.push(['arrived', ...all]),
  databaseFailed: (...all) => counted.push(['failed', ...all]),
};
beforeEach(() => {
  counted = [];
});

const WHO = { holder: 'one', now: after(1), leaseMs: 60_000 };

describeOverEach('a database that is measured', (databases) => {
  it('counts a delivery when its end is written down, once, with how late it was', async () => {
    const plain = await databases.fresh();
    const state = measuredState(plain, metrics);
    const digest = await newDigest(state);
    const claim = await state.deliveries.claim({ digest, slot: START }, WHO);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    expect(counted).toEqual([]);
    expect(await state.deliveries.finish(claim.lease, { state: 'delivered' }, after(1.5))).toBe(true);
    expect(counted).toEqual([['delivered', 'delivered', 90_000]]);
    expect(await state.deliveries.finish(claim.lease, { state: 'failed' }, after(2))).toBe(false);
    expect(counted, 'whoever lost the lease has ended nothing').toHaveLength(1);
  });

  it('counts what is recorded for the first time, and nothing twice', async () => {
    const state = measuredState(await databases.fresh(), metrics);
    await state.arrivals.record([{ brief: 'a', hash: '1' }], START);
    await state.arrivals.record([{ brief: 'a', hash: '1' }], START);
    await state.arrivals.record([{ brief: 'a', hash: '2' }], START);
    expect(counted).toEqual([
      ['arrived', 'new', 1],
      ['arrived', 'correction', 1],
    ]);
  });

  it('does all else as before', async () => {
    const plain = await databases.fresh();
    const state = measuredState(plain, metrics);
    await state.check();
    const digest = await newDigest(state, { name: 'Morning' });
    expect(await state.digests.find(digest)).toMatchObject({ name: 'Morning' });
    expect(await state.digests.list({ platform: 'chat', tenant: 'T1' })).toHaveLength(1);
    expect(await state.survey.queue(after(-1))).toEqual({ digestsDue: 0, deliveriesOpen: 0, noticesHeld: 0 });
    for (const name of Object.keys(plain) as (keyof State)[]) {
      expect(Object.keys(state[name]), name).toEqual(Object.keys(plain[name]));
    }
    expect(counted).toEqual([]);
  });

  it('counts each call that fails, in every part of it, and lets the failure through', async () => {
    const state = measuredState(await databases.fresh(), metrics);
    await state.close();
    const calls = [
      () => state.check(),
      () => state.arrivals.last(),
      () => state.arrivals.record([{ brief: 'a', hash: '1' }], START),
      () => state.digests.due(START, 1),
      () => state.survey.queue(START),
      () => state.seen.prune(START),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow();
    expect(counted).toHaveLength(calls.length);
  });
});

it('a trouble of the database is counted by its kind, and a fault as one', () => {
  databaseFailed(new StateError('full', 'Free some space.'), metrics);
  databaseFailed(new TypeError('broken'), metrics);
  expect(counted).toEqual([
    ['failed', 'full'],
    ['failed', undefined],
  ]);
});
