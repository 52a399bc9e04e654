import { expect, it } from 'vitest';
import type { Claim } from '../../src/state/deliveries.ts';
import type { DigestId } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { after, describeOverEach, newDigest, sequence, START } from './databases.ts';

const LEASE_MS = 60_000;
const through = { seq: sequence(7), at: START };
const PAGES = [
  { key: 'd-1', content: '{"page":"one"}' },
  { key: 'd-2', content: '{"page":"two"}' },
];

function claim(state: State, digest: DigestId, { slot = START, holder = 'one', now = START } = {}): Promise<Claim> {
  return state.deliveries.claim({ digest, slot }, { holder, now, leaseMs: LEASE_MS });
}

async function claimed(...args: Parameters<typeof claim>): Promise<Extract<Claim, { kind: 'claimed' }>> {
  const result = await claim(...args);
  if (result.kind !== 'claimed') throw new Error(`not claimed: ${result.kind}`);
  return result;
}

describeOverEach('a delivery', (databases) => {
  it('is claimed by one, and others hear by whom and until when', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const first = await claimed(state, digest);
    expect(first).toMatchObject({ delivery: { state: 'claimed', attempts: 1, startedAt: START }, pages: [] });
    expect(await claim(state, digest, { holder: 'two', now: after(0.5) })).toEqual({
      kind: 'taken',
      by: 'one',
      until: after(1),
    });
    // Whoever holds it does not get it twice either: two of its own tasks would post the same.
    expect(await claim(state, digest, { now: after(0.5) })).toMatchObject({ kind: 'taken' });
  });

  it('is taken over, with its pages as they stand, once the lease has run out', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.plan(lease, { through, pages: PAGES }, after(0.1));
    await state.deliveries.recordPage(lease, { page: 1, state: 'posting' }, after(0.2));
    await state.deliveries.recordPage(lease, { page: 1, state: 'posted', reference: 'm1' }, after(0.3));
    await state.deliveries.recordPage(lease, { page: 2, state: 'posting' }, after(0.4));

    expect(await claim(state, digest, { holder: 'two', now: after(1.3) })).toMatchObject({ kind: 'taken' });
    const second = await claimed(state, digest, { holder: 'two', now: after(1.4) });
    expect(second.lease.attempt).toBe(2);
    expect(second.delivery).toMatchObject({
      state: 'posting',
      window: { after: { seq: 0, at: START }, through },
    });
    expect(second.pages).toMatchObject([
      { page: 1, key: 'd-1', content: '{"page":"one"}', state: 'posted', reference: 'm1' },
      { page: 2, key: 'd-2', content: '{"page":"two"}', state: 'posting', reference: undefined },
    ]);
  });

  it('is ended by its late holder or taken over by another at the same time, and neither waits for the other for ever', async () => {
    const state = await databases.fresh();
    for (let round = 0; round < 30; round += 1) {
      const digest = await newDigest(state, { name: `Digest ${round}` });
      const { lease } = await claimed(state, digest);
      await state.deliveries.plan(lease, { through, pages: [{ key: `k${round}`, content: '{}' }] }, START);
      const ending = { state: 'delivered', covered: through } as const;
      const [isEnded, other] = await Promise.all([
        state.deliveries.finish(lease, ending, after(2)),
        claim(state, digest, { holder: 'two', now: after(2) }),
      ]);
      expect([isEnded, other.kind]).toEqual(isEnded ? [true, 'done'] : [false, 'claimed']);
    }
  });

  it('obeys nobody whose lease was taken over, and tells them so', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.plan(lease, { through, pages: PAGES }, START);
    // Under the same name: a process that was paused for long and its own next try.
    await claimed(state, digest, { now: after(5) });
    expect(await state.deliveries.renew(lease, after(5))).toBe(false);
    expect(await state.deliveries.recordPage(lease, { page: 1, state: 'posted' }, after(5))).toBe(false);
    expect(await state.deliveries.release(lease, after(9), after(5))).toBe(false);
    expect(await state.deliveries.finish(lease, { state: 'delivered', covered: through }, after(5))).toBe(false);
    expect(await state.deliveries.pages(digest, START)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    expect(await state.digests.find(digest)).toMatchObject({ covered: { seq: 0 } });
  });

  it('stays with a holder who is late, as long as nobody took it over', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    expect(await state.deliveries.renew(lease, after(10))).toBe(true);
    expect(await claim(state, digest, { holder: 'two', now: after(10.5) })).toMatchObject({ until: after(11) });
  });

  it('is held for longer with each thing that its holder does', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    const steps = [
      (now: Temporal.Instant) => state.deliveries.renew(lease, now),
      (now: Temporal.Instant) => state.deliveries.plan(lease, { through, pages: PAGES }, now),
      (now: Temporal.Instant) => state.deliveries.recordPage(lease, { page: 2, state: 'posting' }, now),
    ];
    for (const [n, step] of steps.entries()) {
      expect(await step(after(n + 1))).toBe(true);
      expect(await claim(state, digest, { holder: 'two', now: after(n + 1) })).toMatchObject({ until: after(n + 2) });
    }
  });

  it('that was given back may be claimed by anybody from the time that was named', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    expect(await state.deliveries.release(lease, after(3), after(0.1))).toBe(true);
    expect(await claim(state, digest, { now: after(2.9) })).toEqual({ kind: 'taken', by: undefined, until: after(3) });
    expect((await claimed(state, digest, { holder: 'two', now: after(3) })).lease.attempt).toBe(2);
  });

  it.each(['delivered', 'failed', 'unknown', 'skipped'] as const)('that is %s is done for ever', async (end) => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.plan(lease, { through, pages: PAGES }, START);
    expect(await state.deliveries.finish(lease, { state: end, note: 'Because.' }, after(0.2))).toBe(true);
    expect(await claim(state, digest, { now: after(100) })).toEqual({ kind: 'done', state: end });
    expect(await state.deliveries.renew(lease, after(0.3))).toBe(false);
    expect(await state.deliveries.history(digest, 5)).toMatchObject([
      { state: end, note: 'Because.', finishedAt: after(0.2), holder: undefined, leaseUntil: undefined },
    ]);
    // The text is not kept for longer than it is needed; what was posted where is.
    expect(await state.deliveries.pages(digest, START)).toMatchObject([
      { key: 'd-1', content: undefined },
      { key: 'd-2', content: undefined },
    ]);
  });

  it('waits for another slot of the digest that is open, also one whose holder died', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    const behind = { kind: 'behind', slot: START, until: after(1) };
    expect(await claim(state, digest, { slot: after(5), holder: 'two', now: after(5) })).toEqual(behind);
    const other = await newDigest(state);
    expect(await claim(state, other, { slot: after(5) })).toMatchObject({ kind: 'claimed' });
    await state.deliveries.finish(lease, { state: 'delivered' }, after(5));
    expect(await claim(state, digest, { slot: after(5), holder: 'two', now: after(5) })).toMatchObject({
      kind: 'claimed',
    });
  });

  it('is not made for a slot before one that was dealt with, which covered it', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest, { slot: after(5) });
    await state.deliveries.finish(lease, { state: 'delivered' }, after(5));
    expect(await claim(state, digest, { slot: START, now: after(6) })).toEqual({ kind: 'passed', slot: after(5) });
  });

  it('is made for a slot before one that a clock far ahead dealt with, so that the digest does not wait for that time', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const ahead = await claimed(state, digest, { slot: after(500), now: after(500) });
    await state.deliveries.plan(ahead.lease, { through, pages: PAGES }, after(500));
    await state.deliveries.finish(ahead.lease, { state: 'delivered', covered: through }, after(500));
    const { covered } = await claimed(state, digest, { slot: after(5), now: after(5) });
    expect(covered).toEqual(through);
  });

  it('starts its window where the last one that readers got ended', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const first = await claimed(state, digest);
    expect(first.covered).toEqual({ seq: 0, at: START });
    await state.deliveries.plan(first.lease, { through, pages: PAGES }, START);
    await state.deliveries.finish(first.lease, { state: 'failed' }, START);

    const second = await claimed(state, digest, { slot: after(60), now: after(60) });
    expect(second.covered).toEqual({ seq: 0, at: START });
    const wider = { seq: sequence(9), at: after(60) };
    await state.deliveries.plan(second.lease, { through: wider, pages: [{ key: 'e-1', content: '{}' }] }, after(60));
    await state.deliveries.finish(second.lease, { state: 'delivered', covered: wider }, after(60));

    const third = await claimed(state, digest, { slot: after(120), now: after(120) });
    expect(third.covered).toEqual(wider);
  });

  it('that somebody left out stands in the history, and nobody can begin with it', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const slot = after(60);
    await state.deliveries.skip({ digest, slot, note: 'Ann left it out.' }, START);
    await state.deliveries.skip({ digest, slot, note: 'Ben left it out.' }, after(1));
    expect(await claim(state, digest, { slot, now: slot })).toEqual({ kind: 'done', state: 'skipped' });
    expect(await state.deliveries.history(digest, 9)).toMatchObject([
      { slot, state: 'skipped', attempts: 0, note: 'Ann left it out.', startedAt: START, finishedAt: START },
    ]);
    // One that was asked for before that time is not behind it.
    expect(await claim(state, digest, { slot: after(2), now: after(2) })).toMatchObject({ kind: 'claimed' });
  });

  it('that somebody has begun with is not left out any more', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.skip({ digest, slot: START, note: 'Ann left it out.' }, after(0.1));
    expect(await state.deliveries.finish(lease, { state: 'delivered' }, after(0.2))).toBe(true);
    expect(await state.deliveries.history(digest, 9)).toMatchObject([{ state: 'delivered', note: undefined }]);
  });

  it('sets the next slot of its digest, unless somebody changed the digest meanwhile', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.finish(lease, { state: 'skipped', next: { at: after(60), revision: 1 } }, START);
    expect(await state.digests.find(digest)).toMatchObject({ nextAt: after(60), revision: 1 });

    const second = await claimed(state, digest, { slot: after(60), now: after(60) });
    await state.digests.change({ id: digest, revision: 1 }, { nextAt: after(90) }, after(60));
    await state.deliveries.finish(second.lease, { state: 'skipped', next: { at: after(120), revision: 1 } }, after(61));
    expect(await state.digests.find(digest)).toMatchObject({ nextAt: after(90), revision: 2 });
  });

  it('is planned once: a second plan would post other pages under the same keys', async () => {
    const state = await databases.fresh();
    const { lease } = await claimed(state, await newDigest(state));
    await state.deliveries.plan(lease, { through, pages: PAGES }, START);
    await expect(state.deliveries.plan(lease, { through, pages: PAGES }, START)).rejects.toThrow(/planned before/);
    await expect(state.deliveries.recordPage(lease, { page: 3, state: 'posted' }, START)).rejects.toThrow(/page 3/);
  });

  it('goes with its digest, and whoever holds it finds its lease lost', async () => {
    const state = await databases.fresh();
    const digest = await newDigest(state);
    const { lease } = await claimed(state, digest);
    await state.deliveries.plan(lease, { through, pages: PAGES }, START);
    expect(await state.digests.remove(digest)).toBe(true);
    expect(await state.deliveries.recordPage(lease, { page: 1, state: 'posting' }, START)).toBe(false);
    expect(await state.deliveries.pages(digest, START)).toEqual([]);
    expect(await claim(state, digest)).toEqual({ kind: 'gone' });
  });

  it('that nobody works on any more is found, the oldest first', async () => {
    const state = await databases.fresh();
    const [one, two, three] = [await newDigest(state), await newDigest(state), await newDigest(state)];
    await claimed(state, two, { now: after(1) });
    await claimed(state, one);
    const { lease } = await claimed(state, three);
    await state.deliveries.finish(lease, { state: 'delivered' }, START);
    expect(await state.deliveries.abandoned(after(0.9), 5)).toEqual([]);
    expect((await state.deliveries.abandoned(after(2), 5)).map(({ digest }) => digest)).toEqual([one, two]);
    expect(await state.deliveries.abandoned(after(2), 1)).toHaveLength(1);
  });
});
