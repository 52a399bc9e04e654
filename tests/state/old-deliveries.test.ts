import { expect, it } from 'vitest';
import type { DigestId } from '../../src/state/ids.ts';
import { KEPT_OF_EACH } from '../../src/state/old-deliveries.ts';
import type { State } from '../../src/state/open-state.ts';
import { after, describeOverEach, newDigest, sequence } from './databases.ts';

const HOUR = 60;
const ALL = 1000;

async function begin(state: State, digest: DigestId, hour: number) {
  const slot = after(hour * HOUR);
  const claim = await state.deliveries.claim({ digest, slot }, { holder: 'one', now: slot, leaseMs: 60_000 });
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  return claim.lease;
}

async function deliver(state: State, digest: DigestId, hour: number): Promise<void> {
  const lease = await begin(state, digest, hour);
  const pages = [1, 2].map((page) => ({ key: `${digest}.${hour}.${page}`, content: 'text' }));
  await state.deliveries.plan(lease, { through: { seq: sequence(hour), at: lease.slot }, pages }, lease.slot);
  await state.deliveries.finish(lease, { state: 'delivered' }, lease.slot);
}

async function forgetAll(state: State, before: Temporal.Instant): Promise<readonly number[]> {
  const portions: number[] = [];
  for (let last: DigestId | undefined; ;) {
    const some = await state.oldDeliveries.forgetSome(last, before);
    if (!some) return portions;
    portions.push(some.forgotten);
    if (some.isAll) last = some.digest;
  }
}

async function hoursOf(state: State, digest: DigestId): Promise<readonly number[]> {
  const history = await state.deliveries.history(digest, ALL);
  return history.map(({ slot }) => slot.since(after(0)).total('hours'));
}

const downFrom = (from: number, count: number) => Array.from({ length: count }, (_, index) => from - index);

describeOverEach('deliveries of long ago', (databases) => {
  it('are forgotten with their pages, but for the latest of each digest', async () => {
    const state = await databases.fresh();
    const [busy, rare] = [await newDigest(state), await newDigest(state)];
    for (let hour = 0; hour < 40; hour += 1) await deliver(state, busy, hour);
    for (let hour = 0; hour < 5; hour += 1) await deliver(state, rare, hour);
    expect(new Set(await forgetAll(state, after(10 * HOUR)))).toEqual(new Set([0, 10]));
    expect(await hoursOf(state, busy), 'of slots since then all are kept').toEqual(downFrom(39, 30));
    expect(await forgetAll(state, after(ALL * HOUR))).toContain(30 - KEPT_OF_EACH);
    expect(await hoursOf(state, busy)).toEqual(downFrom(39, KEPT_OF_EACH));
    expect(await hoursOf(state, rare)).toEqual(downFrom(4, 5));
    expect(await state.deliveries.pages(busy, after(0))).toEqual([]);
    expect(await state.deliveries.pages(busy, after(39 * HOUR))).toHaveLength(2);
    expect(await state.deliveries.pages(rare, after(0))).toHaveLength(2);
  });

  it('go a hundred at a time, and one that somebody still has to end stays', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    for (let hour = 1; hour <= 150 + KEPT_OF_EACH; hour += 1) await deliver(state, digest, hour);
    // By a clock that was put back.
    const open = await begin(state, digest, 0);
    expect(await forgetAll(state, after(ALL * HOUR))).toEqual([100, 50]);
    expect(await hoursOf(state, digest)).toEqual([...downFrom(150 + KEPT_OF_EACH, KEPT_OF_EACH), 0]);
    expect(await state.deliveries.finish(open, { state: 'delivered' }, open.slot)).toBe(true);
  });

  it('are not delivered again once they are forgotten', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    for (let hour = 0; hour < 30; hour += 1) await deliver(state, digest, hour);
    await forgetAll(state, after(ALL * HOUR));
    const who = { holder: 'one', now: after(30 * HOUR), leaseMs: 60_000 };
    const claim = await state.deliveries.claim({ digest, slot: after(0) }, who);
    expect(claim.kind).toBe('passed');
  });
});
