import { expect, it } from 'vitest';
import type { DigestId } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { after, describeOverEach, newDigest, sequence, START, TENANT } from './databases.ts';

async function begin(state: State, digest: DigestId, minutes: number) {
  const who = { holder: 'one', now: after(minutes), leaseMs: 60_000 };
  const claim = await state.deliveries.claim({ digest, slot: after(minutes) }, who);
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  return claim.lease;
}

describeOverEach('a look over the database', (databases) => {
  it('counts what is due until somebody begins it, and what is under way until it ends', async () => {
    const state = await databases.fresh();
    const queue = async (minutes: number) => {
      const { digestsDue, deliveriesOpen, noticesHeld } = await state.survey.queue(after(minutes));
      return [digestsDue, deliveriesOpen, noticesHeld];
    };
    expect(await queue(0)).toEqual([0, 0, 0]);
    const digest = await newDigest(state);
    await newDigest(state);
    const paused = await newDigest(state);
    await state.digests.change({ id: paused, revision: 1 }, { status: 'paused' }, START);
    expect(await queue(-1), 'before the slot').toEqual([0, 0, 0]);
    expect(await queue(0)).toEqual([2, 0, 0]);
    const lease = await begin(state, digest, 0);
    expect(await queue(1)).toEqual([1, 1, 0]);
    await state.deliveries.release(lease, after(10), after(1));
    expect(await queue(1), 'what waits for another try is still under way').toEqual([1, 1, 0]);
    const again = await state.deliveries.claim(
      { digest, slot: START },
      { holder: 'two', now: after(11), leaseMs: 60_000 },
    );
    if (again.kind !== 'claimed') throw new Error(again.kind);
    await state.deliveries.finish(again.lease, { state: 'delivered', next: { at: after(60), revision: 1 } }, after(12));
    expect(await queue(12)).toEqual([1, 0, 0]);
  });

  it('counts what is held for those who follow as they get it: all of it in one notice', async () => {
    const state = await databases.fresh();
    const audience = { ...TENANT, kind: 'person', id: 'U1' } as const;
    const channel = { ...audience, kind: 'channel' } as const;
    const held = [
      ...[1, 2].map((n) => ({ audience, seq: sequence(n), subject: 'aleppo' })),
      { audience, seq: sequence(2), subject: 'syria' },
      { audience: channel, seq: sequence(2), subject: 'syria' },
    ];
    const taking = await state.leases.take('notices', { holder: 'one', now: START, ms: 60_000 });
    if (taking.kind === 'held') throw new Error(taking.by);
    const tenure = { lease: taking.lease, ms: 60_000 };
    const from = { seq: sequence(0), at: START };
    await state.newsCursor.begin(tenure, from, START);
    await state.newsCursor.advance(tenure, { from, through: { seq: sequence(2), at: START }, held }, START);
    expect((await state.survey.queue(START)).noticesHeld).toBe(2);
  });

  it('lists what did not get through since a time, the latest first, and never of another community', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state, { name: 'Morning' });
    const other = await state.digests.create(
      {
        platform: TENANT.platform,
        tenant: 'T2',
        channel: 'C9',
        name: 'Theirs',
        definition: {},
        createdBy: 'U9',
        nextAt: START,
        covered: { seq: sequence(0), at: START },
      },
      START,
    );
    for (const [minutes, became] of [
      [0, 'failed'],
      [10, 'delivered'],
      [20, 'unknown'],
      [30, 'skipped'],
      [40, 'failed'],
    ] as const) {
      const lease = await begin(state, digest, minutes);
      await state.deliveries.finish(lease, { state: became, note: `after ${minutes}` }, after(minutes + 1));
    }
    await begin(state, other?.id ?? digest, 50);
    const troubled = await state.survey.troubled(TENANT, after(5), 10);
    expect(troubled.map(({ name, state: became, note }) => [name, became, note])).toEqual([
      ['Morning', 'failed', 'after 40'],
      ['Morning', 'unknown', 'after 20'],
    ]);
    expect(await state.survey.troubled(TENANT, after(5), 1)).toHaveLength(1);
    expect(await state.survey.open(TENANT, 10)).toEqual([]);
    await begin(state, digest, 60);
    expect(await state.survey.open(TENANT, 10)).toEqual([
      expect.objectContaining({
        name: 'Morning',
        digest,
        slot: after(60),
        state: 'claimed',
        attempts: 1,
        holder: 'one',
      }),
    ]);
  });

  it('tells when something last arrived', async () => {
    const state = await databases.fresh();
    expect(await state.survey.lastArrival()).toBeUndefined();
    await state.arrivals.record([{ brief: 'a', hash: '1' }], after(3));
    expect(await state.survey.lastArrival()).toEqual(after(3));
  });
});
