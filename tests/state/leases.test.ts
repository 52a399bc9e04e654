import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { withLease, type LeaseHost } from '../../src/state/with-lease.ts';
import { after, describeOverEach, START } from './databases.ts';

/** A copy of the bot on a clock that goes on with each wait. */
function copy(state: State, holder: string, time = { now: START }): LeaseHost {
  return {
    leases: state.leases,
    holder,
    clock: { now: () => time.now },
    wait: async (ms, stop) => {
      // What keeps a lease waits beside the work, and must not run ahead of it.
      if (stop) {
        await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
        return;
      }
      time.now = time.now.add({ milliseconds: ms });
      await setImmediate();
    },
  };
}

describeOverEach('a lease', (databases) => {
  it('is of one at a time, until it is given back or runs out', async () => {
    const { leases } = await databases.fresh();
    const first = await leases.take('refresh', { holder: 'one', now: START, ms: 60_000 });
    if (first.kind !== 'taken') throw new Error('not taken');
    const held = { kind: 'held', by: 'one', until: after(1) };
    expect(await leases.take('refresh', { holder: 'two', now: after(0.5), ms: 60_000 })).toEqual(held);
    expect(await leases.take('refresh', { holder: 'one', now: after(0.5), ms: 60_000 })).toEqual(held);
    expect(await leases.take('other', { holder: 'two', now: after(0.5), ms: 60_000 })).toMatchObject({ kind: 'taken' });

    expect(await leases.keep(first.lease, after(0.9), 60_000)).toBe(true);
    expect(await leases.take('refresh', { holder: 'two', now: after(1.5), ms: 60_000 })).toMatchObject({
      kind: 'held',
    });
    const second = await leases.take('refresh', { holder: 'two', now: after(1.9), ms: 60_000 });
    expect(second).toMatchObject({ kind: 'taken' });
    expect(await leases.keep(first.lease, after(2), 60_000)).toBe(false);
    expect(await leases.giveBack(first.lease, after(2))).toBe(false);
    if (second.kind === 'taken') expect(await leases.giveBack(second.lease, after(2))).toBe(true);
    expect(await leases.take('refresh', { holder: 'one', now: after(2), ms: 60_000 })).toMatchObject({ kind: 'taken' });
  });

  it('lets one refresh a token, and the others find it refreshed', async () => {
    const place = await databases.place();
    const copies = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => copy(await databases.open(place), name)),
    );
    let token = 1;
    let refreshes = 0;
    let inside = 0;
    const work = async (): Promise<number> => {
      inside++;
      expect(inside).toBe(1);
      const isExpired = token === 1;
      await setImmediate();
      if (isExpired) {
        refreshes++;
        token = 2;
      }
      inside--;
      return token;
    };
    // Several in one copy too.
    const tasks = [...copies, ...copies].map((host) => withLease(host, { name: 'refresh', patienceMs: 20_000 }, work));
    expect(await Promise.all(tasks)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(refreshes).toBe(1);
  });

  it('is given back when the work fails, and what failed is thrown', async () => {
    const state = await databases.fresh();
    const host = copy(state, 'one');
    const failing = withLease(host, { name: 'refresh', patienceMs: 0 }, () => Promise.reject(new Error('no token')));
    await expect(failing).rejects.toThrow('no token');
    expect(await withLease(host, { name: 'refresh', patienceMs: 0 }, () => Promise.resolve('done'))).toBe('done');
  });

  it('is not waited for without end', async () => {
    const state = await databases.fresh();
    await state.leases.take('refresh', { holder: 'stuck', now: START, ms: 3_600_000 });
    const error: unknown = await withLease(copy(state, 'one'), { name: 'refresh', patienceMs: 1000 }, () =>
      Promise.resolve('never'),
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StateError);
    expect(error).toMatchObject({ trouble: 'busy' });
  });

  it('tells the work when it was lost, so that it writes nothing any more', async () => {
    const state = await databases.fresh();
    const time = { now: START };
    let askKeeping: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (askKeeping = resolve));
    let waits = 0;
    const host: LeaseHost = {
      ...copy(state, 'one', time),
      wait: (_ms, stop) =>
        waits++ === 0
          ? asked
          : new Promise((resolve) => stop?.addEventListener('abort', () => resolve(), { once: true })),
    };
    const reason = await withLease(host, { name: 'refresh', patienceMs: 0 }, async (signal) => {
      // As after a long pause of the process: another took it meanwhile.
      time.now = after(10);
      expect(await state.leases.take('refresh', { holder: 'two', now: time.now, ms: 60_000 })).toMatchObject({
        kind: 'taken',
      });
      askKeeping();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      return String(signal.reason);
    });
    expect(reason).toMatch(/Another copy of the bot has taken this over \(refresh\)/);
    expect(await state.leases.take('refresh', { holder: 'three', now: time.now, ms: 1 })).toMatchObject({ by: 'two' });
  });
});
