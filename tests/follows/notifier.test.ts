import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/corpus/ids.ts';
import { parseQuietHours } from '../../src/digests/quiet-hours.ts';
import { parseZone } from '../../src/kernel/zone.ts';
import type { Channels } from '../../src/platform.ts';
import type { Audience } from '../../src/state/audience.ts';
import { BEFORE_ALL, sequenceSchema } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { databasesOf, describeOverEach, type Databases } from '../state/databases.ts';
import { FakeChannels, type FakeChannelsOptions } from './fake-channels.ts';
import { ann, bob, desk, Newsroom } from './newsroom.ts';
import { SmallCorpus } from './small-corpus.ts';

interface World {
  readonly room: Newsroom;
  readonly small: SmallCorpus;
  /** A brief with news of a subject comes into service and arrives. */
  readonly news: (name: string, about?: string) => Promise<void>;
  readonly follow: (audience: Audience, subject: string) => Promise<void>;
  /** The first lines of all that somebody has, in order. */
  readonly titles: (audience: Audience) => readonly string[];
}

/** `old` was in service before the notifier ran for the first time. */
async function world(
  databases: Databases,
  options: { readonly now?: string; readonly old?: readonly string[] } & Omit<FakeChannelsOptions, 'clock'> = {},
): Promise<World> {
  const small = new SmallCorpus();
  const { old = [], ...more } = options;
  const room = new Newsroom(await databases.fresh(), small.corpus, more);
  const news = async (name: string, about = 'aleppo') => room.arrive(small.add(name, about));
  for (const name of old) await news(name);
  await room.copy().tick(room.clock.now());
  return {
    room,
    small,
    news,
    follow: async (audience, subject) => {
      await room.office.follow(audience, { subject: subject as SubjectId, by: 'U-ann' }, room.clock.now());
    },
    titles: (audience) => room.channels.of(audience.id).map((content) => content.split('\n')[0] ?? ''),
  };
}

const quiet = (hours: string, zone: string) => parseQuietHours(hours, parseZone(zone));

describeOverEach('who follows', (databases) => {
  it('is told what arrives later, and never of what was there', async () => {
    const { room, news, follow, titles } = await world(databases, {
      old: Array.from({ length: 30 }, (_, index) => `old-${index}`),
    });
    const copy = room.copy();
    await follow(ann, 'aleppo');
    await copy.tick(room.clock.now());
    expect(room.channels.stored).toEqual([]);
    await news('one');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual(['New about Aleppo: one tells of aleppo']);
    await room.minutes(copy, 5);
    expect(room.channels.stored).toHaveLength(1);
    expect(room.channels.stored[0]?.place).toEqual({
      tenant: 'T1',
      to: { kind: 'person', id: 'U-ann' },
      title: 'New about Aleppo',
    });
    expect(room.trouble()).toEqual([]);
  });

  it('is told by a copy that has not read all of what is held for them what it has read, and the rest once it has', async () => {
    const { room, small, follow } = await world(databases, { now: '2016-12-01T21:30:00Z' });
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('21:00-07:00', 'UTC'), room.clock.now());
    const [one, two] = [small.add('one', 'aleppo'), small.add('two', 'aleppo')];
    await room.arrive(one);
    await room.arrive(two);
    await room.copy().tick(room.clock.now());
    expect(room.channels.stored).toEqual([]);
    room.clock.set('2016-12-02T07:05:00Z');
    const late = new Newsroom(room.state, small.corpus, { clock: room.clock });
    late.read(one);
    const titles = () => late.channels.of(ann.id).map((content) => content.split('\n')[0]);
    await late.copy().tick(room.clock.now());
    expect(titles()).toEqual(['New about Aleppo: one tells of aleppo']);
    late.read(two);
    room.clock.set('2016-12-02T07:25:00Z');
    await late.copy().tick(room.clock.now());
    expect(titles()).toEqual(['New about Aleppo: one tells of aleppo', 'New about Aleppo: two tells of aleppo']);
  });

  it('hears of what lies within the subject, and not of what it lies within', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'syria');
    await follow(bob, 'eastern-aleppo');
    await news('one');
    await room.copy().tick(room.clock.now());
    expect(titles(ann)).toEqual(['New about Syria: one tells of aleppo']);
    expect(titles(bob)).toEqual([]);
  });

  it('is told nothing of what arrived before they followed, also where nobody had read it', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(bob, 'aleppo');
    await news('before');
    await follow(ann, 'aleppo');
    await news('after');
    await room.copy().tick(room.clock.now());
    expect(titles(bob)).toHaveLength(1);
    expect(room.channels.of(bob.id)[0]).toContain('before tells');
    expect(room.channels.of(ann.id)[0]).not.toContain('before tells');
    expect(room.channels.of(ann.id)[0]).toContain('after tells');
  });

  it('is told nothing of what they do not follow any more', async () => {
    const { room, news, follow } = await world(databases);
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('9:00-11:00', 'UTC'), room.clock.now());
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    expect((await room.office.of(ann, room.clock.now())).held).toBe(1);
    await room.office.unfollow(ann, 'aleppo');
    expect((await room.office.of(ann, room.clock.now())).held).toBe(0);
    await room.minutes(copy, 120);
    expect(room.channels.stored).toEqual([]);
  });

  it('is told by many at once of the same, which is worked out once', async () => {
    const { room, news, follow } = await world(databases);
    const people = Array.from({ length: 40 }, (_, index): Audience => ({ ...ann, id: `U-${index}` }));
    for (const person of people) await follow(person, 'aleppo');
    await news('one');
    await room.copy().tick(room.clock.now());
    expect(room.channels.stored).toHaveLength(40);
    expect(new Set(room.channels.stored.map(({ place }) => place.to.id)).size).toBe(40);
    // Once to find whom it is news to, once to say it.
    expect(room.asked).toBe(2);
  });
});

describeOverEach('how much is told', (databases) => {
  it('is three messages an hour, and what is more comes in the next one', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    const copy = room.copy();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
      await news(name);
      await copy.tick(room.clock.now());
      room.clock.pass(1);
    }
    expect(titles(ann)).toHaveLength(3);
    expect((await room.office.of(ann, room.clock.now())).held).toBe(6);
    // The first of them was at 9:30: 60 minutes later there is room for one, with all that was held.
    room.clock.set('2016-12-01T10:29:00Z');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(3);
    room.clock.set('2016-12-01T10:30:00Z');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(4);
    const [, , , fourth] = room.channels.of(ann.id);
    for (const name of ['d', 'e', 'f']) expect(fourth).toContain(`${name} tells of aleppo`);
    expect(fourth).toContain('+3 held. `changed aleppo since:2016-11-30` shows all.');
    expect((await room.office.of(ann, room.clock.now())).held).toBe(0);
  });

  it('is never more than three in any hour, whenever news comes', async () => {
    const { room, news, follow } = await world(databases);
    await follow(desk, 'aleppo');
    const copy = room.copy();
    for (let minute = 0; minute < 200; minute += 7) {
      await news(`at-${minute}`);
      await room.minutes(copy, 7);
    }
    const times = room.channels.stored.map(({ at }) => at.epochMilliseconds);
    expect(times.length).toBeGreaterThan(8);
    const gaps = times.slice(3).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_600_000);
  });

  it.each([
    // Over midnight, in the reader's zone.
    ['22:00-7:00', 'Europe/Berlin', '2016-12-01T22:30:00Z', '2016-12-02T06:00:00Z'],
    // Berlin loses the hour from 2 to 3: the quiet ends at the same time on the wall.
    ['22:00-7:00', 'Europe/Berlin', '2017-03-25T22:30:00Z', '2017-03-26T05:00:00Z'],
    // New York has the hour from 1 to 2 twice.
    ['22:00-7:00', 'America/New_York', '2017-11-05T04:30:00Z', '2017-11-05T12:00:00Z'],
    // Ends in the hour that does not exist: at the first minute after it.
    ['22:00-2:30', 'Europe/Berlin', '2017-03-25T22:30:00Z', '2017-03-26T01:00:00Z'],
    // Ends in the hour that comes twice: the first time.
    ['22:00-1:30', 'America/New_York', '2017-11-05T04:30:00Z', '2017-11-05T05:30:00Z'],
    ['12:00-13:00', 'Asia/Kolkata', '2016-12-01T06:45:00Z', '2016-12-01T07:30:00Z'],
  ])('is nothing in quiet hours (%s in %s, news at %s) and all of it at their end', async (hours, zone, at, end) => {
    const { room, news, follow, titles } = await world(databases, { now: at });
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet(hours, zone), room.clock.now());
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.clock.pass(10);
    await news('two');
    const last = Temporal.Instant.from(end).subtract({ minutes: 1 });
    await copy.tick(room.clock.now());
    room.clock.set(last.toString());
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual([]);
    room.clock.set(end);
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
    expect(room.channels.of(ann.id)[0]).toContain('one tells');
    expect(room.channels.of(ann.id)[0]).toContain('two tells');
  });

  it('is nothing in quiet hours either where the platform had wanted it later', async () => {
    const { room, news, follow, titles } = await world(databases, { now: '2016-12-01T21:59:00Z' });
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('22:00-7:00', 'UTC'), room.clock.now());
    room.channels.fate = () => ({ retryMs: 120_000 });
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 10);
    expect(titles(ann)).toEqual([]);
    room.clock.set('2016-12-02T07:00:00Z');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
  });

  it('that the platform had wanted later comes at once where quiet hours are ended', async () => {
    const { room, news, follow, titles } = await world(databases, { now: '2016-12-01T21:59:00Z' });
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('22:00-7:00', 'UTC'), room.clock.now());
    room.channels.fate = () => ({ retryMs: 120_000 });
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 10);
    expect(titles(ann)).toEqual([]);
    await room.office.setQuiet(ann, undefined, room.clock.now());
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
  });

  it('comes at the end of the longest quiet on the longest day', async () => {
    // New York has 25 hours on that day.
    const { room, news, follow, titles } = await world(databases, { now: '2017-11-05T04:00:00Z' });
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('0:00-23:59', 'America/New_York'), room.clock.now());
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.clock.set('2017-11-06T04:58:00Z');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual([]);
    room.clock.set('2017-11-06T04:59:00Z');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
  });

  it('comes at once where quiet hours are ended', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    await room.office.setQuiet(ann, quiet('9:00-17:00', 'UTC'), room.clock.now());
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual([]);
    await room.office.setQuiet(ann, undefined, room.clock.now());
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
  });

  it('is not held up for long by a clock that was wrong', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    const copy = room.copy();
    room.clock.set('2017-12-01T09:30:00Z');
    for (const name of ['a', 'b', 'c', 'd']) {
      await news(name);
      await copy.tick(room.clock.now());
    }
    expect(titles(ann)).toHaveLength(3);
    room.clock.set('2016-12-01T09:30:00Z');
    await news('e');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(4);
    expect(room.channels.of(ann.id)[3]).toContain('d tells');
  });
});

describeOverEach('what the platform says', (databases) => {
  it('comes later where it wants a pause, once', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    room.channels.fate = () => ({ retryMs: 90_000 });
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 1);
    expect(titles(ann)).toEqual([]);
    await room.minutes(copy, 5);
    expect(titles(ann)).toHaveLength(1);
  });

  it('holds up what comes later for a day of tries at most, as news that is put off for ever would', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    room.channels.fate = () => ({ retryMs: 3_600_000 });
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    await news('two');
    // A day in which the bot did not run is none of tries.
    room.clock.pass(2 * 24 * 60);
    for (let hour = 0; hour < 8; hour += 1) {
      await copy.tick(room.clock.now());
      room.clock.pass(60);
    }
    expect(room.trouble()).toEqual([]);
    await copy.tick(room.clock.now());
    expect(room.trouble()).toEqual(['a notice was given up: the platform did not take it for a day']);
    expect((await room.office.of(ann, room.clock.now())).trouble).toMatchObject({
      note: 'the platform did not take it for a day.',
    });
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 60);
    expect(titles(ann)).toEqual(['New about Aleppo: two tells of aleppo']);
  });

  it('leaves as unknown what may be there in part when the rest is given up, and sends nothing of it again', async () => {
    const { room, news, follow } = await world(databases, { canAsk: false, split: (message) => [message, message] });
    await follow(ann, 'aleppo');
    const firstPost = (key: string) => key.endsWith('-1');
    room.channels.fate = (_place, { key }) => (firstPost(key) ? 'stored, then unknown' : { retryMs: 3_600_000 });
    const copy = room.copy();
    await news('one');
    for (let hour = 0; hour < 26; hour += 1) {
      await copy.tick(room.clock.now());
      room.clock.pass(60);
    }
    const { trouble } = await room.office.of(ann, room.clock.now());
    expect(trouble).toMatchObject({ note: undefined });
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 60);
    expect(room.channels.of(ann.id)).toHaveLength(1);
  });

  it('is asked before anything is sent again after a fault', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    await follow(bob, 'aleppo');
    room.channels.fate = ({ to }) => (to.id === ann.id ? 'stored, then a fault' : 'a fault before it');
    const copy = room.copy();
    await news('one');
    await room.minutes(copy, 3);
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 3);
    expect(titles(ann)).toHaveLength(1);
    expect(titles(bob)).toHaveLength(1);
    expect(room.trouble()).toContain('posting a notice failed');
    expect((await room.office.of(ann, room.clock.now())).trouble).toBeUndefined();
  });

  it('is believed where it cannot tell: nothing is sent again, and who asks hears of it', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    room.channels.fate = () => 'unknown';
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    room.channels.fate = () => 'taken';
    await room.minutes(copy, 10);
    expect(titles(ann)).toEqual([]);
    const { trouble } = await room.office.of(ann, room.clock.now());
    expect(trouble).toMatchObject({ note: undefined });
    await news('two');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
  });

  it('ends a client that always fails, and does not send again what may be there', async () => {
    const { room, news, follow } = await world(databases, { canAsk: true });
    await follow(ann, 'aleppo');
    room.channels.fate = () => 'a fault before it';
    const copy = room.copy();
    await news('one');
    await room.minutes(copy, 30);
    const faults = room.log.filter(({ event }) => event === 'posting a notice failed');
    expect(faults).toHaveLength(10);
    expect((await room.office.of(ann, room.clock.now())).trouble).toBeDefined();
  });

  it('is shown to who asks where it refused one text, and the next is tried', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    room.channels.fate = () => 'refused';
    const copy = room.copy();
    await news('one');
    await copy.tick(room.clock.now());
    const { trouble, suspension } = await room.office.of(ann, room.clock.now());
    expect(trouble).toMatchObject({ note: 'The text was not accepted.' });
    expect(suspension).toBeUndefined();
    room.channels.fate = () => 'taken';
    await news('two');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual(['New about Aleppo: two tells of aleppo']);
  });

  it('suspends somebody who cannot be messaged until they ask, and keeps what they follow', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    let tries = 0;
    room.channels.fate = () => {
      tries += 1;
      return 'lost';
    };
    const copy = room.copy();
    for (const name of ['one', 'two', 'three']) {
      await news(name);
      await room.minutes(copy, 2);
    }
    expect(tries).toBe(1);
    const { follows, suspension, held } = await room.office.of(ann, room.clock.now());
    expect(follows).toHaveLength(1);
    expect(held).toBe(0);
    expect(suspension?.why).toBe('The bot is not a member there any more.');

    room.channels.fate = () => 'taken';
    expect(await room.office.resume(ann)).toEqual(suspension);
    await news('four');
    await copy.tick(room.clock.now());
    expect(titles(ann)).toEqual(['New about Aleppo: four tells of aleppo']);
  });

  it('suspends the watch of a channel that is lost, and everybody who set it up is told once', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(desk, 'aleppo');
    await room.office.follow(desk, { subject: 'syria' as SubjectId, by: 'U-bob' }, room.clock.now());
    room.channels.fate = ({ to }) => (to.kind === 'channel' ? 'lost' : 'taken');
    const copy = room.copy();
    for (const name of ['one', 'two']) {
      await news(name);
      await room.minutes(copy, 2);
    }
    const told = ['A channel that you let watch the news cannot be posted in any more'];
    expect(titles(ann)).toEqual(told);
    expect(titles(bob)).toEqual(told);
    expect(room.channels.of(ann.id)[0]).toContain('- Aleppo');
    expect(room.channels.of(ann.id)[0]).not.toContain('- Syria');
    expect((await room.office.of(desk, room.clock.now())).suspension).toBeDefined();
  });

  it('counts for no tenant where people are the same in every community', async () => {
    const { room, news, follow } = await world(databases, { people: 'everywhere' });
    await follow({ ...ann, tenant: 'T1' }, 'aleppo');
    // In a direct conversation, without a tenant, the list is the same.
    expect((await room.office.of({ ...ann, tenant: '' }, room.clock.now())).follows).toHaveLength(1);
    await news('one');
    await room.copy().tick(room.clock.now());
    expect(room.channels.stored.map(({ place }) => place)).toMatchObject([{ tenant: '', to: { id: ann.id } }]);
    await follow(desk, 'aleppo');
    expect((await room.office.of({ ...desk, tenant: 'T2' }, room.clock.now())).follows).toEqual([]);
  });
});

describe('a copy of the bot', () => {
  const databases = databasesOf('sqlite');

  it('marks the end at its first look once the folder is read, so that what was there is news to nobody', async () => {
    const small = new SmallCorpus();
    const room = new Newsroom(await databases.fresh(), small.corpus);
    await room.office.follow(ann, { subject: 'aleppo' as SubjectId, by: 'U-ann' }, room.clock.now());
    const copy = room.copy();
    small.isCatchingUp = true;
    await room.arrive(small.add('half', 'aleppo'));
    await copy.tick(room.clock.now());
    await room.arrive(small.add('the-other-half', 'aleppo'));
    small.isCatchingUp = false;
    await room.minutes(copy, 3);
    expect(room.channels.stored).toEqual([]);
  });

  it('waits for a brief that another copy has read and it has not, and not for ever', async () => {
    const { room, small, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    const one = small.add('one', 'aleppo');
    await room.arriveElsewhere(one);
    small.briefs.delete(one.id);
    const copy = room.copy();
    await room.minutes(copy, 3);
    expect(titles(ann)).toEqual([]);
    small.briefs.set(one.id, one);
    room.read(one);
    await room.minutes(copy, 1);
    expect(titles(ann)).toHaveLength(1);

    const two = small.add('two', 'aleppo');
    await room.arriveElsewhere(two);
    small.briefs.delete(two.id);
    await news('three');
    await room.minutes(copy, 3);
    expect(titles(ann)).toHaveLength(1);
    room.clock.pass(10);
    small.checkedAt = room.clock.now().toString();
    await room.minutes(copy, 1);
    expect(room.channels.of(ann.id).join()).toContain('three tells');
  });

  it('tells on the platforms that it runs, and leaves the others to copies that run them', async () => {
    const { room, news, follow, titles } = await world(databases);
    const elsewhere = new FakeChannels({ clock: room.clock });
    await follow(ann, 'aleppo');
    await room.state.follows.add(
      { ...bob, platform: 'other' },
      { subject: 'aleppo', by: 'U-bob', most: 50 },
      room.clock.now(),
    );
    await news('one');
    await room.copy().tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
    await room.copy({ platforms: new Map([['other', elsewhere]]) }).tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
    expect(elsewhere.of(bob.id)).toHaveLength(1);
  });

  it('reads much that came at once in parts, and tells of it in one message', async () => {
    const { room, small, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    for (let at = 0; at < 450; at += 1) await room.arrive(small.add(`many-${at}`, 'aleppo'));
    await room.copy().tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
    expect(room.channels.of(ann.id)[0]).toContain('+447 held.');
    // Three parts to find whom it is news to, and once to say it.
    expect(room.asked).toBe(4);
  });

  it('answers calls during a tick with one more, and stops when it is done', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    const copy = room.copy();
    await news('one');
    const now = room.clock.now();
    await Promise.all([copy.tick(now), copy.tick(now), copy.tick(now), copy.tick(now)]);
    expect(titles(ann)).toHaveLength(1);
    await news('two');
    const last = copy.tick(now);
    await copy.stop();
    await last;
    await copy.stop();
    await copy.tick(now);
    // Whatever the first one did not begin with, another does.
    room.clock.pass(1);
    await room.copy().tick(room.clock.now());
    expect(titles(ann)).toHaveLength(2);
  });

  it('looks at the clock when its turn comes: what arrived meanwhile did not arrive before', async () => {
    const { room, small, news, follow } = await world(databases);
    await follow(ann, 'aleppo');
    const copy = room.copy();
    await news('one');
    const begun = room.clock.now();
    let turn: Promise<void> | undefined;
    room.channels.fate = () => {
      turn ??= copy.tick(begun);
      room.clock.pass(20);
      room.read(small.add('two', 'aleppo'));
      return 'taken';
    };
    await copy.tick(begun);
    room.channels.fate = () => 'taken';
    await turn;
    const last = await room.state.arrivals.last();
    const [two] = await room.state.arrivals.between(sequenceSchema.parse(last - 1), last, 1);
    expect(two?.at).toEqual(begun.add({ minutes: 20 }));
  });

  it('leaves the work to the one that is at it', async () => {
    const { room, news, follow } = await world(databases);
    await follow(ann, 'aleppo');
    await news('one');
    const now = room.clock.now();
    await room.state.leases.take('notices', { holder: 'another', now, ms: 120_000 });
    await room.state.leases.take('notices chat', { holder: 'another', now, ms: 120_000 });
    const copy = room.copy();
    await room.minutes(copy, 1);
    expect(room.channels.stored).toEqual([]);
    await room.minutes(copy, 1);
    expect(room.channels.stored).toHaveLength(1);
    expect(room.trouble()).toEqual([]);
  });

  it('tells the others where more than are read at once always fail', async () => {
    const { room } = await world(databases);
    const taking = await room.state.leases.take('notices chat', { holder: 'plan', now: room.clock.now(), ms: 60_000 });
    if (taking.kind === 'held') throw new Error(taking.by);
    const tenure = { lease: taking.lease, ms: 60_000 };
    const failing = Array.from({ length: 60 }, (_, index): Audience => ({ ...desk, id: `C-${index}` }));
    for (const audience of [...failing, ann]) {
      const notice = { audience, kind: 'news', title: 'New', posts: ['one'] } as const;
      await room.state.notices.plan(tenure, notice, BEFORE_ALL, room.clock.now());
      room.clock.pass(1);
    }
    await room.state.leases.giveBack(taking.lease, room.clock.now());
    const settings = {
      ...room.state.settings,
      read: (...asked: Parameters<typeof room.state.settings.read>) =>
        asked[0].includes('channel')
          ? Promise.reject(new Error('it is not of its shape'))
          : room.state.settings.read(...asked),
    };
    const state = { ...room.state, settings } as State; // what it reads is of any kind
    await room.copy({ state }).tick(room.clock.now());
    expect(room.channels.of(ann.id)).toEqual(['one']);
    expect(room.trouble()).toEqual(Array(60).fill('a notice could not be delivered'));
  });

  it('says once in the log that the database is away, and goes on when it answers again', async () => {
    const { room, news, follow, titles } = await world(databases);
    await follow(ann, 'aleppo');
    await news('one');
    let isAway = true;
    const state = {
      ...room.state,
      leases: {
        ...room.state.leases,
        take: (...args: Parameters<typeof room.state.leases.take>) =>
          isAway
            ? Promise.reject(new StateError('away', 'The database does not answer.'))
            : room.state.leases.take(...args),
      },
    };
    const copy = room.copy({ state });
    await room.minutes(copy, 3);
    expect(room.trouble()).toEqual(['who follows is told later']);
    isAway = false;
    await copy.tick(room.clock.now());
    expect(titles(ann)).toHaveLength(1);
    expect(room.log.map(({ event }) => event)).toContain('the database answers again: who follows is told');
    isAway = true;
    await room.minutes(copy, 3);
    expect(room.trouble()).toEqual(['who follows is told later', 'who follows is told later']);
  });

  it('says so once where the database goes away between many, and ends what is with the platform first', async () => {
    const { room, news, follow, titles } = await world(databases);
    const people = Array.from({ length: 20 }, (_, index): Audience => ({ ...ann, id: `U-${index}` }));
    for (const person of people) await follow(person, 'aleppo');
    await news('one');
    let isAway = false;
    const failed = Promise.withResolvers<void>();
    const slow = new FakeChannels({ clock: room.clock });
    const events: string[] = [];
    const channels: Channels = {
      look: (place) => slow.look(place),
      posts: (message) => slow.posts(message),
      async post(...asked) {
        const isFirst = !isAway;
        isAway = true;
        // It ends only after the database has failed another, and whoever does not wait for it has gone on.
        if (isFirst) {
          await failed.promise;
          await setImmediate();
        }
        events.push('posted');
        return slow.post(...asked);
      },
    };
    const { leases, notices } = room.state;
    const state = {
      ...room.state,
      leases: {
        ...leases,
        giveBack: (...args: Parameters<typeof leases.giveBack>) => {
          events.push('given back');
          return leases.giveBack(...args);
        },
      },
      notices: {
        ...notices,
        recordPost(...args: Parameters<typeof notices.recordPost>) {
          if (!isAway) return notices.recordPost(...args);
          failed.resolve();
          return Promise.reject(new StateError('away', 'The database does not answer.'));
        },
      },
    };
    await room.copy({ state, platforms: new Map([['chat', channels]]) }).tick(room.clock.now());
    expect(room.trouble()).toEqual(['who follows is told later']);
    expect(events.at(-1)).toBe('given back');
    expect(events).toContain('posted');
    room.clock.pass(1);
    await room.copy({ platforms: new Map([['chat', slow]]) }).tick(room.clock.now());
    expect(people.map((person) => slow.of(person.id).length)).toEqual(people.map(() => 1));
    expect(titles(ann)).toEqual([]);
  });
});

describe('the office', () => {
  const databases = databasesOf('sqlite');

  it('refuses the fifty-first subject, and says what to do', async () => {
    const { room, follow } = await world(databases);
    for (let at = 0; at < 50; at += 1) await follow(ann, `subject-${at}`);
    await expect(follow(ann, 'subject-50')).rejects.toThrow(/You follow 50 subjects.*`following`/);
    await follow(ann, 'subject-49');
    for (let at = 0; at < 50; at += 1) await follow(desk, `subject-${at}`);
    await expect(follow(desk, 'subject-50')).rejects.toThrow(/This channel watches 50.*`watching`/);
    expect((await room.office.of(ann, room.clock.now())).follows).toHaveLength(50);
  });

  it('keeps the lists of two communities apart', async () => {
    const { room, follow } = await world(databases);
    await follow(ann, 'aleppo');
    expect((await room.office.of({ ...ann, tenant: 'T2' }, room.clock.now())).follows).toEqual([]);
    expect((await room.office.of({ ...desk, id: ann.id }, room.clock.now())).follows).toEqual([]);
  });

  it('says why nobody can be told there', async () => {
    const { room, follow } = await world(databases);
    expect(await room.office.whyNot(ann)).toBeUndefined();
    room.channels.closed.set(desk.id, 'The bot may not write there.');
    expect(await room.office.whyNot(desk)).toBe('The bot may not write there.');
    await expect(room.office.whyNot({ ...ann, platform: 'elsewhere' })).rejects.toThrow(/just starting/);
    await expect(follow({ ...ann, platform: 'elsewhere' }, 'aleppo')).rejects.toThrow(/just starting/);
  });
});
