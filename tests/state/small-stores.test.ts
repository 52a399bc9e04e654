import { expect, it } from 'vitest';
import { z } from 'zod';
import { after, describeOverEach, START } from './databases.ts';

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
