import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasesOf } from '../state/databases.ts';
import { brief, REGISTERS, subject } from '../corpus/index/folder.ts';
import { inShort, Newsroom, START } from './newsroom.ts';

const databases = databasesOf('sqlite');
let room: Newsroom;
beforeEach(async () => {
  room = await Newsroom.open(await databases.fresh());
});
afterEach(() => room.end());

const rain = { text: 'It rained on Aleppo.', event: 'rain', places: ['aleppo'] };
const snow = { text: 'It snowed.' };
const said = (by: string, words: string, more = {}) => ({ by, said: words, ...more });
const swap = (...stances: readonly (readonly [string, string])[]) => ({
  id: 'swap',
  claim: 'There is a swap',
  stances: stances.map(([by, stance]) => ({ by, stance })),
});
const deaths = (value: number, more = {}) => ({ metric: 'deaths', value, text: `${value} died.`, ...more });

describe('a story', () => {
  it('is one item with several sources where the first points are of the same event, and each line is told once', async () => {
    const other = { text: 'Rain fell.', event: 'rain' };
    room.write('a', brief({ points: [rain, snow] }));
    room.write('b', brief({ published: '2016-11-30', points: [other, { text: 'It hailed.' }] }));
    const { stories } = inShort(await room.next());
    expect(stories).toEqual([
      { briefs: ['b', 'a'], points: ['It rained on Aleppo. [a b]', 'It snowed. [a]', 'It hailed. [b]'] },
    ]);
  });

  it('is of its own where the event of one is only the background of the other', async () => {
    room.write('a', brief({ points: [rain] }));
    room.write('b', brief({ published: '2016-11-30', points: [snow, rain] }));
    const { stories } = inShort(await room.next());
    expect(stories).toEqual([
      { briefs: ['b'], points: ['It snowed. [b]'] },
      { briefs: ['a'], points: ['It rained on Aleppo. [a b]'] },
    ]);
  });

  it('is one where two briefs are of the same article, and the same words are one line', async () => {
    const source = (url: string) => ({ title: 'T', url });
    room.write('a', brief({ points: [snow], source: source('https://news.example/1') }));
    room.write('b', brief({ points: [snow, rain], source: source('http://www.news.example/1/') }));
    const { stories } = inShort(await room.next());
    expect(stories).toHaveLength(1);
    expect(stories[0]?.points).toEqual(['It snowed. [a b]', 'It rained on Aleppo. [b]']);
  });

  it('joins through a third brief those that have nothing in common themselves', async () => {
    const source = { title: 'T', url: 'https://news.example/1' };
    room.write('a', brief({ points: [rain] }));
    room.write('b', brief({ points: [snow], source }));
    room.write('c', brief({ points: [{ text: 'Rain.', event: 'rain' }], source }));
    expect(inShort(await room.next()).stories).toHaveLength(1);
  });

  it('goes on with what is new, and names the briefs before it', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.next();
    room.write('b', brief({ published: '2016-11-30', points: [rain, snow] }));
    const news = await room.next();
    expect(inShort(news).stories).toEqual([{ briefs: ['b'], earlier: ['a'], points: ['It snowed. [b]'] }]);
    expect(news.stories[0]?.isWhole).toBe(false);
  });

  it('of which all is known is not told again, and its source is counted', async () => {
    room.write(
      'a',
      brief({ points: [rain], statements: [said('russia', 'No', { event: 'no' })], figures: [deaths(4)] }),
    );
    await room.next();
    const statements = [said('russia', 'Nyet', { event: 'no' })];
    room.write('b', brief({ published: '2016-11-30', points: [rain], statements, figures: [deaths(4)] }));
    expect(inShort(await room.next())).toMatchObject({ stories: [], figures: [], repeats: ['b'] });
  });

  it('of a headline alone is news', async () => {
    room.write('a', brief({ headline: 'Only this' }));
    const news = await room.next();
    expect(inShort(news).stories).toEqual([{ briefs: ['a'] }]);
    expect(news.stories[0]?.isWhole).toBe(true);
  });

  it('is told once where the brief arrived and was edited in the same window, in its last words', async () => {
    room.write('a', brief({ points: [rain, snow] }));
    await room.mark();
    room.write('a', brief({ points: [rain, { text: 'It snowed a lot.' }] }));
    expect(inShort(await room.next())).toMatchObject({
      stories: [{ briefs: ['a'], points: ['It rained on Aleppo. [a]', 'It snowed a lot. [a]'] }],
      corrections: [],
    });
  });

  it('is gone with its brief', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.mark();
    room.folder.remove('a.json');
    expect(await room.next()).toMatchObject({ arrived: 0, stories: [] });
  });

  it('that an earlier brief told which is gone since is new', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.next();
    room.folder.remove('a.json');
    room.write('b', brief({ points: [rain] }));
    expect(inShort(await room.next()).stories).toEqual([{ briefs: ['b'], points: ['It rained on Aleppo. [b]'] }]);
  });
});

describe('a correction', () => {
  it('shows what is new or other, and counts what is gone', async () => {
    room.write('a', brief({ points: [rain, snow, { text: 'It hailed.' }, { text: 'It froze.' }] }));
    await room.next();
    room.write('a', brief({ points: [rain, { text: 'It snowed a lot.' }] }));
    expect(inShort(await room.next())).toMatchObject({
      stories: [],
      corrections: [{ brief: 'a', points: ['It snowed a lot.'], removed: 2, isReworded: false, details: [] }],
    });
  });

  it('is none where only the file or what no reader sees changed', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.next();
    room.folder.write('a.json', `${JSON.stringify(brief({ points: [rain] }), undefined, 4)}\n`);
    expect(await room.next()).toMatchObject({ arrived: 0 });
    room.write('a', brief({ points: [{ ...rain, topics: ['ceasefire'] }] }));
    expect(await room.next()).toMatchObject({ arrived: 1, corrections: [], stories: [] });
  });

  it('is none where a register resolves its names anew', async () => {
    room.write('a', brief({ statements: [said('Josh Rogin', 'So')], figures: [deaths(3, { by: 'Josh Rogin' })] }));
    await room.next();
    const rogin = { name: 'Joshua Rogin', kind: 'person', aliases: ['Josh Rogin'] };
    room.write('actors', { ...REGISTERS['actors.json'], 'joshua-rogin': rogin });
    expect(await room.next()).toMatchObject({ arrived: 0, corrections: [], stories: [] });
    // Nor is the new id, written into the brief, a change that a reader sees.
    const figures = [deaths(3, { by: 'Josh Rogin' })];
    room.write('a', brief({ statements: [said('Josh Rogin', 'So'), said('russia', 'No')], figures }));
    expect(inShort(await room.next()).corrections).toMatchObject([{ statements: ['No'], figures: [], removed: 0 }]);
  });

  it('tells what of the whole is other', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.next();
    room.write('a', brief({ points: [rain], summary: 'Another.', published: '2016-11-28', notes: ['Unclear.'] }));
    expect(inShort(await room.next()).corrections).toMatchObject([
      { points: [], removed: 0, isReworded: true, details: ['date', 'notes'] },
    ]);
  });

  it('shows how a number read before, each beside the one of its speaker', async () => {
    const by = (speaker: string, value: number, more = {}) => deaths(value, { by: speaker, ...more });
    room.write('a', brief({ figures: [by('russia', 10, { qualifier: 'about' }), by('john-kerry', 20), deaths(5)] }));
    await room.next();
    room.write('a', brief({ figures: [by('john-kerry', 25), by('russia', 10, { qualifier: 'over' }), deaths(5)] }));
    const news = await room.next();
    expect(inShort(news).corrections).toMatchObject([{ figures: ['20 → 25', '10 → 10'], removed: 0 }]);
    const [, second] = news.corrections[0]?.figures ?? [];
    expect(second && news.corrections[0]?.before.get(second)).toMatchObject({ qualifier: 'about', by: 'russia' });
    expect(news.figures).toEqual([]);
  });

  it('keeps the speaker of before where the number is put into another mouth', async () => {
    room.write('a', brief({ figures: [deaths(10, { by: 'russia', period: '2016-10' })] }));
    await room.next();
    room.write('a', brief({ figures: [deaths(10, { by: 'john-kerry', period: '2016-11' })] }));
    const [correction] = (await room.next()).corrections;
    const old = correction?.figures[0] && correction.before.get(correction.figures[0]);
    expect(old).toMatchObject({ value: 10, by: 'russia', period: { date: '2016-10' } });
  });

  it('puts a claim otherwise with all its sides, and a new side is told as one', async () => {
    room.write('a', brief({ claims: [swap(['john-kerry', 'asserts'])] }));
    room.write('b', brief({ claims: [swap(['washington-post', 'asserts'])] }));
    await room.next();
    room.write('a', brief({ claims: [{ ...swap(['john-kerry', 'asserts']), claim: 'There is a swap of sorts' }] }));
    const reworded = await room.next();
    expect(inShort(reworded)).toMatchObject({ claims: [], corrections: [{ claims: ['swap'] }] });
    expect(reworded.corrections[0]?.claims[0]?.stances).toHaveLength(2);
    const claim = { ...swap(['john-kerry', 'asserts'], ['russia', 'denies']), claim: 'There is a swap of sorts' };
    room.write('a', brief({ claims: [claim] }));
    expect(inShort(await room.next())).toMatchObject({
      disputes: ['new swap: russia denies [a]; of 3'],
      corrections: [],
    });
  });

  it('that was taken back is none', async () => {
    room.write('a', brief({ points: [rain, snow] }));
    await room.next();
    room.write('a', brief({ points: [rain] }));
    await room.mark();
    room.write('a', brief({ points: [rain, snow] }));
    expect(inShort(await room.next()).corrections).toEqual([]);
  });

  it('of a later window is not told in an earlier one', async () => {
    room.write('a', brief({ points: [rain], headline: 'One' }));
    const first = await room.mark();
    room.write('b', brief());
    const second = await room.mark();
    room.write('a', brief({ points: [rain, snow], headline: 'Two' }));
    const third = await room.mark();
    expect(inShort(await room.between(START, first)).stories).toEqual([
      { briefs: ['a'], points: ['It rained on Aleppo. [a]'] },
    ]);
    expect((await room.between(first, second)).corrections).toEqual([]);
    expect(inShort(await room.between(second, third)).corrections).toMatchObject([
      { points: ['It snowed.'], isReworded: true },
    ]);
  });
});

describe('a claim', () => {
  it('becomes a dispute when another brief takes the other side, and changes with each new side', async () => {
    room.write('a', brief({ claims: [swap(['john-kerry', 'asserts'])] }));
    expect(inShort(await room.next())).toMatchObject({
      disputes: [],
      claims: ['new swap: john-kerry asserts [a]; of 1'],
    });
    room.write('b', brief({ claims: [swap(['washington-post', 'confirms'])] }));
    expect(inShort(await room.next()).claims).toEqual(['changed swap: washington-post confirms [b]; of 2']);
    room.write('c', brief({ claims: [swap(['russia', 'denies'], ['john-kerry', 'asserts'])] }));
    expect(inShort(await room.next())).toMatchObject({ disputes: ['new swap: russia denies [c]; of 4'], claims: [] });
    room.write('d', brief({ claims: [swap(['russia', 'denies'])] }));
    expect(inShort(await room.next())).toMatchObject({ disputes: [], claims: [], repeats: ['d'] });
    room.write('e', brief({ claims: [swap(['sergey-lavrov', 'doubts'])] }));
    expect(inShort(await room.next()).disputes).toEqual(['changed swap: sergey-lavrov doubts [e]; of 6']);
  });

  it('shows the sides that a filter leaves out, for a dispute has all of them', async () => {
    const source = { outlet: 'tass', title: 'T' };
    room.write('a', brief({ source, claims: [swap(['russia', 'denies'])] }));
    room.write('b', brief({ claims: [swap(['john-kerry', 'asserts'])] }));
    const news = await room.next({ withoutOutlets: [subject('tass')] });
    expect(inShort(news).disputes).toEqual(['new swap: john-kerry asserts [b]; of 2']);
  });
});

describe('a number', () => {
  it('stands beside the last one of the same speaker, else of anybody', async () => {
    const by = (speaker: string, value: number, period: string) => deaths(value, { by: speaker, period });
    room.write('a', brief({ figures: [by('russia', 10, '2016-10'), by('russia', 12, '2016-09')] }));
    room.write('b', brief({ figures: [by('john-kerry', 99, '2016-11')] }));
    await room.next();
    room.write('c', brief({ figures: [by('russia', 14, '2016-11'), by('tass', 15, '2016-11')] }));
    expect(inShort(await room.next()).figures).toEqual([
      { now: 'deaths 14 [c]', earlier: '10 [a]' },
      { now: 'deaths 15 [c]', earlier: '99 [b]' },
    ]);
  });

  it('is the same in another sentence, and another with another qualifier, unit, period or speaker', async () => {
    room.write('a', brief({ figures: [deaths(10, { unit: 'people', period: '2016-10' })] }));
    await room.next();
    const same = { unit: 'people', period: '2016-10' };
    room.write(
      'b',
      brief({
        figures: [
          deaths(10, { ...same, text: 'Ten people died.' }),
          deaths(10, { ...same, qualifier: 'over' }),
          deaths(10, { ...same, unit: 'soldiers' }),
          deaths(10, { ...same, period: '2016-11' }),
          deaths(10, { ...same, by: 'russia' }),
        ],
      }),
    );
    expect((await room.next()).figures).toHaveLength(4);
  });

  it('is not set beside one that is about something else', async () => {
    room.write('a', brief({ figures: [deaths(10, { about: ['aleppo'] })] }));
    await room.next();
    room.write('b', brief({ figures: [deaths(20, { about: ['john-kerry'] })] }));
    expect(inShort(await room.next()).figures).toEqual([{ now: 'deaths 20 [b]' }]);
  });
});

describe('actors', () => {
  it('are new where no brief had named them', async () => {
    room.write('a', brief({ actors: ['russia'] }));
    expect(inShort(await room.next()).actors).toEqual(['washington-post [a]', 'russia [a]']);
    room.write('b', brief({ actors: ['russia', 'Josh Rogin'] }));
    room.write('c', brief({ actors: ['Josh Rogin'], statements: [said('john-kerry', 'So')] }));
    expect(inShort(await room.next()).actors.toSorted()).toEqual(['john-kerry [c]', 'josh-rogin [b]']);
  });

  it('are new where a correction names them first, and the brief that is told later is not', async () => {
    room.write('a', brief({ points: [rain] }));
    await room.next();
    room.write('a', brief({ points: [rain, { ...snow, actors: ['Josh Rogin'] }] }));
    expect(inShort(await room.next()).actors).toEqual(['josh-rogin [a]']);
    room.write('b', brief({ actors: ['Josh Rogin'] }));
    expect(inShort(await room.next()).actors).toEqual([]);
  });

  it('are not new for a part of them that was named', async () => {
    room.write('a', brief({ actors: ['foreign-ministry'] }));
    await room.next();
    room.write('b', brief({ actors: ['russia'] }));
    expect(inShort(await room.next()).actors).toEqual(['russia [b]']);
  });
});

describe('a filter', () => {
  const lines = { points: [rain, { ...snow, actors: ['russia'] }], statements: [said('foreign-ministry', 'No rain')] };

  it('lets through what is about a subject or lies within it, and nothing else', async () => {
    room.write('a', brief({ ...lines, actors: ['john-kerry'] }));
    room.write('b', brief({ places: ['syria'] }));
    const news = await room.next({ about: [subject('syria')] });
    expect(inShort(news).stories).toEqual([{ briefs: ['a'], points: ['It rained on Aleppo. [a]'] }, { briefs: ['b'] }]);
    expect(news.stories[0]?.isWhole).toBe(false);
    // No new line about Syria names anybody.
    expect(inShort(news).actors).toEqual([]);
  });

  it('leaves out what is about a subject or lies within it, and nothing else', async () => {
    room.write('a', brief(lines));
    expect(inShort(await room.next({ without: [subject('russia')] })).stories).toEqual([
      { briefs: ['a'], points: ['It rained on Aleppo. [a]'] },
    ]);
  });

  it('by text wants all words on one line, however long the line', async () => {
    const long = `${'It went on and on. '.repeat(25)}Then the convoy came.`;
    room.write('a', brief({ points: [{ text: long }, rain], statements: [said('russia', 'The convoy came in rain')] }));
    expect(inShort(await room.next({ text: 'CAME convoy' })).stories).toEqual([
      { briefs: ['a'], points: [`${long} [a]`], statements: ['russia: The convoy came in rain [a]'] },
    ]);
  });

  it('by outlet wants briefs that it carried in any way, and leaves out only those that it published', async () => {
    const by = (outlet: string, more = {}) => ({ outlet, title: 'T', ...more });
    room.write('a', brief({ source: by('tass') }));
    room.write('b', brief({ source: by('washington-post', { reports: ['tass'] }) }));
    room.write('c', brief({ source: by('washington-post'), points: [{ ...rain, via: ['tass'] }] }));
    room.write('d', brief({ source: by('washington-post') }));
    const through = await room.mark();
    const briefs = async (filter: object) =>
      (await room.between(START, through, filter)).stories
        .flatMap((story) => story.briefs.map(({ id }) => id))
        .toSorted();
    expect(await briefs({ outlets: [subject('tass')] })).toEqual(['a', 'b', 'c']);
    expect(await briefs({ outlets: [subject('russia')] })).toEqual(['a', 'b', 'c']);
    expect(await briefs({ withoutOutlets: [subject('tass')] })).toEqual(['b', 'c', 'd']);
    expect(await briefs({ outlets: [subject('nobody')] })).toEqual([]);
  });

  it('that left out the brief which told something first has it told by the next one', async () => {
    room.write('a', brief({ source: { outlet: 'tass', title: 'T' }, points: [rain] }));
    const first = await room.mark();
    room.write('b', brief({ points: [rain] }));
    const second = await room.mark();
    const without = { withoutOutlets: [subject('tass')] };
    expect(inShort(await room.between(START, first, without)).stories).toEqual([]);
    expect(inShort(await room.between(first, second, without)).stories).toEqual([
      { briefs: ['b'], points: ['It rained on Aleppo. [b]'] },
    ]);
    expect(inShort(await room.between(first, second)).stories).toEqual([]);
  });
});
