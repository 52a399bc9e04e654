import { expect, it } from 'vitest';
import type { NewDigest } from '../../src/state/digests.ts';
import { newDigestId } from '../../src/state/ids.ts';
import { after, describeOverEach, newDigest, sequence, START, TENANT } from './databases.ts';

const DIGEST: NewDigest = {
  ...TENANT,
  channel: 'C1',
  name: 'Morning',
  definition: { subjects: ['aleppo'], text: 'it\'s "quoted" — Алеппо' },
  createdBy: 'U1',
  nextAt: after(60),
  covered: { seq: sequence(4), at: START },
};

describeOverEach('a digest', (databases) => {
  it('is kept whole, with its definition as it was given', async () => {
    const { digests } = await databases.fresh();
    const made = await digests.create(DIGEST, START);
    const whole = { ...DIGEST, status: 'active', reason: undefined, revision: 1, createdAt: START, changedAt: START };
    expect(made).toEqual({ ...whole, id: made?.id });
    if (made) expect(await digests.find(made.id)).toEqual(made);
    expect(await digests.find(newDigestId())).toBeUndefined();
  });

  it('has a name of its own in its community, however that is spelt, and may share it with other communities', async () => {
    const { digests } = await databases.fresh();
    await digests.create(DIGEST, START);
    for (const name of ['Morning', 'morning', ' MÓRNING! ']) {
      expect(await digests.create({ ...DIGEST, name }, START)).toBeUndefined();
      expect(await digests.findByName(TENANT, name)).toMatchObject({ name: 'Morning' });
    }
    expect(await digests.create({ ...DIGEST, tenant: 'T2' }, START)).toBeDefined();
    expect(await digests.create({ ...DIGEST, platform: 'other' }, START)).toBeDefined();
    expect(await digests.create({ ...DIGEST, name: '🦊' }, START)).toBeDefined();
    expect(await digests.create({ ...DIGEST, name: '🦉' }, START)).toBeDefined();
  });

  it('is shown to nobody outside its community', async () => {
    const { digests } = await databases.fresh();
    await digests.create(DIGEST, START);
    await digests.create({ ...DIGEST, name: 'Evening' }, START);
    expect((await digests.list(TENANT)).map(({ name }) => name)).toEqual(['Evening', 'Morning']);
    for (const other of [
      { ...TENANT, tenant: 'T2' },
      { ...TENANT, platform: 'other' },
    ]) {
      expect(await digests.list(other)).toEqual([]);
      expect(await digests.findByName(other, 'Morning')).toBeUndefined();
    }
  });

  it('is changed only by who has read it as it is', async () => {
    const state = await databases.fresh();
    const id = await newDigest(state);
    const { digests } = state;
    expect(await digests.change({ id, revision: 1 }, { status: 'paused', reason: 'Holidays.' }, after(1))).toBe(
      'changed',
    );
    expect(await digests.change({ id, revision: 1 }, { channel: 'C2' }, after(2))).toBe('outdated');
    expect(await digests.find(id)).toMatchObject({ status: 'paused', reason: 'Holidays.', channel: 'C1', revision: 2 });
    await digests.change({ id, revision: 2 }, { status: 'active', reason: undefined, nextAt: undefined }, after(3));
    expect(await digests.find(id)).toMatchObject({ status: 'active', reason: undefined, nextAt: undefined });
    await digests.remove(id);
    expect(await digests.change({ id, revision: 3 }, { channel: 'C2' }, after(2))).toBe('outdated');
    expect(await digests.remove(id)).toBe(false);
  });

  it('keeps its name where another has the new one', async () => {
    const state = await databases.fresh();
    await newDigest(state, { name: 'Morning' });
    const id = await newDigest(state, { name: 'Evening' });
    expect(await state.digests.change({ id, revision: 1 }, { name: 'morning', channel: 'C2' }, START)).toBe(
      'name taken',
    );
    expect(await state.digests.find(id)).toMatchObject({ name: 'Evening', channel: 'C1', revision: 1 });
    expect(await state.digests.change({ id, revision: 1 }, { name: 'Night' }, START)).toBe('changed');
    expect(await state.digests.findByName(TENANT, 'night')).toMatchObject({ id });
  });

  it('is due from its slot on while it is active, the one that has waited longest first', async () => {
    const { digests } = await databases.fresh();
    const at = async (name: string, minutes: number | undefined) => {
      const nextAt = minutes === undefined ? undefined : after(minutes);
      const made = await digests.create({ ...DIGEST, name, nextAt }, START);
      if (!made) throw new Error('taken');
      return made;
    };
    const names = new Map(
      [await at('late', 30), await at('early', 10), await at('never', undefined)].map((one) => [one.id, one.name]),
    );
    const paused = await at('paused', 5);
    await digests.change(paused, { status: 'paused' }, START);
    const due = async (minutes: number, limit = 10) =>
      (await digests.due(after(minutes), limit)).map(({ id }) => names.get(id));
    expect(await due(9.9)).toEqual([]);
    expect(await due(10)).toEqual(['early']);
    expect(await due(31)).toEqual(['early', 'late']);
    expect(await due(31, 1)).toEqual(['early']);
  });
});
