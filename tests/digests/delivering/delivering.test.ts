import { beforeEach, expect, it } from 'vitest';
import { cadenceSchema } from '../../../src/digests/cadence.ts';
import { readDigest } from '../../../src/digests/read-digest.ts';
import type { DigestId } from '../../../src/state/ids.ts';
import { describeOverEach } from '../../state/databases.ts';
import { briefsIn, LEASE_MS, World } from './world.ts';

const time = (text: string) => Temporal.Instant.from(text);
const SLOT = time('2026-03-03T08:00:00Z');

describeOverEach('a digest that is due', (databases) => {
  let world: World;
  beforeEach(async () => {
    world = new World(await databases.fresh());
  });

  const last = async (id: DigestId) => (await world.state.deliveries.history(id, 1))[0];
  const toSlot = () => world.time.move({ minutes: 30 });

  it('comes once at its slot with all that arrived, and waits for the next one', async () => {
    const id = await world.digest();
    await world.arrive(5);
    const copy = world.copy('one');
    await copy.tick();
    expect(world.readIn()).toEqual([]);
    toSlot();
    await copy.tick();
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2, 3, 4, 5]);
    expect(await last(id)).toMatchObject({ slot: SLOT, state: 'delivered', note: undefined });
    const digest = await world.stored(id);
    expect(digest.covered.seq).toBe(5);
    expect(digest.nextAt).toEqual(SLOT.add({ hours: 24 }));
    expect(world.room.violations).toEqual([]);
    expect(world.faults).toEqual([]);
  });

  it('is composed once for the whole time in which nobody was there, and says which', async () => {
    const id = await world.digest();
    await world.arrive(1);
    world.time.move({ hours: 24 * 3 + 1 });
    await world.arrive(1);
    await world.copy('one').tick();
    expect(world.readIn()).toEqual([1, 2]);
    expect(world.composed.map(({ frame }) => frame)).toEqual([
      expect.objectContaining({ occasion: 'slot', missed: { count: 3, first: SLOT } }),
    ]);
    expect((await world.stored(id)).nextAt).toEqual(SLOT.add({ hours: 96 }));
  });

  it('posts what belongs into a thread below its story', async () => {
    await world.digest({ layout: 'threads' });
    await world.arrive(2);
    toSlot();
    await world.copy('one').tick();
    expect(world.room.posted.map(({ reference, under }) => [reference, under])).toEqual([
      ['r1', undefined],
      ['r2', 'r1'],
      ['r3', undefined],
      ['r4', 'r3'],
    ]);
  });

  it('posts what belongs into a thread by itself where its story may be there and nobody can tell', async () => {
    const id = await world.digest({ layout: 'threads' });
    await world.arrive(1);
    toSlot();
    world.room.onPost = () => (world.room.tries.length === 1 ? { kind: 'unknown', store: false } : undefined);
    await world.copy('one').tick();
    expect(world.room.posted.map(({ under }) => under)).toEqual([undefined]);
    expect(await last(id)).toMatchObject({ state: 'unknown' });
    expect((await world.stored(id)).covered.seq).toBe(1);
  });

  it('never sends again what may be there where the platform cannot tell, and says so', async () => {
    const id = await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = () => ({ kind: 'unknown', store: true });
    const copy = world.copy('one');
    await copy.tick();
    world.time.move({ hours: 48 });
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
    const ended = (await world.state.deliveries.history(id, 5)).find(({ slot }) => slot.equals(SLOT));
    expect(ended?.state).toBe('unknown');
    expect(ended?.note).toContain('cannot tell');
  });

  it('waits as long as the platform wants, and then posts once', async () => {
    await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = () => (world.room.tries.length <= 3 ? { kind: 'retry', afterMs: 5000 } : undefined);
    await world.copy('one').tick();
    expect(world.readIn()).toEqual([1, 2]);
    expect(world.time.now().since(SLOT).total('seconds')).toBe(15);
  });

  it.each([
    { what: 'paused', change: { status: 'paused' }, back: { status: 'active' }, channel: 'C1' },
    { what: 'moved', change: { channel: 'C2' }, back: {}, channel: 'C2' },
  ] as const)('that is $what while the platform wants it to wait does not come all the same', async (one) => {
    const id = await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = async ({ to }) => {
      if (to.id !== 'C1' || world.room.tries.length > 1) return undefined;
      await world.state.digests.change(await world.stored(id), one.change, world.time.now());
      return { kind: 'retry', afterMs: 40_000 };
    };
    const copy = world.copy('one');
    await copy.tick();
    expect([world.room.posted, world.faults]).toEqual([[], []]);
    await world.state.digests.change(await world.stored(id), one.back, world.time.now());
    for (const hours of [1, 24]) {
      world.time.move({ hours });
      await copy.tick();
    }
    expect(world.readIn(one.channel)).toEqual([1, 2]);
    expect(world.room.posted).toHaveLength(1);
  });

  it('lets others go first where the platform wants a long rest, and goes on after it', async () => {
    const id = await world.digest();
    await world.digest({ channel: 'C2' });
    await world.arrive(2);
    toSlot();
    world.room.onPost = ({ to }) => (to.id === 'C1' ? { kind: 'retry', afterMs: 120_000 } : undefined);
    const copy = world.copy('one');
    await copy.tick();
    expect(world.readIn('C2')).toEqual([1, 2]);
    expect(await last(id)).toMatchObject({ state: 'posting' });
    world.room.onPost = () => undefined;
    world.time.move({ minutes: 1 });
    await copy.tick();
    expect(world.readIn('C1')).toEqual([]);
    world.time.move({ minutes: 1 });
    await copy.tick();
    expect(world.readIn('C1')).toEqual([1, 2]);
    // It was told that nothing is there: nothing was asked for.
    expect(world.room.tries.some(({ isRepeat }) => isRepeat)).toBe(false);
  });

  it('asks for a page of which a fault left nothing known before it is sent again', async () => {
    await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = () => (world.room.tries.length === 1 ? { kind: 'throw', store: true } : undefined);
    const copy = world.copy('one');
    await copy.tick();
    world.time.move({ minutes: 1 });
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
    expect(world.room.tries.map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
    expect(world.faults).toHaveLength(1);
  });

  it('is given up after a day in which nobody could tell of a page, so that the next one comes', async () => {
    const id = await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = () => ({ kind: 'throw', store: false });
    const copy = world.copy('one');
    await copy.tick();
    for (let hours = 2; hours < 24; hours += 2) {
      world.time.move({ hours: 2 });
      await copy.tick();
    }
    expect((await last(id))?.state).toBe('posting');
    world.time.move({ hours: 3 });
    await world.arrive(1);
    await copy.tick();
    const history = await world.state.deliveries.history(id, 2);
    expect(history.map(({ state }) => state)).toEqual(['posting', 'unknown']);
    world.room.onPost = () => undefined;
    world.time.move({ minutes: 1 });
    await copy.tick();
    expect(world.readIn()).toEqual([3]);
  });

  it('is not given up at the first try after two days in which nobody was there: nobody tried meanwhile', async () => {
    const id = await world.digest();
    await world.arrive(4);
    toSlot();
    const first = world.copy('one');
    world.room.onPost = () => {
      first.stop();
      return undefined;
    };
    await first.tick();
    expect(world.readIn()).toEqual([1, 2]);
    world.time.move({ hours: 48 });
    // As a platform that is just being reached.
    world.room.onPost = () => (world.room.tries.length === 2 ? { kind: 'retry', afterMs: 30_000 } : undefined);
    const second = world.copy('two');
    await second.tick();
    world.time.move({ minutes: 1 });
    await second.tick();
    expect(world.readIn()).toEqual([1, 2, 3, 4]);
    expect((await world.state.deliveries.history(id, 5)).at(-1)).toMatchObject({ state: 'delivered', note: undefined });
  });

  it('that was begun and left for two days comes as soon as somebody is there', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    const claim = await world.state.deliveries.claim(
      { digest: id, slot: SLOT },
      { holder: 'one that dies', now: world.time.now(), leaseMs: 1000 },
    );
    expect(claim.kind).toBe('claimed');
    world.time.move({ hours: 48 });
    await world.copy('two').tick();
    expect(world.readIn()).toEqual([1]);
  });

  it('keeps its lease while the folder is read for it, which may take longer than the lease', async () => {
    const id = await world.digest();
    await world.arrive(2);
    toSlot();
    const took: unknown[] = [];
    const first = world.copy('one', {
      reading: async () => {
        for (let thirds = 0; thirds < 4; thirds++) {
          world.time.move({ milliseconds: LEASE_MS / 3 });
          const until = world.time.now().add({ milliseconds: LEASE_MS });
          await expect.poll(async () => (await last(id))?.leaseUntil).toEqual(until);
          // What keeps the lease waits for its next third.
          const next = world.time.now().add({ milliseconds: LEASE_MS / 3 });
          await expect.poll(() => world.time.waits()[0]).toEqual(next);
        }
        took.push((await world.copy('two').delivering.deliver(id, SLOT)).kind);
      },
    });
    await first.tick();
    expect(took).toEqual(['taken']);
    expect(world.readIn()).toEqual([1, 2]);
  });

  it('keeps the times that somebody gave it with another channel while the old one was found lost', async () => {
    const cadence = cadenceSchema.parse({ days: { kind: 'week', on: ['tuesday'] }, times: ['08:00'], zone: 'UTC' });
    const id = await world.digest({ cadence });
    await world.arrive(1);
    toSlot();
    const nextAt = SLOT.add({ hours: 1 });
    const edit = async () => {
      const stored = await world.stored(id);
      const daily = { days: { kind: 'every-day' }, times: ['09:00'], zone: 'UTC' };
      const definition = { ...readDigest(stored).definition, cadence: daily };
      await world.state.digests.change(stored, { channel: 'C2', definition, nextAt }, world.time.now());
    };
    const copy = world.copy('one', {
      channels: (room) => ({
        posts: (message) => room.posts(message),
        post: async (place, ...rest) => {
          if (place.to.id !== 'C1') return room.post(place, ...rest);
          await edit();
          return { kind: 'rejected', permanent: true, why: 'It is gone.' };
        },
        look: async (place) => room.look(place),
      }),
    });
    await copy.tick();
    expect(await world.stored(id)).toMatchObject({ status: 'active', nextAt });
    world.time.move({ hours: 1 });
    await copy.tick();
    expect(world.readIn('C2')).toEqual([1]);
  });

  it('names what a look at the lost channel finds wrong with it, where the refusal is less exact', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    const looks: string[] = [];
    const copy = world.copy('one', {
      channels: (room) => ({
        posts: (message) => room.posts(message),
        post: async (place, ...rest) =>
          place.to.kind === 'person'
            ? room.post(place, ...rest)
            : { kind: 'rejected', permanent: true, why: 'It may not.' },
        look: async ({ to }) => {
          looks.push(to.id);
          return { kind: 'closed', why: 'It lacks “Send Messages”.' };
        },
      }),
    });
    await copy.tick();
    expect(await world.stored(id)).toMatchObject({ status: 'suspended', reason: 'It lacks “Send Messages”.' });
    expect(await last(id)).toMatchObject({ state: 'failed', note: 'It lacks “Send Messages”.' });
    expect(looks).toEqual(['C1']);
  });

  it('is suspended for what the refusal says where the look at the lost channel fails', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    world.room.closed.set('channel:C1', 'It is gone.');
    const copy = world.copy('one', {
      channels: (room) => ({
        posts: (message) => room.posts(message),
        post: async (...all) => room.post(...all),
        look: async () => Promise.reject(new Error('an answer that nobody can read')),
      }),
    });
    await copy.tick();
    expect(await world.stored(id)).toMatchObject({ status: 'suspended', reason: 'It is gone.' });
    expect(world.room.in('person:U1')).toHaveLength(1);
    expect(world.faults).toHaveLength(1);
  });

  it('looks at no channel where the post is taken: platforms let many more posts through than looks', async () => {
    await world.digest();
    await world.arrive(1);
    toSlot();
    const copy = world.copy('one', {
      channels: (room) => ({
        posts: (message) => room.posts(message),
        post: async (...all) => room.post(...all),
        look: async () => Promise.reject(new Error('nobody should look')),
      }),
    });
    await copy.tick();
    expect(world.readIn()).toEqual([1]);
    expect(world.faults).toEqual([]);
  });

  it('goes on with the rest where one page is refused, and tells why', async () => {
    const id = await world.digest();
    await world.arrive(4);
    toSlot();
    world.room.onPost = () => (world.room.tries.length === 1 ? { kind: 'refuse' } : undefined);
    await world.copy('one').tick();
    expect(world.readIn()).toEqual([3, 4]);
    expect(await last(id)).toMatchObject({ state: 'delivered', note: '1 of 2 messages was refused: it is too long.' });
  });

  it('says what was refused as a whole in the next one', async () => {
    const id = await world.digest();
    await world.arrive(2);
    toSlot();
    world.room.onPost = () => ({ kind: 'refuse' });
    const copy = world.copy('one');
    await copy.tick();
    expect((await last(id))?.state).toBe('failed');
    world.room.onPost = () => undefined;
    world.time.move({ hours: 24 });
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
  });

  it('is suspended where its channel is lost, tells who made it once, and loses nothing', async () => {
    const id = await world.digest({ name: 'Morning' });
    await world.arrive(2);
    toSlot();
    world.room.closed.set('channel:C1', 'Invite the bot to the channel.');
    const copy = world.copy('one');
    await copy.tick();
    world.time.move({ hours: 24 });
    await copy.tick();
    expect(await world.stored(id)).toMatchObject({ status: 'suspended', reason: 'Invite the bot to the channel.' });
    expect(await last(id)).toMatchObject({ state: 'failed', note: 'Invite the bot to the channel.' });
    expect(world.room.in('person:U1')).toHaveLength(1);
    expect(world.room.in('person:U1')[0]?.content).toContain('Morning');

    world.room.closed.clear();
    const digest = await world.stored(id);
    await world.state.digests.change(digest, { status: 'active', reason: undefined }, world.time.now());
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
  });

  it('tells who made it also where the whole community has to rest for a minute first', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    world.room.closed.set('channel:C1', 'It is gone.');
    let refused = 0;
    world.room.onPost = ({ to }) =>
      to.kind === 'person' && ++refused === 1 ? { kind: 'retry', afterMs: 60_000 } : undefined;
    await world.copy('one').tick();
    expect(await world.stored(id)).toMatchObject({ status: 'suspended' });
    expect(world.room.in('person:U1')).toHaveLength(1);
  });

  it('is left to whoever goes on where the bot ends before it told who made it that the channel is lost', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    world.room.closed.set('channel:C1', 'It is gone.');
    let isEnding = false;
    const ending = world.copy('one', {
      channels: (room) => ({
        posts: (message) => room.posts(message),
        post: async (...all) => (isEnding ? { kind: 'retry', afterMs: 0 } : room.post(...all)),
        look: async () => {
          isEnding = true;
          ending.stop();
          return { kind: 'closed', why: 'It is gone.' };
        },
      }),
    });
    await ending.tick();
    expect(await world.stored(id)).toMatchObject({ status: 'active' });
    await world.copy('two').tick();
    expect(await world.stored(id)).toMatchObject({ status: 'suspended' });
    expect(world.room.in('person:U1')).toHaveLength(1);
  });

  it('keeps the rest where its channel is lost half-way, and goes on with it once it is resumed', async () => {
    const id = await world.digest();
    await world.arrive(6);
    toSlot();
    world.room.onPost = () => {
      if (world.room.tries.length === 2) world.room.closed.set('channel:C1', 'It is gone.');
      return undefined;
    };
    const copy = world.copy('one');
    await copy.tick();
    world.time.move({ hours: 36 });
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
    expect(await world.stored(id)).toMatchObject({ status: 'suspended', reason: 'It is gone.' });
    expect(
      await copy.delivering.runNow(readDigest(await world.stored(id)), world.time.now()),
      'nothing new is begun',
    ).toBe('busy');
    expect(world.room.in('person:U1'), 'who made it was told before').toHaveLength(1);

    world.room.closed.clear();
    world.room.onPost = () => undefined;
    await world.state.digests.change(await world.stored(id), { status: 'active', reason: undefined }, world.time.now());
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await world.stored(id)).covered.seq).toBe(6);
  });

  it('says all of it in the new channel where it was moved half-way', async () => {
    const id = await world.digest();
    await world.arrive(4);
    toSlot();
    world.room.onPost = () => (world.room.tries.length === 2 ? { kind: 'throw', store: false } : undefined);
    const copy = world.copy('one');
    await copy.tick();
    await world.state.digests.change(await world.stored(id), { channel: 'C9' }, world.time.now());
    world.time.move({ minutes: 1 });
    await copy.tick();
    world.time.move({ hours: 24 });
    await copy.tick();
    expect(world.readIn('C1')).toEqual([1, 2]);
    expect(world.readIn('C9')).toEqual([1, 2, 3, 4]);
  });

  it('waits until there are enough items where it holds, and has all of them then', async () => {
    const id = await world.digest({ empty: { kind: 'hold', least: 3 } });
    await world.arrive(2);
    toSlot();
    const copy = world.copy('one');
    await copy.tick();
    expect(await last(id)).toMatchObject({
      state: 'skipped',
      note: 'It waits until there are 3 items: there are 2 so far.',
    });
    expect((await world.stored(id)).covered.seq).toBe(0);
    await world.arrive(1);
    world.time.move({ hours: 24 });
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2, 3]);
  });

  it('is silent where there is nothing, or says so, as it was set', async () => {
    const silent = await world.digest();
    const saying = await world.digest({ channel: 'C2', empty: { kind: 'say' } });
    toSlot();
    await world.copy('one').tick();
    expect(await last(silent)).toMatchObject({ state: 'skipped' });
    expect(await last(saying)).toMatchObject({ state: 'delivered' });
    expect(world.room.posted.map(({ to }) => to)).toEqual(['channel:C2']);
  });

  it('is not delivered again by a clock that goes back, and once by one that goes forward', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    const copy = world.copy('one');
    await copy.tick();
    world.time.move({ minutes: -50 });
    await copy.tick();
    world.time.move({ minutes: 50 });
    await copy.tick();
    expect(world.readIn()).toEqual([1]);
    await world.arrive(1);
    world.time.move({ hours: 24 * 5 });
    await copy.tick();
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
    expect(await world.state.deliveries.history(id, 10)).toHaveLength(2);
  });

  it('is finished by another copy where the first one does not come back', async () => {
    const id = await world.digest();
    await world.arrive(4);
    toSlot();
    const dying = Promise.withResolvers<never>();
    const first = world.copy('one', {
      channels: (room) => ({
        look: async (place) => room.look(place),
        posts: (message) => room.posts(message),
        post: async (place, content, attempt) => {
          await room.post(place, content, attempt);
          return dying.promise;
        },
      }),
    });
    void first.ticker.tick();
    await expect.poll(() => world.readIn()).toEqual([1, 2]);
    const second = world.copy('two');
    await second.tick();
    expect(world.readIn()).toEqual([1, 2]);
    // The first one does not even keep its lease.
    await world.state.deliveries.release(
      { digest: id, slot: SLOT, holder: 'one', attempt: 1, leaseMs: 1 },
      world.time.now(),
      world.time.now(),
    );
    await second.tick();
    expect(world.readIn()).toEqual([1, 2, 3, 4]);
    expect(world.room.tries.map(({ isRepeat }) => isRepeat)).toEqual([false, true, false]);
  });

  it('leaves the page in flight whole and the rest to whoever comes next when the bot is stopped', async () => {
    await world.digest();
    await world.arrive(4);
    toSlot();
    const copy = world.copy('one');
    world.room.onPost = () => {
      copy.stop();
      return undefined;
    };
    await copy.tick();
    expect(world.readIn()).toEqual([1, 2]);
    world.room.onPost = () => undefined;
    await world.copy('two').tick();
    expect(world.readIn()).toEqual([1, 2, 3, 4]);
    expect(world.room.tries.every(({ isRepeat }) => !isRepeat)).toBe(true);
  });

  it('waits where the platform cannot be reached', async () => {
    const id = await world.digest();
    await world.arrive(1);
    toSlot();
    world.room.isReachable = false;
    const copy = world.copy('one');
    await copy.tick();
    expect((await world.stored(id)).status).toBe('active');
    world.room.isReachable = true;
    world.time.move({ minutes: 1 });
    await copy.tick();
    expect(world.readIn()).toEqual([1]);
  });

  it('comes when it is asked for as a slot of its own, and its slot brings only what came after', async () => {
    const id = await world.digest({ empty: { kind: 'hold', least: 2 } });
    await world.arrive(1);
    const copy = world.copy('one');
    const digest = readDigest(await world.stored(id));
    expect(await copy.delivering.runNow(digest, world.time.now())).toMatchObject({ state: 'delivered' });
    expect((await world.stored(id)).nextAt).toEqual(SLOT);
    expect(world.composed[0]?.frame.occasion).toBe('asked for');
    await world.arrive(2);
    toSlot();
    await copy.tick();
    expect(world.room.posted.map(({ content }) => briefsIn(content))).toEqual([[1], [2, 3]]);
  });

  it('comes one after the other where two are for one channel', async () => {
    await world.digest({ name: 'a' });
    await world.digest({ name: 'b' });
    await world.arrive(6);
    toSlot();
    await world.copy('one').tick();
    const digests = world.room.posted.map(({ key }) => key.split('.')[0]);
    expect(new Set(digests.slice(0, 3)).size).toBe(1);
    expect(new Set(digests.slice(3)).size).toBe(1);
    expect(digests).toHaveLength(6);
  });

  it('does not wait for one that takes long', async () => {
    await world.digest({ channel: 'C1' });
    await world.arrive(1);
    toSlot();
    const slow = Promise.withResolvers<undefined>();
    world.room.onPost = ({ to }) => (to.id === 'C1' ? slow.promise : undefined);
    const copy = world.copy('one');
    await copy.ticker.tick();
    await world.digest({ channel: 'C2' });
    await copy.ticker.tick();
    await expect.poll(() => world.readIn('C2')).toEqual([1]);
    slow.resolve(undefined);
    await copy.ticker.idle();
    expect(world.readIn('C1')).toEqual([1]);
  });
});
