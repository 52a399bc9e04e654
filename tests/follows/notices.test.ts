import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseQuietHours } from '../../src/digests/quiet-hours.ts';
import type { Notifier } from '../../src/follows/notifier.ts';
import { parseZone } from '../../src/kernel/zone.ts';
import type { Audience } from '../../src/state/audience.ts';
import { id } from '../fixtures/briefs.ts';
import { databasesOf } from '../state/databases.ts';
import { FolderRoom } from './folder-room.ts';
import { ann, bob, desk, type Newsroom } from './newsroom.ts';

/** Whole notices about briefs that are put into a folder, as their readers would get them. Read a changed file as they would. */

const AUGUST = '2016-08-26-kerry-lavrov-geneva';
const SEPTEMBER = '2016-09-07-no-syria-truce-deal';
const TALKS = '2016-09-28-us-may-end-syria-talks';
const EFFORTS = '2016-11-28-kerry-aleppo-efforts';
const DENIAL = '2016-11-29-moscow-denies-aleppo-swap';

const databases = databasesOf('sqlite');
let folder: FolderRoom;
let room: Newsroom;
let copy: Notifier;
beforeEach(async () => {
  folder = await FolderRoom.open(await databases.fresh());
  ({ room } = folder);
  copy = room.copy();
});
afterEach(async () => folder.end());

async function follow(audience: Audience, ...subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) {
    await room.office.follow(audience, { subject: id(subject), by: 'U-ann' }, room.clock.now());
  }
}

/** What came to somebody since this was asked last: after some minutes, so that what would come twice has come. */
async function told(audience: Audience): Promise<readonly string[]> {
  const before = room.channels.stored.length;
  await room.minutes(copy, 3);
  room.clock.pass(60);
  expect(room.trouble()).toEqual([]);
  return room.channels.stored
    .slice(before)
    .filter(({ place }) => place.to.id === audience.id)
    .map(({ content }) => content);
}

async function toldAfter(audience: Audience, before: readonly string[], then: readonly string[]): Promise<string> {
  for (const one of before) await folder.put(one);
  await told(audience);
  for (const one of then) await folder.put(one);
  const contents = await told(audience);
  expect(contents).toHaveLength(1);
  return contents.join('');
}

const golden = (name: string) => `golden/notice-${name}.txt`;

describe('a notice', () => {
  it('tells a person what one brief says new of one subject', async () => {
    await follow(ann, 'aleppo');
    const text = await toldAfter(ann, [AUGUST, SEPTEMBER, TALKS], [EFFORTS]);
    await expect(text).toMatchFileSnapshot(golden('one-subject'));
  });

  it('tells of a dispute with all its sides', async () => {
    await follow(ann, 'sergei-ryabkov');
    const text = await toldAfter(ann, [AUGUST, SEPTEMBER, TALKS, EFFORTS], [DENIAL]);
    await expect(text).toMatchFileSnapshot(golden('dispute'));
  });

  it('is one where somebody follows five subjects of the same brief', async () => {
    await follow(ann, 'aleppo', 'sergey-lavrov', 'john-kerry', 'ceasefire', 'syria');
    const text = await toldAfter(ann, [AUGUST, SEPTEMBER], [TALKS]);
    await expect(text).toMatchFileSnapshot(golden('five-subjects'));
  });

  it('tells a channel in the open, with a way to follow for each who reads it', async () => {
    await follow(desk, 'ceasefire');
    const text = await toldAfter(desk, [AUGUST], [SEPTEMBER]);
    await expect(text).toMatchFileSnapshot(golden('channel'));
  });

  it('counts what it does not show after a night, and says which line does', async () => {
    await follow(ann, 'syria');
    room.clock.set('2016-12-01T23:30:00Z');
    await room.office.setQuiet(ann, parseQuietHours('22:00-7:00', parseZone('Europe/London')), room.clock.now());
    await copy.tick(room.clock.now());
    for (const one of [AUGUST, SEPTEMBER, TALKS, EFFORTS, DENIAL]) {
      await folder.put(one);
      await room.minutes(copy, 20);
    }
    expect(room.channels.stored).toEqual([]);
    room.clock.set('2016-12-02T07:00:00Z');
    const contents = await told(ann);
    expect(contents).toHaveLength(1);
    await expect(contents.join('')).toMatchFileSnapshot(golden('after-a-night'));
  });

  it('tells who set up a watch that its channel is lost', async () => {
    await follow(desk, 'aleppo', 'syria');
    room.channels.fate = ({ to }) => (to.kind === 'channel' ? 'lost' : 'taken');
    await copy.tick(room.clock.now());
    await folder.put(TALKS);
    await room.minutes(copy, 1);
    expect(room.channels.of(desk.id)).toEqual([]);
    await expect(room.channels.of(ann.id).join('')).toMatchFileSnapshot(golden('watch-lost'));
  });
});

describe('a brief that is edited after it was told', () => {
  beforeEach(async () => {
    await follow(ann, 'aleppo');
    await copy.tick(room.clock.now());
    await folder.put(TALKS);
    expect(await told(ann)).toHaveLength(1);
  });

  it('comes once more, as a correction, with the line that is another and the number that it was', async () => {
    await folder.put(TALKS, (text) =>
      text
        .replace('Aleppo came under heavy bombing from the end', 'Aleppo came under the heaviest bombing from the end')
        .replace('value: 400', 'value: 380'),
    );
    const contents = await told(ann);
    expect(contents).toHaveLength(1);
    await expect(contents.join('')).toMatchFileSnapshot(golden('correction'));
  });

  it('comes once more where a claim is put otherwise, with all its sides', async () => {
    await folder.put(TALKS, (text) =>
      text.replace(
        'claim: Russia bears the responsibility for stopping the assault on Aleppo.',
        'claim: Only Russia can stop the assault on Aleppo.',
      ),
    );
    const contents = await told(ann);
    expect(contents).toHaveLength(1);
    await expect(contents.join('')).toMatchFileSnapshot(golden('claim-corrected'));
  });

  it('comes once more where its date is another: each of its lines bears it', async () => {
    await folder.put(TALKS, (text) => text.replace('date: 2016-09-28/2016-09-30', 'date: 2016-09-28/2016-09-29'));
    const contents = await told(ann);
    expect(contents).toHaveLength(1);
    await expect(contents.join('')).toMatchFileSnapshot(golden('date-corrected'));
  });

  it('comes once more with a side that somebody takes now, of a claim that was told', async () => {
    await folder.put(TALKS, (text) =>
      text.replace(
        '  - id: russia-must-end-aleppo-assault\n',
        `  - id: city-hall-hit\n    claim: The city hall of Aleppo was hit.\n    about: [aleppo]\n    stances: [{ by: john-kirby, stance: asserts }]\n$&`,
      ),
    );
    const contents = await told(ann);
    expect(contents).toHaveLength(1);
    await expect(contents.join('')).toMatchFileSnapshot(golden('claim-added'));
  });

  it.each([
    ['a comment', (text: string) => `# Read again.\n${text}`],
    ['its headline alone', (text: string) => text.replace(/^headline: .*$/m, 'headline: The talks may end')],
    [
      'a line about something else',
      (text: string) => text.replace('Food was short in Syria', 'Food ran short in Syria'),
    ],
    [
      'a line that it loses',
      (text: string) => text.replace(/ {2}- text: Kerry demanded that Russian[^]*?(?= {2}- text)/, ''),
    ],
  ])('is not told again for %s', async (_what, edit) => {
    let edited = '';
    await folder.put(TALKS, (text) => (edited = edit(text)));
    expect(edited).not.toBe('');
    expect(await told(ann)).toEqual([]);
  });

  it('is not told again where it is put back as it was, nor where it is taken out', async () => {
    await folder.put(TALKS, (text) => text.replace('value: 400', 'value: 380'));
    expect(await told(ann)).toHaveLength(1);
    await folder.put(TALKS);
    expect(await told(ann)).toEqual([]);
    await folder.remove(`${TALKS}.yaml`);
    expect(await told(ann)).toEqual([]);
  });
});

/** A brief of one event. */
function report(headline: string, places: string, more = ''): string {
  return `headline: ${headline}
summary: ${headline}.
language: en
source: { title: ${headline} }
published: 2016-11-30
${places === '' ? '' : `points: [{ text: ${headline}., event: bridge-opened, places: [${places}] }]`}
${more}
`;
}

describe('what several briefs tell', () => {
  beforeEach(async () => {
    await follow(ann, 'aleppo');
    await follow(bob, 'syria');
    await copy.tick(room.clock.now());
  });

  it('is told once: a brief that repeats it is no news', async () => {
    await folder.write('one.yaml', report('A bridge was opened', 'aleppo'));
    expect(await told(ann)).toHaveLength(1);
    await folder.write('two.yaml', report('A bridge is open again', 'aleppo'));
    expect(await told(ann)).toEqual([]);
  });

  it('is told by the brief that told it first, where both come at once', async () => {
    await folder.write('one.yaml', report('A bridge was opened', 'aleppo'));
    await folder.write('two.yaml', report('A bridge is open again', 'aleppo'));
    const [content = '', ...others] = await told(ann);
    expect(others).toEqual([]);
    expect(content).toContain('A bridge was opened [1]');
    expect(content).not.toContain('open again');
    expect(content).not.toContain('held');
  });

  it('is new to who follows what only the later brief says that it is about', async () => {
    await folder.write('one.yaml', report('A bridge was opened', 'syria'));
    expect(await told(ann)).toEqual([]);
    await folder.write('two.yaml', report('A bridge is open again', 'aleppo'));
    const before = room.channels.of(bob.id).length;
    const [content] = await told(ann);
    expect(content).toContain('A bridge is open again [1]');
    expect(room.channels.of(bob.id)).toHaveLength(before);
  });

  it('is a headline alone, where the brief has no line', async () => {
    await folder.write('one.yaml', report('A bridge is to be opened', '', 'places: [aleppo]'));
    const [content] = await told(ann);
    expect(content).toContain('A bridge is to be opened');
  });
});
