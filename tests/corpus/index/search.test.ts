import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import { searchTerms } from '../../../src/corpus/index/search-terms.ts';
import { HOSTILE_SAMPLES } from '../../fixtures/hostile-text.ts';
import { brief, subject, TestCorpus } from './folder.ts';

const folder = new TestCorpus();
let corpus: Corpus;
beforeAll(async () => {
  for (let n = 0; n < 30; n++) {
    folder.write(
      `b${n}.json`,
      brief({ headline: `Report ${n} "of" AND NOT a* col:umn ${n % 3 ? 'siege' : 'Überfall'}` }),
    );
  }
  ({ corpus } = await folder.synced());
});
afterAll(() => folder.end());

const FTS = [
  'AND',
  'OR',
  'NOT',
  'NEAR(',
  ')',
  '(',
  '"',
  '""',
  '*',
  '^',
  ':',
  'headline:',
  '{a b}:',
  '+',
  '-',
  '\0',
  ';',
  "'",
  '--',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...HOSTILE_SAMPLES),
  fc
    .array(fc.oneof(fc.constantFrom(...FTS, 'siege', 'report', 'überfall'), fc.string({ maxLength: 6 })), {
      maxLength: 12,
    })
    .map((parts) => parts.join(' ')),
);

test('no text throws, and every list keeps to its own numbers', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 40 }), (text, limit) => {
      const list = corpus.search(text, { limit });
      expect(list.briefs.length).toBeLessThanOrEqual(limit);
      expect(list.total).toBeGreaterThanOrEqual(list.briefs.length);
      if (!list.atLeast) expect(list.briefs).toHaveLength(Math.min(limit, list.total));
      if (searchTerms(text).length === 0) expect(list.total).toBe(0);
      expect(corpus.search(text, { limit })).toEqual(list);
    }),
    { numRuns: 400 },
  );
});

test('no text or id makes any other question throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const id = subject(text);
      expect(
        corpus.briefs({ subjects: [id], outlet: id, since: text as never, until: text as never, limit: 3 }).briefs,
      ).toEqual([]);
      expect(corpus.subject(id)?.id ?? id).toBe(id);
      expect(corpus.covers(id).has(id)).toBe(true);
      expect(corpus.companions(id, { kinds: ['actor'], limit: Number.NaN }).companions).toEqual([]);
      expect(corpus.claim(id as never)).toEqual([]);
    }),
  );
});

test('the words of a query language are words like others', () => {
  expect(corpus.search('NOT', { limit: 1 }).total).toBe(30);
  expect(corpus.search('siege AND', { limit: 1 }).total).toBe(20);
  expect(corpus.search('headline:siege', { limit: 1 }).total).toBe(0);
  expect(corpus.search('a*', { limit: 1 }).total).toBe(30);
  expect(corpus.search('uberfall', { limit: 1 }).total).toBe(10);
});
