import { expect, it } from 'vitest';
import type { Audience } from '../../src/state/audience.ts';
import type { NewHeldNotice } from '../../src/state/held-notices.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import type { Tenure } from '../../src/state/tenure.ts';
import { after, describeOverEach, sequence, START, TENANT } from './databases.ts';

const ann: Audience = { ...TENANT, kind: 'person', id: 'U1' };
const channel: Audience = { ...TENANT, kind: 'channel', id: 'U1' };
const MS = 60_000;

const follow = (state: State, audience: Audience, subject: string, { by = 'U1', most = 50 } = {}) =>
  state.follows.add(audience, { subject, by, most }, START);

async function tenure(state: State, name: string, { holder = 'one', now = START } = {}): Promise<Tenure> {
  const taking = await state.leases.take(name, { holder, now, ms: MS });
  if (taking.kind === 'held') throw new Error(`held by ${taking.by}`);
  return { lease: taking.lease, ms: MS };
}

async function hold(state: State, held: readonly NewHeldNotice[], now = START): Promise<void> {
  const own = await tenure(state, 'notices', { now });
  const from = await state.newsCursor.read();
  const through = { seq: sequence((from?.seq ?? 0) + 1), at: now };
  if (!from) await state.newsCursor.begin(own, { seq: BEFORE_ALL, at: now }, now);
  await state.newsCursor.advance(own, { from: from ?? { seq: BEFORE_ALL, at: now }, through, held }, now);
  await state.leases.giveBack(own.lease, now);
}

const notice = (audience: Audience, seq: number, subject = 'aleppo') => ({ audience, seq: sequence(seq), subject });

describeOverEach('what people follow', (databases) => {
  it('is theirs, and found by its subject with who made it and where it begins', async () => {
    const state = await databases.fresh();
    await state.arrivals.record([{ brief: 'old', hash: '1' }], START);
    expect(await follow(state, ann, 'lavrov')).toBe('added');
    expect(await follow(state, ann, 'aleppo')).toBe('added');
    expect(await follow(state, ann, 'aleppo')).toBe('known');
    expect(await follow(state, channel, 'lavrov', { by: 'U2' })).toBe('added');
    expect(await state.follows.of(ann)).toEqual([
      { subject: 'aleppo', since: 1, by: 'U1', at: START },
      { subject: 'lavrov', since: 1, by: 'U1', at: START },
    ]);
    expect(await state.follows.of({ ...ann, tenant: 'T2' })).toEqual([]);
    expect(await state.follows.followers(['lavrov', 'nobody'])).toEqual(
      expect.arrayContaining([
        { audience: ann, subject: 'lavrov', since: 1 },
        { audience: channel, subject: 'lavrov', since: 1 },
      ]),
    );
    expect(await state.follows.subjects()).toEqual(['aleppo', 'lavrov']);
    expect(await state.follows.followers([])).toEqual([]);
    expect(await state.follows.remove(ann, 'lavrov')).toBe(true);
    expect(await state.follows.remove(ann, 'lavrov')).toBe(false);
    expect(await state.follows.followers(['lavrov'])).toMatchObject([{ audience: channel }]);
  });

  it('has an end, also where all ask at once', async () => {
    const state = await databases.fresh();
    const asked = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((subject) => follow(state, ann, subject, { most: 3 })),
    );
    expect(asked.toSorted()).toEqual(['added', 'added', 'added', 'too many', 'too many']);
    const [first] = await state.follows.of(ann);
    expect(await follow(state, ann, first?.subject ?? '', { most: 3 })).toBe('known');
    expect(await follow(state, channel, 'd', { most: 3 })).toBe('added');
  });

  it('is forgotten with those who left, and so is what was held for them', async () => {
    const state = await databases.fresh();
    await follow(state, ann, 'aleppo');
    await hold(state, [notice(ann, 1), notice(channel, 1)]);
    await state.follows.forget(ann);
    expect(await state.follows.of(ann)).toEqual([]);
    expect(await state.heldNotices.due('chat', START, 9)).toEqual([channel]);
  });
});

describeOverEach('the cursor of news', (databases) => {
  it('moves together with what is held, and only for who holds the lease', async () => {
    const state = await databases.fresh();
    expect(await state.newsCursor.read()).toBeUndefined();
    const own = await tenure(state, 'notices');
    const start = { seq: sequence(4), at: START };
    expect(await state.newsCursor.begin(own, start, START)).toBe(true);
    expect(await state.newsCursor.begin(own, { seq: sequence(9), at: START }, START)).toBe(true);
    expect(await state.newsCursor.read()).toEqual(start);

    const other = await tenure(state, 'notices', { holder: 'two', now: after(2) });
    const way = { from: start, through: { seq: sequence(6), at: after(1) }, held: [notice(ann, 5)] };
    expect(await state.newsCursor.advance(own, way, after(2))).toBe(false);
    expect(await state.heldNotices.of(ann)).toEqual([]);
    expect(await state.newsCursor.advance(other, way, after(2))).toBe(true);
    expect(await state.heldNotices.of(ann)).toEqual([{ seq: 5, subject: 'aleppo', heldAt: after(2) }]);
    expect(await state.newsCursor.read()).toEqual(way.through);
    // From where it is no more: whoever read the old place has read what was read before.
    await expect(state.newsCursor.advance(other, way, after(2))).rejects.toThrow(/cursor/);
    expect(await state.heldNotices.of(ann)).toHaveLength(1);
  });
});

describeOverEach('what is held', (databases) => {
  it('is held once, from the first time on, and counted by its briefs', async () => {
    const state = await databases.fresh();
    await hold(state, [notice(ann, 1), notice(ann, 1, 'syria'), notice(ann, 2)]);
    await hold(state, [notice(ann, 2), notice(ann, 3)], after(5));
    expect(await state.heldNotices.of(ann)).toEqual([
      { seq: 1, subject: 'aleppo', heldAt: START },
      { seq: 1, subject: 'syria', heldAt: START },
      { seq: 2, subject: 'aleppo', heldAt: START },
      { seq: 3, subject: 'aleppo', heldAt: after(5) },
    ]);
    expect(await state.heldNotices.count(ann)).toBe(3);
    await state.heldNotices.drop(ann, sequence(2));
    expect(await state.heldNotices.of(ann)).toMatchObject([{ seq: 3 }]);
    expect(await state.heldNotices.count(channel)).toBe(0);
  });

  it('goes with the subject that is not followed any more', async () => {
    const state = await databases.fresh();
    await follow(state, ann, 'syria');
    await hold(state, [notice(ann, 1), notice(ann, 1, 'syria')]);
    await state.follows.remove(ann, 'syria');
    expect(await state.heldNotices.of(ann)).toMatchObject([{ subject: 'aleppo' }]);
  });

  it('is due to the longest first, on their own platform, and not while they wait', async () => {
    const state = await databases.fresh();
    const elsewhere: Audience = { ...ann, platform: 'other' };
    await hold(state, [notice(channel, 1)]);
    await hold(state, [notice(ann, 2), notice(elsewhere, 2)], after(1));
    expect(await state.heldNotices.due('chat', after(2), 9)).toEqual([channel, ann]);
    expect(await state.heldNotices.due('chat', after(2), 1)).toEqual([channel]);
    expect(await state.heldNotices.due('other', after(2), 9)).toEqual([elsewhere]);
    await state.audiences.wait(channel, after(10));
    expect(await state.heldNotices.due('chat', after(9), 9)).toEqual([ann]);
    // Who had to wait does not hide those who did not.
    expect(await state.heldNotices.due('chat', after(10), 9)).toEqual([ann, channel]);
    await state.audiences.wait(channel, after(20));
    await state.audiences.wake(channel);
    expect(await state.heldNotices.due('chat', after(11), 9)).toEqual([channel, ann]);
  });

  it('waits for no longer than a day, as a clock that was wrong may have said when', async () => {
    const state = await databases.fresh();
    await hold(state, [notice(ann, 1)]);
    await state.audiences.wait(ann, after(366 * 24 * 60));
    expect(await state.heldNotices.due('chat', after(1), 9)).toEqual([ann]);
  });
});

describeOverEach('a notice', (databases) => {
  const plan = (audience: Audience, kind: 'news' | 'word' = 'news') => ({
    audience,
    kind,
    title: 'New',
    posts: ['one', 'two'],
  });

  it('takes the place of what was held, and nothing else is due meanwhile', async () => {
    const state = await databases.fresh();
    await hold(state, [notice(ann, 1), notice(ann, 2)]);
    const own = await tenure(state, 'notices chat');
    expect(await state.notices.plan(own, plan(ann), sequence(1), after(1))).toBe(true);
    expect(await state.heldNotices.of(ann)).toMatchObject([{ seq: 2 }]);
    expect(await state.heldNotices.due('chat', after(1), 9)).toEqual([]);
    const [open] = await state.notices.open('chat', after(1), 9);
    expect(open).toMatchObject({ audience: ann, kind: 'news', title: 'New', tries: 0, faults: 0, plannedAt: after(1) });
    expect(open?.posts).toMatchObject([
      { post: 1, content: 'one', state: 'waiting', changedAt: after(1) },
      { post: 2, content: 'two', state: 'waiting' },
    ]);
    expect(new Set(open?.posts.map(({ key }) => key)).size).toBe(2);
    // Nonces of some platforms are no longer.
    for (const { key } of open?.posts ?? []) expect(key.length).toBeLessThanOrEqual(25);
    expect(await state.notices.open('other', after(1), 9)).toEqual([]);
  });

  it('is recorded step by step, by who holds the lease alone', async () => {
    const state = await databases.fresh();
    const own = await tenure(state, 'notices chat');
    await state.notices.plan(own, plan(ann), BEFORE_ALL, START);
    const [open] = await state.notices.open('chat', START, 9);
    if (!open) throw new Error('nothing is open');
    const step = { notice: open.id, post: 1, state: 'posting' } as const;
    expect(await state.notices.recordPost(own, step, after(0.5))).toBe(true);
    await expect(state.notices.recordPost(own, { ...step, post: 7 }, after(0.5))).rejects.toThrow(/post 7/);

    const other = await tenure(state, 'notices chat', { holder: 'two', now: after(2) });
    expect(await state.notices.recordPost(own, { ...step, state: 'posted' }, after(2))).toBe(false);
    expect(await state.notices.finish(own, open, { state: 'told' }, after(2))).toBe(false);
    expect(await state.notices.plan(own, plan(channel), BEFORE_ALL, after(2))).toBe(false);
    expect(await state.notices.postpone(own, { id: open.id, until: after(9), tries: 2, faults: 1 }, after(2))).toBe(
      false,
    );
    const [taken, ...more] = await state.notices.open('chat', after(2), 9);
    expect(more).toEqual([]);
    expect(taken?.posts[0]).toMatchObject({ state: 'posting', changedAt: after(0.5) });

    expect(await state.notices.postpone(other, { id: open.id, until: after(9), tries: 2, faults: 1 }, after(2))).toBe(
      true,
    );
    expect(await state.notices.open('chat', after(8), 9)).toEqual([]);
    expect(await state.notices.open('chat', after(9), 9)).toMatchObject([{ tries: 2, faults: 1 }]);
    await state.notices.plan(other, plan(channel), BEFORE_ALL, after(8));
    const inOrder = await state.notices.open('chat', after(9), 9);
    expect(
      inOrder.map(({ audience }) => audience),
      'one that was put off hides none that was not',
    ).toEqual([channel, ann]);
    expect(await state.notices.finish(other, open, { state: 'told' }, after(9))).toBe(true);
    expect(await state.notices.open('chat', after(10), 9)).toMatchObject([{ audience: channel }]);
    expect(await state.notices.told(ann, START, after(60))).toEqual([after(9)]);
  });

  it('counts as told where it may be there, and not where it was refused or is no news', async () => {
    const state = await databases.fresh();
    const own = await tenure(state, 'notices chat');
    for (const [minute, kind, end] of [
      [1, 'news', 'told'],
      [2, 'news', 'unknown'],
      [3, 'news', 'failed'],
      [4, 'word', 'told'],
    ] as const) {
      await state.notices.plan(own, plan(ann, kind), BEFORE_ALL, after(minute));
      const [open] = await state.notices.open('chat', after(minute), 9);
      if (open) await state.notices.finish(own, open, { state: end, note: `${end} note` }, after(minute));
    }
    expect(await state.notices.told(ann, START, after(60))).toEqual([after(1), after(2)]);
    expect(await state.notices.told(ann, after(1), after(60))).toEqual([after(2)]);
    expect(await state.notices.told(ann, START, after(2))).toEqual([after(1)]);
    expect(await state.notices.told(channel, START, after(60))).toEqual([]);
    expect(await state.notices.trouble(ann, START)).toEqual({ at: after(3), note: 'failed note' });
    expect(await state.notices.trouble(ann, after(3))).toBeUndefined();
    expect(await state.notices.prune(after(3))).toBe(2);
    expect(await state.notices.trouble(ann, START)).toMatchObject({ at: after(3) });
  });

  it('of somebody who cannot be reached suspends them, and others are told, all at once', async () => {
    const state = await databases.fresh();
    await follow(state, channel, 'aleppo', { by: 'U7' });
    await hold(state, [notice(channel, 1), notice(channel, 2)]);
    const own = await tenure(state, 'notices chat');
    await state.notices.plan(own, plan(channel), sequence(1), START);
    const [open] = await state.notices.open('chat', START, 9);
    if (!open) throw new Error('nothing is open');
    const lost = { state: 'lost', note: 'The channel is gone.', words: [plan(ann, 'word')] } as const;
    await state.notices.finish(own, open, lost, after(1));

    expect(await state.audiences.suspension(channel)).toEqual({ at: after(1), why: 'The channel is gone.' });
    expect(await state.heldNotices.of(channel)).toEqual([]);
    expect(await state.notices.trouble(channel, START)).toBeUndefined();
    expect(await state.follows.of(channel)).toHaveLength(1);
    expect(await state.follows.followers(['aleppo'])).toEqual([]);
    expect(await state.notices.open('chat', after(1), 9)).toMatchObject([{ audience: ann, kind: 'word' }]);

    // Somebody had looked for followers just before.
    await hold(state, [notice(channel, 3)], after(2));
    expect(await state.heldNotices.due('chat', after(3), 9)).toEqual([]);
    expect(await state.audiences.resume(channel)).toEqual({ at: after(1), why: 'The channel is gone.' });
    expect(await state.audiences.resume(channel)).toBeUndefined();
    expect(await state.heldNotices.due('chat', after(3), 9)).toEqual([]);
    expect(await state.follows.followers(['aleppo'])).toHaveLength(1);
  });
});
