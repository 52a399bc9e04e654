import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Composed, Frame } from '../../src/digests/composer.ts';
import { createComposer } from '../../src/digests/create-composer.ts';
import { definitionSchema, SECTIONS, type Definition } from '../../src/digests/definition.ts';
import { share } from '../../src/digests/pick-items.ts';
import { ACTION_LINE_MAX } from '../../src/message/model.ts';
import { plainSpans, plainText } from '../../src/message/plain-text.ts';
import type { Mark } from '../../src/state/arrivals.ts';
import { brief, TestCorpus } from '../corpus/index/folder.ts';
import { HOSTILE_SAMPLES } from '../fixtures/hostile-text.ts';
import { actionLines, citedIn, citesOf, itemsOf, listsOf } from '../fixtures/reading.ts';
import { Newsroom, START } from '../news/newsroom.ts';
import { databasesOf } from '../state/databases.ts';

const databases = databasesOf('sqlite');
const OUR_BRIEFS = join(import.meta.dirname, '..', '..', 'briefs');

const PLAIN = {
  cadence: { days: { kind: 'every-day' }, times: ['08:00'], zone: 'Europe/Berlin' },
  about: [],
  without: [],
  outlets: [],
  withoutOutlets: [],
  sections: SECTIONS,
  most: 10,
  empty: { kind: 'silent' },
  layout: 'message',
};
const FRAME: Frame = { name: 'Morning news', occasion: 'slot' };

let room: Newsroom;
afterEach(() => room.end());

/** What a digest says of a window, as `compose` has it. */
function composing(after: Mark, through: Mark) {
  const { corpus } = room.copy.briefs;
  const composer = createComposer({ news: room.copy.news, corpus });
  return (definition: Partial<Record<keyof Definition, unknown>> = {}, frame: Partial<Frame> = {}) =>
    composer.compose(definitionSchema.parse({ ...PLAIN, ...definition }), { after, through }, { ...FRAME, ...frame });
}

/** As its readers get it, message after message. */
function read({ items, messages }: Composed): string {
  const parts = messages.map(({ message, title, under }, index) => {
    const where = under === undefined ? '' : `, under ${under + 1}`;
    return `===== ${index + 1}: ${title}${where}\nsummary: ${message.summary}\n\n${plainText(message)}\n`;
  });
  return [`${items} items, ${messages.length} messages\n`, ...parts].join('\n');
}

describe('a digest of the five briefs', () => {
  beforeEach(async () => {
    const folder = new TestCorpus({});
    for (const file of readdirSync(OUR_BRIEFS)) {
      if (!file.startsWith('2016-11-'))
        cpSync(join(OUR_BRIEFS, file), join(folder.briefsDir, file), { recursive: true });
    }
    room = await Newsroom.open(await databases.fresh(), folder);
  });

  const bring = (file: string) => {
    cpSync(join(OUR_BRIEFS, file), join(room.folder.briefsDir, file));
    return room.mark();
  };

  it('tells in one message what one more brief about a known event says anew', async () => {
    await room.mark();
    const before = await bring('2016-11-28-kerry-aleppo-efforts.yaml');
    const compose = composing(before, await bring('2016-11-29-moscow-denies-aleppo-swap.yaml'));
    await expect(read(await compose())).toMatchFileSnapshot('golden/digest-of-one-more-brief.txt');
    const about = { about: ['aleppo'], layout: 'threads' };
    await expect(read(await compose(about))).toMatchFileSnapshot('golden/digest-in-threads.txt');
  });

  it('is not too long on the first day, when all briefs arrive at once', async () => {
    await room.mark();
    await bring('2016-11-28-kerry-aleppo-efforts.yaml');
    const compose = composing(START, await bring('2016-11-29-moscow-denies-aleppo-swap.yaml'));
    const missed = { count: 3, first: Temporal.Instant.from('2016-12-01T07:00:00Z') };
    await expect(read(await compose({}, { missed }))).toMatchFileSnapshot('golden/digest-of-the-first-day.txt');
    const preview = { empty: { kind: 'hold', least: 100 }, most: 3 };
    await expect(read(await compose(preview, { occasion: 'preview' }))).toMatchFileSnapshot(
      'golden/digest-preview-of-three-items.txt',
    );
  });
});

const deaths = (value: number, more = {}) => ({
  metric: 'deaths',
  value,
  unit: 'people',
  text: `${value} people died in Aleppo.`,
  ...more,
});
const rain = { text: 'It rained on Aleppo.', event: 'rain', places: ['aleppo'], on: '2016-11-28' };
const swap = (...stances: readonly unknown[]) => ({ id: 'swap', claim: 'There is a swap', about: ['aleppo'], stances });

describe('a digest', () => {
  beforeEach(async () => {
    room = await Newsroom.open(await databases.fresh());
  });

  it('shows corrections with what a number was, changed numbers with who gave them, and disputes with all sides', async () => {
    const first = brief({
      headline: 'Rain on Aleppo',
      points: [rain],
      figures: [
        deaths(4, { by: 'russia', period: '2016-11-28', qualifier: 'almost' }),
        { metric: 'tents', value: 2, text: 'Two tents stood.' },
      ],
      claims: [swap({ by: 'john-kerry', stance: 'asserts' })],
    });
    room.write('a', first);
    room.write('plain', brief({ headline: 'A plain day', statements: [{ by: 'russia', said: 'It is plain' }] }));
    const before = await room.mark();
    room.write('a', {
      ...first,
      headline: 'Rain and snow on Aleppo',
      points: [rain, { text: 'It snowed on Aleppo as well.', places: ['aleppo'] }],
      figures: [
        deaths(5, { by: 'russia', period: '2016-11-28', qualifier: 'almost' }),
        { metric: 'tents', value: 2, text: 'Two tents stood.' },
      ],
    });
    room.write(
      'plain',
      brief({
        headline: 'A plain day',
        statements: [{ by: 'russia', said: 'It is plain' }],
        claims: [{ id: 'plain', claim: 'The day is plain', stances: [{ by: 'russia', stance: 'asserts' }] }],
      }),
    );
    room.write(
      'b',
      brief({
        headline: 'The rain goes on',
        summary: 'More rain.',
        published: '2016-11-30',
        points: [rain, { text: 'It rained for a second day.', places: ['aleppo'], on: '2016-11-29' }],
        figures: [deaths(9, { by: 'russia', qualifier: 'at least', period: '2016-11-29' })],
        claims: [swap({ by: 'sergey-lavrov', stance: 'denies', via: ['tass'] })],
      }),
    );
    const compose = composing(before, await room.mark());
    await expect(read(await compose())).toMatchFileSnapshot('golden/digest-with-corrections.txt');
    await expect(read(await compose({ layout: 'threads' }))).toMatchFileSnapshot(
      'golden/digest-with-corrections-in-threads.txt',
    );
    const only = await compose({ sections: ['corrections', 'numbers'], about: ['aleppo'] });
    await expect(read(only)).toMatchFileSnapshot('golden/digest-of-two-sections.txt');
  });

  it('counts what there is no room for, and gives the line that shows it', async () => {
    for (const at of [1, 2, 3, 4, 5, 6, 7]) {
      room.write(
        `n${at}`,
        brief({ headline: `Story ${at}`, points: [{ text: `Thing ${at} happened.` }], figures: [deaths(at)] }),
      );
    }
    const compose = composing(START, await room.mark());
    const { items, messages } = await compose({ most: 6 });
    const lists = messages.flatMap(({ message }) => listsOf(message));
    expect(lists.map((list) => [list.items.length, list.omitted?.count])).toEqual([
      [4, 3],
      [1, 6],
      [1, undefined],
    ]);
    expect(new Set(lists.flatMap(({ omitted }) => omitted?.line ?? []))).toEqual(
      new Set(['changed everything since:2016-11-30']),
    );
    expect(items).toBe(15);
    const small = await compose({ most: 1 });
    expect(read(small)).toContain(
      'Not shown here: 7 numbers and new names in 1 brief. `changed everything since:2016-11-30` shows more.',
    );
    const threads = await compose({ most: 4, layout: 'threads' });
    expect(threads.messages.map(({ title, under }) => [title, under])).toEqual([
      ['Morning news', undefined],
      ['Story 1', undefined],
      ['Story 1', 1],
      ['Story 2', undefined],
      ['Story 2', 3],
    ]);
    expect(read(threads)).toContain('Not shown here: 5 stories');
  });

  it('says nothing where there is nothing, or what it looked for, and counts the items for one that waits', async () => {
    room.write('a', brief({ points: [rain] }));
    const before = await room.mark();
    room.write('b', brief({ published: '2016-11-30', points: [rain] }));
    const compose = composing(before, await room.mark());
    expect(await compose()).toEqual({ items: 0, messages: [] });
    expect(await compose({ empty: { kind: 'hold', least: 2 } })).toEqual({ items: 0, messages: [] });
    const filter = { about: ['aleppo', 'russia'], outlets: ['tass'], text: 'rain' };
    const said = [
      read(await compose({ empty: { kind: 'say' } })),
      read(await compose({ empty: { kind: 'say' }, sections: ['disputes'], ...filter }, { occasion: 'preview' })),
    ];
    await expect(said.join('\n')).toMatchFileSnapshot('golden/digest-of-nothing.txt');
  });

  it('reads the last 500 arrivals for a preview and says so, and all of them to be delivered', async () => {
    room.write('first', brief({ points: [rain] }));
    await room.mark();
    for (let n = 0; n < 500; n++) room.write(`later-${n}`, brief({ headline: `Later ${n}` }));
    const compose = composing(START, await room.mark());
    const about = { about: ['aleppo'] };
    expect(await compose(about)).toMatchObject({ items: 1 });
    expect(await compose(about)).not.toHaveProperty('passedOver');
    const preview: Partial<Frame> = { occasion: 'preview' };
    expect(await compose(about, preview)).toEqual({ items: 0, passedOver: 1, messages: [] });
    const said = [
      read(await compose({ ...about, empty: { kind: 'say' } }, preview)),
      read(await compose({ text: '7', empty: { kind: 'hold', least: 2 } }, preview)),
    ];
    await expect(said.join('\n')).toMatchFileSnapshot('golden/digest-preview-of-many-arrivals.txt');
  });

  it('says the same of the same window of the same briefs', async () => {
    room.write('a', brief({ points: [rain], claims: [swap({ by: 'john-kerry', stance: 'asserts' })] }));
    const compose = composing(START, await room.mark());
    expect(await compose()).toEqual(await compose());
  });
});

describe('every digest', () => {
  beforeEach(async () => {
    room = await Newsroom.open(await databases.fresh());
  });

  const text = fc.constantFrom(
    ...HOSTILE_SAMPLES.filter((sample) => sample.isWellFormed() && sample.trim().length > 1),
  );
  const hostile = fc.record({
    headline: text,
    summary: text,
    points: fc.array(fc.record({ text, places: fc.constantFrom([], ['aleppo']), note: text }), { maxLength: 2 }),
    statements: fc.array(fc.record({ by: fc.constant('russia'), said: text, quote: text }), { maxLength: 2 }),
    figures: fc.array(
      fc.record({ metric: fc.constant('deaths'), value: fc.nat(9), qualifier: text, unit: text, text }),
      { maxLength: 2 },
    ),
    actors: fc.array(text, { maxLength: 2 }),
  });

  it('cites every line, lists what it cites, and carries only lines that a button takes, whatever the briefs hold', async () => {
    let made = 0;
    let shown = 0;
    let before = START;
    const step = async (one: Record<string, unknown>, most: number, layout: string, about: readonly string[]) => {
      made++;
      room.write(`h${made}`, brief(one));
      const through = await room.mark();
      const { messages } = await composing(before, through)({ most, layout, about });
      before = through;
      shown += messages.length;
      for (const [index, { message, under }] of messages.entries()) {
        if (under !== undefined) expect(under).toBeLessThan(index);
        expect([...new Set(citedIn(message))].toSorted((a, b) => a - b)).toEqual(message.sources.map(({ n }) => n));
        const uncited = itemsOf(message).filter((spans) => spans.every((run) => citesOf(run).length === 0));
        expect(uncited.map((spans) => spans.map(plainSpans))).toEqual([]);
        for (const line of actionLines(message)) expect(line.length).toBeLessThanOrEqual(ACTION_LINE_MAX);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        hostile,
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom('message', 'threads'),
        fc.constantFrom([], ['aleppo']),
        step,
      ),
      { numRuns: 30, endOnFailure: true },
    );
    expect(shown).toBeGreaterThan(0);
  });

  it('shares its room so that nothing is lost: each section has one item while there is room, and all of it is used', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 5 }), fc.integer({ min: 1, max: 25 }), (totals, most) => {
        const shown = share(totals, most);
        const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
        expect(sum(shown)).toBe(Math.min(most, sum(totals)));
        expect(shown.every((one, index) => one >= 0 && one <= (totals[index] ?? 0))).toBe(true);
        const held = totals.filter((total) => total > 0).length;
        expect(shown.filter((one) => one > 0).length).toBeGreaterThanOrEqual(Math.min(held, most));
      }),
    );
  });
});
