import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import type { ClaimId } from '../../../src/corpus/ids.ts';
import type { Day } from '../../../src/kernel/partial-date.ts';
import { brief, briefId, idsOf, subject, TestCorpus } from './folder.ts';

const stance = (by: string, side: string) => ({ by, stance: side });

const folder = new TestCorpus();
let corpus: Corpus;

beforeAll(async () => {
  folder.write(
    'talks.json',
    brief({
      headline: 'Lavrov and Kerry speak of a truce',
      points: [{ text: 'Shelling of the district', places: ['eastern-aleppo'], via: ['tass'] }],
      statements: [
        { by: 'sergey-lavrov', said: 'that the talks go on', to: ['john-kerry'], quote: 'nothing is agreed' },
      ],
      claims: [{ id: 'swap', claim: 'A swap was offered', stances: [stance('john-kerry', 'asserts')] }],
    }),
  );
  folder.write(
    '2016/denial.json',
    brief({
      published: '2016-12-02',
      source: { outlet: 'tass', title: 'No swap', reports: ['washington-post'] },
      headline: 'Moscow denies the swap',
      claims: [{ id: 'swap', claim: 'A swap was offered', stances: [stance('sergey-lavrov', 'denies')] }],
      topics: ['ceasefire'],
    }),
  );
  folder.write(
    'month.json',
    brief({ published: '2016-10', headline: 'A month of siege', places: ['aleppo'], actors: ['Josh Rogin'] }),
  );
  folder.write(
    'lone.json',
    brief({
      published: '2015-01-01',
      claims: [{ id: 'undisputed', claim: 'It rained', stances: [stance('john-kerry', 'confirms')] }],
    }),
  );
  ({ corpus } = await folder.synced());
});
afterAll(() => folder.end());

describe('lists of briefs', () => {
  test('run from the newest to the oldest with the number of all', () => {
    expect(idsOf(corpus.briefs({ limit: 10 }))).toEqual(['denial', 'talks', 'month', 'lone']);
    expect(corpus.briefs({ limit: 2 })).toMatchObject({ total: 4, atLeast: false });
    expect(corpus.briefs({ limit: 0 })).toEqual({ briefs: [], total: 4, atLeast: false });
  });

  test('find what concerns a part under the whole, and not the other way round', () => {
    const about = (id: string) => idsOf(corpus.briefs({ subjects: [subject(id)], limit: 10 }));
    expect(about('syria')).toEqual(['talks', 'month']);
    expect(about('aleppo')).toEqual(['talks', 'month']);
    expect(about('eastern-aleppo')).toEqual(['talks']);
  });

  test('need every subject of the query', () => {
    const both = { subjects: [subject('syria'), subject('john-kerry')], limit: 10 };
    expect(idsOf(corpus.briefs(both))).toEqual(['talks']);
    expect(corpus.briefs({ subjects: [subject('syria'), subject('nobody')], limit: 10 }).total).toBe(0);
  });

  test('do not put a state into what only its news agency carried', () => {
    expect(idsOf(corpus.briefs({ subjects: [subject('russia')], limit: 10 }))).toEqual([]);
    expect(idsOf(corpus.briefs({ outlet: subject('russia'), limit: 10 }))).toEqual(['denial', 'talks']);
  });

  test('of an outlet hold what it published, what repeats it and what passes it on', () => {
    expect(idsOf(corpus.briefs({ outlet: subject('tass'), limit: 10 }))).toEqual(['denial', 'talks']);
    expect(corpus.briefs({ outlet: subject('washington-post'), limit: 10 }).total).toBe(4);
  });

  test('between two days leave out no brief whose date may lie between them', () => {
    const between = (since: string, until: string) =>
      idsOf(corpus.briefs({ since: since as Day, until: until as Day, limit: 10 }));
    expect(between('2016-11-29', '2016-11-29')).toEqual(['talks']);
    expect(between('2016-10-31', '2016-11-30')).toEqual(['talks', 'month']);
    expect(between('2016-11-01', '2016-11-30')).toEqual(['talks']);
    expect(between('2016-12-03', '2030-01-01')).toEqual([]);
  });
});

describe('subjects', () => {
  test('know their briefs and days, and what lies within them', () => {
    expect(corpus.subject(subject('syria'))).toMatchObject({ briefs: 2, first: '2016-10-01', last: '2016-11-29' });
    expect([...corpus.covers(subject('syria'))].sort()).toEqual(['aleppo', 'eastern-aleppo', 'syria']);
    expect([...corpus.covers(subject('nobody'))]).toEqual(['nobody']);
    expect(corpus.subject(subject('foreign-ministry'))).toMatchObject({ briefs: 0 });
  });

  test('that no register knows are found under the plain name of a brief', () => {
    expect(corpus.subject(subject('josh-rogin'))).toMatchObject({
      kind: 'actor',
      name: 'Josh Rogin',
      registered: false,
      actorKind: 'unknown',
      briefs: 1,
    });
    expect(corpus.names.named('josh rogin', 5).map(({ id }) => id)).toEqual(['josh-rogin']);
  });

  test('keep company with those of the same briefs, but not with their own parts and wholes', () => {
    const company = corpus.companions(subject('syria'), { kinds: ['actor', 'place', 'topic'], limit: 10 });
    expect(company.among).toBe(2);
    expect(company.companions.map((each) => each.subject.id).sort()).toEqual([
      'john-kerry',
      'josh-rogin',
      'sergey-lavrov',
    ]);
    expect(company.total).toBe(3);
  });

  test('are in the news where the newest briefs speak of them', () => {
    expect(corpus.inTheNews({ kinds: ['actor'], limit: 2 }).map(({ id }) => id)).toEqual([
      'sergey-lavrov',
      'john-kerry',
    ]);
  });

  test('that carried the briefs of a query are counted with their first and last day', () => {
    expect(corpus.outlets({ subjects: [subject('syria')], limit: 10 })).toMatchObject({
      total: 2,
      among: 2,
      outlets: [
        { outlet: { id: 'washington-post' }, briefs: 2, first: '2016-10-01', last: '2016-11-29' },
        { outlet: { id: 'tass' }, briefs: 1 },
      ],
    });
  });
});

describe('claims', () => {
  test('are disputed where somebody asserts and somebody denies, in any brief', () => {
    expect(corpus.disputes({ limit: 10 })).toEqual({ claims: ['swap'], total: 1 });
    expect(corpus.disputes({ since: '2016-12-03' as Day, limit: 10 }).total).toBe(0);
    expect(corpus.disputes({ until: '2016-11-30' as Day, limit: 10 }).total).toBe(1);
    expect(corpus.disputes({ until: '2016-11-01' as Day, limit: 10 }).total).toBe(0);
  });

  test('are followed through their briefs', () => {
    expect(corpus.claim('swap' as ClaimId).map(({ id }) => id)).toEqual(['denial', 'talks']);
    expect(corpus.claim('nothing' as ClaimId)).toEqual([]);
  });
});

describe('search', () => {
  const search = (text: string) => corpus.search(text, { limit: 10 });

  test('reads every text of a brief and the names of its subjects', () => {
    for (const word of ['truce', 'shelling', 'agreed', 'OFFERED', 'kerry', 'eastern']) {
      expect(idsOf(search(word)), word).toContain('talks');
    }
  });

  test('keeps quoted words together', () => {
    expect(idsOf(search('"talks go"'))).toEqual(expect.arrayContaining(['talks']));
    expect(search('"go talks"').total).toBe(0);
  });

  test('says when no brief has all the words', () => {
    expect(search('truce shelling')).toMatchObject({ words: 'all', total: 1 });
    expect(search('truce zebra')).toMatchObject({ words: 'any', total: 1 });
    expect(search('zebra')).toMatchObject({ briefs: [], total: 0 });
  });

  test('keeps to the rest of the query', () => {
    expect(idsOf(corpus.search('swap', { subjects: [subject('ceasefire')], limit: 10 }))).toEqual(['denial']);
    expect(idsOf(corpus.search('swap', { until: '2016-11-30' as Day, limit: 10 }))).toEqual(['talks']);
    expect(idsOf(corpus.search('swap', { outlet: subject('nobody'), limit: 10 }))).toEqual([]);
  });
});

test('the state tells what there is', () => {
  expect(corpus.state()).toMatchObject({ briefs: 4, topics: 1, first: '2015-01-01', last: '2016-12-02', problems: [] });
  expect(corpus.brief(briefId('talks'))?.headline).toBe('Lavrov and Kerry speak of a truce');
  expect(corpus.brief(briefId('nothing'))).toBeUndefined();
});
