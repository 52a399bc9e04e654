import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Brief } from '../../src/corpus/model.ts';
import type { BriefId, SubjectId } from '../../src/corpus/ids.ts';
import { parseQuietHours } from '../../src/digests/quiet-hours.ts';
import { parseZone } from '../../src/kernel/zone.ts';
import type { Audience } from '../../src/state/audience.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { id } from '../fixtures/briefs.ts';
import { databasesOf } from '../state/databases.ts';
import { ann, desk, Newsroom } from './newsroom.ts';

/** Whole notices about the five briefs, as their readers would get them. Read a changed file as they would. */

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const databases = databasesOf('sqlite');
let room: Newsroom;
beforeEach(async () => {
  room = new Newsroom(await databases.fresh(), office.corpus);
});

function brief(name: string): Brief {
  const found = office.corpus.brief(name as BriefId);
  if (!found) throw new Error(`no brief ${name}`);
  return found;
}
const august = () => brief('2016-08-26-kerry-lavrov-geneva');
const september = () => brief('2016-09-07-no-syria-truce-deal');
const talks = () => brief('2016-09-28-us-may-end-syria-talks');
const efforts = () => brief('2016-11-28-kerry-aleppo-efforts');
const denial = () => brief('2016-11-29-moscow-denies-aleppo-swap');

async function follow(audience: Audience, ...subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) {
    await room.office.follow(audience, { subject: id(subject), by: 'U-ann' }, room.clock.now());
  }
}

/** After what was there before: what is told of the rest. */
async function told(audience: Audience, before: readonly Brief[], then: readonly Brief[]): Promise<string> {
  const copy = room.copy();
  for (const one of before) await room.arrive(one);
  await copy.tick(room.clock.now());
  for (const one of then) await room.arrive(one);
  await copy.tick(room.clock.now());
  expect(room.trouble()).toEqual([]);
  return room.channels.of(audience.id).join('\n\n=====\n\n');
}

const golden = (name: string) => `golden/notice-${name}.txt`;

describe('a notice', () => {
  it('tells a person what one brief says new of one subject', async () => {
    await follow(ann, 'aleppo');
    const text = await told(ann, [august(), september(), talks()], [efforts()]);
    await expect(text).toMatchFileSnapshot(golden('one-subject'));
  });

  it('tells of a dispute with all its sides', async () => {
    await follow(ann, 'sergei-ryabkov');
    const text = await told(ann, [august(), september(), talks(), efforts()], [denial()]);
    await expect(text).toMatchFileSnapshot(golden('dispute'));
  });

  it('is one where somebody follows five subjects of the same brief', async () => {
    await follow(ann, 'aleppo', 'sergey-lavrov', 'john-kerry', 'ceasefire', 'syria');
    const text = await told(ann, [august(), september()], [talks()]);
    expect(room.channels.stored).toHaveLength(1);
    await expect(text).toMatchFileSnapshot(golden('five-subjects'));
  });

  it('tells a channel in the open, with a way to follow for each who reads it', async () => {
    await follow(desk, 'ceasefire');
    const text = await told(desk, [august()], [september()]);
    await expect(text).toMatchFileSnapshot(golden('channel'));
  });

  it('counts what it does not show after a night, and says which line does', async () => {
    await follow(ann, 'syria');
    room.clock.set('2016-12-01T23:30:00Z');
    await room.office.setQuiet(ann, parseQuietHours('22:00-7:00', parseZone('Europe/London')), room.clock.now());
    const copy = room.copy();
    await copy.tick(room.clock.now());
    for (const one of [august(), september(), talks(), efforts(), denial()]) {
      await room.arrive(one);
      await room.minutes(copy, 20);
    }
    expect(room.channels.stored).toEqual([]);
    room.clock.set('2016-12-02T07:00:00Z');
    await copy.tick(room.clock.now());
    expect(room.channels.stored).toHaveLength(1);
    await expect(room.channels.of(ann.id).join('')).toMatchFileSnapshot(golden('after-a-night'));
  });

  it('marks a correction as one', async () => {
    await follow(ann, 'aleppo');
    const copy = room.copy();
    await copy.tick(room.clock.now());
    await room.arrive(talks());
    await copy.tick(room.clock.now());
    const point = talks().points.find(({ places }) => places.includes('aleppo' as SubjectId));
    if (!point) throw new Error('the brief has no such point');
    const edited: Brief = {
      ...talks(),
      points: [
        ...talks().points.filter((one) => one !== point),
        { ...point, text: 'Aleppo came under heavy bombing from the day on which the ceasefire ended.' },
      ],
    };
    await room.arrive(edited, 'second');
    await copy.tick(room.clock.now());
    expect(room.channels.stored).toHaveLength(2);
    await expect(room.channels.of(ann.id)[1]).toMatchFileSnapshot(golden('correction'));
  });

  it('tells who set up a watch that its channel is lost', async () => {
    await follow(desk, 'aleppo', 'syria');
    room.channels.fate = ({ to }) => (to.kind === 'channel' ? 'lost' : 'taken');
    const copy = room.copy();
    await copy.tick(room.clock.now());
    await room.arrive(talks());
    await copy.tick(room.clock.now());
    expect(room.channels.of(desk.id)).toEqual([]);
    await expect(room.channels.of(ann.id).join('')).toMatchFileSnapshot(golden('watch-lost'));
  });
});
