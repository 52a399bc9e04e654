import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allIds, brief, briefId, idsOf, REGISTERS, subject, TestCorpus } from './folder.ts';

let folder: TestCorpus;
beforeEach(() => {
  folder = new TestCorpus();
  folder.write('a.json', brief({ headline: 'First version', places: ['aleppo'] }));
  folder.write('b.json', brief({ published: '2016-11-30', actors: ['Josh Rogin'] }));
});
afterEach(() => folder.end());

const withActors = (changes: Readonly<Record<string, unknown>>) => ({ ...REGISTERS['actors.json'], ...changes });

describe('a change of a brief', () => {
  test('is in service after a sync, and the revision tells', async () => {
    const { corpus, sync } = await folder.synced();
    const before = corpus.revision();
    folder.write('a.json', brief({ headline: 'Second version', published: '2016-12-24', topics: ['ceasefire'] }));
    await sync();
    expect(corpus.revision()).toBeGreaterThan(before);
    expect(allIds(corpus)).toEqual(['a', 'b']);
    expect(corpus.search('first', { limit: 5 }).total).toBe(0);
    expect(idsOf(corpus.search('second', { limit: 5 }))).toEqual(['a']);
    expect(corpus.subject(subject('aleppo'))).toMatchObject({ briefs: 0 });
    expect(corpus.subject(subject('syria'))?.first).toBeUndefined();
    expect(corpus.subject(subject('ceasefire'))).toMatchObject({ briefs: 1, last: '2016-12-24' });
  });

  test('of the same size within the same moment is not missed', async () => {
    const { corpus, sync } = await folder.synced();
    folder.write('a.json', brief({ headline: 'Other version', places: ['aleppo'] }));
    await sync();
    folder.write('a.json', brief({ headline: 'Third version', places: ['aleppo'] }));
    await sync();
    expect(corpus.brief(briefId('a'))?.headline).toBe('Third version');
  });

  test('that changes nothing leaves the revision', async () => {
    const { corpus, sync } = await folder.synced();
    const before = corpus.revision();
    folder.age('a.json');
    await sync();
    expect(corpus.revision()).toBe(before);
  });

  test('takes away what no brief speaks of any more', async () => {
    const { corpus, sync } = await folder.synced();
    folder.write('b.json', brief({ published: '2016-11-30' }));
    await sync();
    expect(corpus.subject(subject('josh-rogin'))).toBeUndefined();
    expect(corpus.names.named('josh rogin', 5)).toEqual([]);
  });
});

describe('a file', () => {
  test('that is gone takes its brief with it', async () => {
    const { corpus, sync } = await folder.synced();
    folder.remove('a.json');
    await sync();
    expect(allIds(corpus)).toEqual(['b']);
    expect(corpus.brief(briefId('a'))).toBeUndefined();
  });

  test('that moves keeps its brief, and under another name gives another', async () => {
    const { corpus, sync } = await folder.synced();
    folder.rename('a.json', '2016/11/a.json');
    await sync();
    expect(corpus.brief(briefId('a'))?.headline).toBe('First version');
    folder.rename('2016/11/a.json', 'c.json');
    await sync();
    expect(allIds(corpus)).toEqual(['b', 'c']);
  });

  test('of an id that another file has is told of, and answers when that one has gone', async () => {
    folder.write('x/a.json', brief({ headline: 'Later path' }));
    const { corpus, sync } = await folder.synced();
    expect(corpus.brief(briefId('a'))?.headline).toBe('First version');
    expect(corpus.state().problems).toMatchObject([{ file: 'x/a.json', severity: 'error' }]);
    folder.remove('a.json');
    await sync();
    expect(corpus.brief(briefId('a'))?.headline).toBe('Later path');
    expect(corpus.state().problems).toEqual([]);
  });
});

describe('a file that goes bad', () => {
  test('keeps its last good version, also after a restart, until it is mended', async () => {
    const first = await folder.synced();
    folder.write('a.json', '{"headline": "half wri');
    await first.sync();
    expect(first.corpus.brief(briefId('a'))?.headline).toBe('First version');
    expect(first.corpus.state().problems).toMatchObject([{ file: 'a.json', severity: 'error', line: 1 }]);
    await first.close();

    const second = await folder.synced();
    expect(second.corpus.brief(briefId('a'))?.headline).toBe('First version');
    expect(second.corpus.state().problems).toHaveLength(1);
    folder.write('a.json', brief({ headline: 'Whole again' }));
    await second.sync();
    expect(second.corpus.brief(briefId('a'))?.headline).toBe('Whole again');
    expect(second.corpus.state().problems).toEqual([]);
  });

  test('does not answer where it never was good, and takes no other down', async () => {
    folder.write('bad.json', brief({ headlin: 'typo' }));
    const { corpus } = await folder.synced();
    expect(allIds(corpus)).toEqual(['b', 'a']);
    expect(corpus.state().problems).toMatchObject([{ file: 'bad.json' }]);
  });
});

describe('the folder', () => {
  test('that disappears leaves everything in service, and is told of', async () => {
    const { corpus, sync } = await folder.synced();
    folder.remove('.');
    await sync();
    expect(allIds(corpus)).toEqual(['b', 'a']);
    expect(corpus.state().problems).toMatchObject([{ file: '.', severity: 'error' }]);
  });

  test('that is emptied is an empty corpus', async () => {
    const { corpus, sync } = await folder.synced();
    for (const path of ['a.json', 'b.json', ...Object.keys(REGISTERS)]) folder.remove(path);
    await sync();
    expect(corpus.state()).toMatchObject({ briefs: 0, actors: 0, places: 0, problems: [] });
    expect(corpus.subject(subject('russia'))).toBeUndefined();
  });
});

describe('an edit of a register', () => {
  test('that adds a name makes plain names of it one subject', async () => {
    const { corpus, sync } = await folder.synced();
    folder.write(
      'actors.json',
      withActors({ rogin: { name: 'Joshua Rogin', kind: 'person', aliases: ['Josh Rogin'] } }),
    );
    await sync();
    expect(idsOf(corpus.briefs({ subjects: [subject('rogin')], limit: 5 }))).toEqual(['b']);
    expect(corpus.subject(subject('josh-rogin'))).toBeUndefined();
  });

  test('that takes the name away again makes it a plain name again', async () => {
    folder.write(
      'actors.json',
      withActors({ rogin: { name: 'Joshua Rogin', kind: 'person', aliases: ['Josh Rogin'] } }),
    );
    const { corpus, sync } = await folder.synced();
    folder.write('actors.json', withActors({}));
    await sync();
    expect(corpus.subject(subject('rogin'))).toBeUndefined();
    expect(idsOf(corpus.briefs({ subjects: [subject('josh-rogin')], limit: 5 }))).toEqual(['b']);
  });

  test('that moves a place moves its briefs with it', async () => {
    const { corpus, sync } = await folder.synced();
    const places = { ...REGISTERS['places.json'], aleppo: { name: 'Aleppo', kind: 'city' } };
    folder.write('places.json', places);
    await sync();
    expect(corpus.briefs({ subjects: [subject('syria')], limit: 5 }).total).toBe(0);
    expect(corpus.briefs({ subjects: [subject('aleppo')], limit: 5 }).total).toBe(1);
  });

  test('that removes an id puts its briefs in error, which keep their last good version', async () => {
    const { corpus, sync } = await folder.synced();
    folder.write('places.json', { syria: REGISTERS['places.json'].syria });
    await sync();
    expect(corpus.state().problems).toMatchObject([{ file: 'a.json', severity: 'error' }]);
    expect(corpus.brief(briefId('a'))?.headline).toBe('First version');
    folder.write('places.json', REGISTERS['places.json']);
    await sync();
    expect(corpus.state().problems).toEqual([]);
    expect(corpus.briefs({ subjects: [subject('syria')], limit: 5 }).total).toBe(1);
  });

  test('with a mistake keeps the last good one, also after a restart', async () => {
    const first = await folder.synced();
    folder.write('places.json', '{ "syria": ');
    await first.sync();
    expect(first.corpus.subject(subject('aleppo'))).toMatchObject({ registered: true, briefs: 1 });
    expect(first.corpus.state().problems).toMatchObject([{ file: 'places.json' }]);
    await first.close();
    folder.write('c.json', brief({ published: '2016-12-01', places: ['eastern-aleppo'] }));
    const { corpus } = await folder.synced();
    expect(idsOf(corpus.briefs({ subjects: [subject('syria')], limit: 5 }))).toEqual(['c', 'a']);
    expect(corpus.state().problems).toMatchObject([{ file: 'places.json' }]);
  });
});

describe('whether the index is current', () => {
  test('is known from a look at the folder', async () => {
    for (const path of ['a.json', 'b.json', ...Object.keys(REGISTERS)]) folder.age(path);
    const opened = folder.open();
    expect(opened.isComplete()).toBe(false);
    expect(opened.isCurrent()).toBe(false);
    await opened.sync();
    expect(opened.isComplete()).toBe(true);
    expect(opened.isCurrent()).toBe(true);
    folder.write('places.json', REGISTERS['places.json']);
    expect(opened.isCurrent()).toBe(false);
    folder.age('places.json');
    folder.write('c.json', brief());
    expect(opened.isCurrent()).toBe(false);
    await opened.sync();
    folder.remove('c.json');
    expect(opened.isCurrent()).toBe(false);
  });
});

test('changes are taken into service while the folder is watched', async () => {
  const opened = folder.open();
  opened.watch();
  await expect.poll(() => allIds(opened.corpus), { timeout: 10_000 }).toEqual(['b', 'a']);
  folder.write('c.json', brief({ published: '2017-01-01' }));
  await expect.poll(() => allIds(opened.corpus), { timeout: 10_000 }).toEqual(['c', 'b', 'a']);
});

test('closing breaks off a sync under way, and the next one makes up for it', async () => {
  for (let n = 0; n < 3000; n++) folder.write(`many/brief-${n}.json`, brief());
  const first = folder.open();
  const broken = first.sync();
  const told = expect(broken).rejects.toThrow('closed');
  await expect.poll(() => first.corpus.state().catchingUp, { timeout: 10_000 }).toBeDefined();
  await first.close();
  await told;
  const { corpus } = await folder.synced();
  expect(corpus.state().briefs).toBe(3002);
  expect(corpus.names.named('washington post', 3)).toHaveLength(1);
}, 60_000);
