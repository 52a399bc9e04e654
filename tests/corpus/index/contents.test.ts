import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BEFORE_ALL_CONTENT } from '../../../src/corpus/contents.ts';
import { readMarks } from '../../../src/corpus/brief-content.ts';
import type { EventId, MetricId } from '../../../src/corpus/ids.ts';
import type { OpenCorpus } from '../../../src/corpus/open-corpus.ts';
import { articleKey, eventKey, metricKey } from '../../../src/corpus/shared-keys.ts';
import { brief, briefId, REGISTERS, subject, TestCorpus } from './folder.ts';

let folder: TestCorpus;
beforeEach(() => {
  folder = new TestCorpus();
});
afterEach(() => folder.end());

const all = ({ contents }: OpenCorpus) => contents.after(BEFORE_ALL_CONTENT, 100);
const hashOf = ({ contents }: OpenCorpus, id: string) => contents.of(briefId(id))?.hash;

describe('what a brief says', () => {
  test('is the same in YAML and JSON, with other keys first, comments, and what is empty left out', async () => {
    folder.write('a.json', brief({ points: [{ text: 'It rained.', on: '2016-11-29' }] }));
    const opened = await folder.synced();
    const before = opened.contents.of(briefId('a'));
    folder.remove('a.json');
    folder.write(
      'x/a.yaml',
      [
        '# in another form',
        'published: { date: 2016-11-29, basis: stated }',
        'points: [{ on: 2016-11-29, actors: [], text: It rained. }]',
        'notes: []',
        'source: { title: Talks, outlet: washington-post }',
        'language: en',
        'summary: The two sides met.',
        'headline: Talks go on',
      ].join('\n'),
    );
    await opened.sync();
    expect(opened.contents.of(briefId('a'))).toMatchObject({ hash: before?.hash, marks: before?.marks });
  });

  test('is not changed by a register that knows one of its names now', async () => {
    folder.write('a.json', brief({ statements: [{ by: 'Josh Rogin', said: 'It is so' }] }));
    const opened = await folder.synced();
    const before = opened.contents.of(briefId('a'));
    const rogin = { name: 'Joshua Rogin', kind: 'person', aliases: ['Josh Rogin'] };
    folder.write('actors.json', { ...REGISTERS['actors.json'], 'joshua-rogin': rogin });
    await opened.sync();
    expect(opened.corpus.brief(briefId('a'))?.statements[0]?.by).toBe('joshua-rogin');
    expect(opened.contents.of(briefId('a'))).toEqual(before);
  });

  test('is another where any word of it is, and only the line that changed has another mark', async () => {
    const points = [{ text: 'It rained.', event: 'rain' }, { text: 'It snowed.' }];
    folder.write('a.json', brief({ points }));
    const opened = await folder.synced();
    const before = opened.contents.of(briefId('a'));
    folder.write('a.json', brief({ points: [{ text: 'It poured.', event: 'rain' }, points[1]] }));
    await opened.sync();
    const after = opened.contents.of(briefId('a'));
    expect(after?.hash).not.toBe(before?.hash);
    const [old, now] = [before, after].map((content) => readMarks(content?.marks ?? '')?.points ?? []);
    expect(now?.[1]).toBe(old?.[1]);
    expect(now?.[0]?.split('.')[0]).not.toBe(old?.[0]?.split('.')[0]);
    expect(now?.[0]?.split('.')[1]).toBe(old?.[0]?.split('.')[1]);
  });

  test('keeps a number as it read', async () => {
    const period = { date: '2016-09', basis: 'inferred', because: 'It says so.' };
    const figure = { metric: 'deaths', value: 400, qualifier: 'almost', period, text: 'Almost 400.', by: 'Josh Rogin' };
    folder.write('a.json', brief({ figures: [figure] }));
    const { contents } = await folder.synced();
    expect(readMarks(contents.of(briefId('a'))?.marks ?? '')?.figures).toMatchObject([
      { metric: 'deaths', value: 400, qualifier: 'almost', unit: undefined, period: '2016-09', by: 'josh-rogin' },
    ]);
  });
});

describe('what changed after a revision', () => {
  test('is each brief that says something else, and no other', async () => {
    for (const id of ['a', 'b', 'c']) folder.write(`${id}.json`, brief({ headline: id }));
    const opened = await folder.synced();
    expect(all(opened).map((content) => content.brief)).toEqual(['a', 'b', 'c']);
    const last = all(opened).at(-1) ?? BEFORE_ALL_CONTENT;
    folder.write('b.json', brief({ headline: 'b, edited' }));
    folder.write('c.json', `${JSON.stringify(brief({ headline: 'c' }))}  `);
    folder.write('d.json', brief({ headline: 'd' }));
    folder.remove('a.json');
    await opened.sync();
    expect(opened.contents.after(last, 100).map((content) => content.brief)).toEqual(['b', 'd']);
    expect(hashOf(opened, 'a')).toBeUndefined();
  });

  test('is read on from any place in it, also where many came at once', async () => {
    for (let n = 0; n < 25; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
    const opened = await folder.synced();
    const read: string[] = [];
    for (let place = BEFORE_ALL_CONTENT; ;) {
      const some = opened.contents.after(place, 4);
      const last = some.at(-1);
      if (!last) break;
      read.push(...some.map((content) => content.brief));
      place = last;
    }
    expect(read).toEqual(all(opened).map((content) => content.brief));
    expect(new Set(read).size).toBe(25);
  });

  test('is told of an index by its name, and another index has another', async () => {
    folder.write('a.json', brief());
    const opened = await folder.synced();
    const name = opened.contents.index();
    await opened.close();
    expect((await folder.synced()).contents.index()).toBe(name);
    folder.removeIndex();
    expect((await folder.synced()).contents.index()).not.toBe(name);
  });

  test('is not what moved only because another brief of its day came or went', async () => {
    for (let n = 0; n < 40; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
    const opened = await folder.synced();
    const before = new Map(all(opened).map((content) => [content.brief, content.revision]));
    for (let n = 0; n < 10; n++) folder.remove(`brief-${n}.json`);
    await opened.sync();
    for (const content of all(opened)) expect(content.revision).toBe(before.get(content.brief));
  });
});

describe('briefs with something in common', () => {
  const event = (id: string) => eventKey(id as EventId);

  test('are found by an event of a point or a statement, and no longer once they do not tell of it', async () => {
    folder.write('a.json', brief({ points: [{ text: 'It rained.', event: 'rain' }] }));
    const said = { by: 'john-kerry', said: 'It rained.', event: 'rain' };
    folder.write('b.json', brief({ published: '2016-11-30', statements: [said] }));
    folder.write('c.json', brief({ points: [{ text: 'It snowed.', event: 'snow' }] }));
    const { corpus, sync } = await folder.synced();
    expect(corpus.sharing(event('rain'))).toEqual(['b', 'a']);
    folder.write('a.json', brief({ points: [{ text: 'It rained.' }] }));
    folder.remove('c.json');
    await sync();
    expect(corpus.sharing(event('rain'))).toEqual(['b']);
    expect(corpus.sharing(event('snow'))).toEqual([]);
  });

  test('are found by a metric, and by the address of their article however it was copied', async () => {
    const at = (url: string) => ({ title: 'T', url });
    const figures = [{ metric: 'deaths', value: 4, text: 'Four.' }];
    folder.write('a.json', brief({ figures, source: at('https://news.example/story/?utm_source=x') }));
    folder.write('b.json', brief({ source: at('http://www.news.example/story#top') }));
    folder.write('c.json', brief({ source: at('https://news.example/story?page=2') }));
    const { corpus } = await folder.synced();
    expect(corpus.sharing(metricKey('deaths' as MetricId))).toEqual(['a']);
    expect(corpus.sharing(articleKey('https://news.example/story')).toSorted()).toEqual(['a', 'b']);
    expect(corpus.sharing(articleKey('https://news.example/story?page=2'))).toEqual(['c']);
  });

  test('say whether a subject is named beside some of them, however many name it', async () => {
    for (let n = 0; n < 230; n++)
      folder.write(`brief-${n}.json`, brief({ places: ['eastern-aleppo'], headline: `${n}` }));
    const { corpus } = await folder.synced();
    const ids = Array.from({ length: 230 }, (_, n) => briefId(`brief-${n}`));
    expect(corpus.isNamedBeside(subject('eastern-aleppo'), new Set(ids))).toBe(false);
    expect(corpus.isNamedBeside(subject('eastern-aleppo'), new Set(ids.slice(1)))).toBe(true);
    // Only a part of it is spoken of.
    expect(corpus.isNamedBeside(subject('aleppo'), new Set())).toBe(false);
    expect(corpus.isNamedBeside(subject('nobody'), new Set())).toBe(false);
  });
});
