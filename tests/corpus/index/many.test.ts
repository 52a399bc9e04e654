import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import { RANK_CAP } from '../../../src/corpus/index/search.ts';
import { brief, idsOf, subject, TestCorpus } from './folder.ts';

const COUNT = RANK_CAP + 100;

const folder = new TestCorpus();
let corpus: Corpus;
beforeAll(async () => {
  const start = Temporal.PlainDate.from('2000-01-01');
  for (let n = 0; n < COUNT; n++) {
    const published = start.add({ days: n }).toString();
    const headline = n % 7 ? 'A common word' : 'A common and a rarer word';
    folder.write(`brief-${n}.json`, brief({ published, headline, places: ['aleppo'], actors: [`Person ${n % 50}`] }));
  }
  ({ corpus } = await folder.synced());
}, 60_000);
afterAll(() => folder.end());

test('a bulk load counts every subject and knows every name', () => {
  expect(corpus.state()).toMatchObject({ briefs: COUNT, problems: [] });
  expect(corpus.subject(subject('syria'))?.briefs).toBe(COUNT);
  expect(corpus.names.named('person 7', 3)).toMatchObject([{ id: 'person-7', briefs: COUNT / 50 }]);
});

test('a word of more briefs than can be ranked gives the newest first, and says that there are more', () => {
  const list = corpus.search('common', { limit: 3 });
  expect(list).toMatchObject({ order: 'newest', total: RANK_CAP, atLeast: true });
  expect(idsOf(list)).toEqual([COUNT - 1, COUNT - 2, COUNT - 3].map((n) => `brief-${n}`));
});

test('a rarer word is ranked and counted whole', () => {
  expect(corpus.search('rarer', { limit: 3 })).toMatchObject({ order: 'best', total: COUNT / 7, atLeast: false });
});

test('where no brief has all the words, the common ones do not drown the rare', () => {
  const list = corpus.search('common rarer zebra', { limit: 3 });
  expect(list).toMatchObject({ words: 'any', total: COUNT / 7 });
});

test('lists and counts of a subject are whole however long', () => {
  expect(corpus.briefs({ subjects: [subject('syria')], limit: 5 })).toMatchObject({ total: COUNT, atLeast: false });
  const both = corpus.briefs({ subjects: [subject('syria'), subject('person-7')], limit: 5 });
  expect(both).toMatchObject({ total: COUNT / 50, atLeast: false });
  expect(corpus.companions(subject('syria'), { kinds: ['actor'], limit: 1 })).toMatchObject({ total: 50, among: 500 });
});
