import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Audience } from '../../src/state/audience.ts';
import { after, describeOverEach, sequence, START, TENANT } from './databases.ts';

describeOverEach('what was seen', (databases) => {
  it('is first once, until it is forgotten', async () => {
    const { seen } = await databases.fresh();
    expect(await seen.isFirst('event', START, 60_000)).toBe(true);
    expect(await seen.isFirst('event', after(0.9), 60_000)).toBe(false);
    expect(await seen.isFirst('another', after(0.9), 60_000)).toBe(true);
    expect(await seen.isFirst('event', after(1), 60_000)).toBe(true);
    expect(await seen.isFirst('event', after(1.5), 60_000)).toBe(false);
  });

  it('is pruned when its time is over', async () => {
    const { seen } = await databases.fresh();
    await seen.isFirst('short', START, 60_000);
    await seen.isFirst('long', START, 600_000);
    expect(await seen.prune(after(1))).toBe(1);
    expect(await seen.prune(after(1))).toBe(0);
    expect(await seen.isFirst('long', after(2), 60_000)).toBe(false);
  });
});

describeOverEach('settings', (databases) => {
  const quiet = { key: 'quiet', schema: z.object({ from: z.string() }) };

  it('hold for exactly the scope that they were set for', async () => {
    const { settings } = await databases.fresh();
    await settings.write(['T1'], quiet, { from: '22:00' }, START);
    await settings.write(['T1', 'U1'], quiet, { from: '23:00' }, START);
    await settings.write(['T1', 'U1'], quiet, { from: '23:30' }, after(1));
    expect(await settings.read(['T1'], quiet)).toEqual({ from: '22:00' });
    expect(await settings.read(['T1', 'U1'], quiet)).toEqual({ from: '23:30' });
    for (const scope of [[], ['T1,U1'], ['T1', 'U1', ''], ['U1', 'T1']]) {
      expect(await settings.read(scope, quiet)).toBeUndefined();
    }
    expect(await settings.forget(['T1'], quiet)).toBe(true);
    expect(await settings.forget(['T1'], quiet)).toBe(false);
    expect(await settings.read(['T1'], quiet)).toBeUndefined();
    expect(await settings.read(['T1', 'U1'], quiet)).toBeDefined();
  });

  it('are not believed where they have another shape', async () => {
    const { settings } = await databases.fresh();
    await settings.write([], quiet, { from: '22:00' }, START);
    await expect(settings.read([], { key: 'quiet', schema: z.number() })).rejects.toThrow(/number/);
  });
});

describeOverEach('what people follow', (databases) => {
  const ann: Audience = { ...TENANT, kind: 'person', id: 'U1' };
  const channel: Audience = { ...TENANT, kind: 'channel', id: 'U1' };

  it('is theirs, and found by its subject', async () => {
    const { follows } = await databases.fresh();
    expect(await follows.add(ann, 'aleppo', START)).toBe(true);
    expect(await follows.add(ann, 'aleppo', after(1))).toBe(false);
    await follows.add(ann, 'lavrov', START);
    await follows.add(channel, 'lavrov', START);
    expect(await follows.of(ann)).toEqual(['aleppo', 'lavrov']);
    expect(await follows.of({ ...ann, tenant: 'T2' })).toEqual([]);
    expect(await follows.followers(['lavrov', 'nobody'])).toEqual(
      expect.arrayContaining([
        { audience: ann, subject: 'lavrov' },
        { audience: channel, subject: 'lavrov' },
      ]),
    );
    expect(await follows.followers([])).toEqual([]);
    expect(await follows.remove(ann, 'lavrov')).toBe(true);
    expect(await follows.remove(ann, 'lavrov')).toBe(false);
    expect(await follows.followers(['lavrov'])).toEqual([{ audience: channel, subject: 'lavrov' }]);
  });

  it('has its news held until it was told, and forgotten with those who left', async () => {
    const { follows, heldNotices } = await databases.fresh();
    await follows.add(ann, 'aleppo', START);
    const notices = [1, 2, 3].map((seq) => ({ seq: sequence(seq), subject: 'aleppo' }));
    await heldNotices.hold(ann, [], START);
    await heldNotices.hold(ann, notices.slice(0, 2), START);
    await heldNotices.hold(ann, notices, after(5));
    await heldNotices.hold(channel, notices.slice(2), after(1));
    expect(await heldNotices.of(ann)).toEqual([
      { seq: 1, subject: 'aleppo', heldAt: START },
      { seq: 2, subject: 'aleppo', heldAt: START },
      { seq: 3, subject: 'aleppo', heldAt: after(5) },
    ]);
    expect(await heldNotices.audiences(5)).toEqual([
      { audience: ann, since: START },
      { audience: channel, since: after(1) },
    ]);
    await heldNotices.drop(ann, sequence(2));
    expect(await heldNotices.of(ann)).toMatchObject([{ seq: 3 }]);
    await follows.forget(ann);
    expect(await follows.of(ann)).toEqual([]);
    expect(await heldNotices.audiences(5)).toEqual([{ audience: channel, since: after(1) }]);
  });
});
