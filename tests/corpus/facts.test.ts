import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  both,
  carriersOf,
  claimsIn,
  concernOf,
  concernOfActor,
  concernOfText,
  everything,
  figuresIn,
  isDisputed,
  pointsIn,
  statementsIn,
  subjectsOf,
} from '../../src/corpus/facts.ts';
import type { Side } from '../../src/corpus/model.ts';
import { brief, claim, figure, id, point, stance, statement } from '../fixtures/briefs.ts';

const texts = (cited: readonly { readonly item: { readonly text: string } }[]) => cited.map(({ item }) => item.text);

describe('lines of one event', () => {
  const first = brief('first', '2016-11-27', { points: [point('As it was told first.', { event: 'meeting' })] });
  const second = brief('second', '2016-11-28', { points: [point('As told a day later.', { event: 'meeting' })] });
  const third = brief('third', '2016-11-29', {
    points: [point('As told at last.', { event: 'meeting' }), point('Something else.')],
  });

  it('are one, in the words of the earliest brief, with the citations of all', () => {
    const [merged, other] = pointsIn([third, second, first], everything);
    expect(merged?.item.text).toBe('As it was told first.');
    expect(merged?.briefs.map((one) => one.id)).toEqual(['first', 'second', 'third']);
    expect(other?.briefs).toEqual([third]);
  });

  it('take their place from the newest brief, so that what was told last comes first', () => {
    expect(texts(pointsIn([third, second, first], everything))).toEqual(['As it was told first.', 'Something else.']);
  });

  it('cite a brief once that tells of it twice, in its first words', () => {
    const twice = brief('twice', '2016-11-26', {
      points: [point('Once.', { event: 'meeting' }), point('And again.', { event: 'meeting' })],
    });
    const [merged] = pointsIn([first, twice], everything);
    expect(merged?.item.text).toBe('Once.');
    expect(merged?.briefs).toEqual([twice, first]);
  });

  it('are merged for statements too, and never across different events', () => {
    const one = brief('one', '2016-11-27', { statements: [statement('a', 'Yes.', { event: 'e1' })] });
    const two = brief('two', '2016-11-28', {
      statements: [statement('a', 'Yes, yes.', { event: 'e1' }), statement('a', 'No.', { event: 'e2' })],
    });
    expect(statementsIn([two, one], everything).map(({ item, briefs }) => [item.said, briefs.length])).toEqual([
      ['Yes.', 2],
      ['No.', 1],
    ]);
  });

  it('are kept apart where no event joins them, even in the same words', () => {
    const one = brief('one', '2016-11-27', { points: [point('The same.')] });
    const two = brief('two', '2016-11-28', { points: [point('The same.')] });
    expect(pointsIn([two, one], everything)).toHaveLength(2);
  });

  it('lose no citation and gain none, however they are shared out', () => {
    const anyBriefs = fc.array(
      fc.array(fc.option(fc.constantFrom('e1', 'e2', 'e3'), { nil: undefined }), { maxLength: 5 }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(anyBriefs, (shares) => {
        const briefs = shares
          .map((events, at) =>
            brief(`b${at}`, `2016-11-${10 + at}`, {
              points: events.map((event, n) => point(`${at}.${n}`, event === undefined ? {} : { event })),
            }),
          )
          .toReversed();
        const cited = pointsIn(briefs, everything);
        for (const one of briefs) {
          const own = new Set(one.points.map((each) => each.event));
          const events = cited.filter(({ briefs: where }) => where.includes(one)).map(({ item }) => item.event);
          const named = [...own].filter((event) => event !== undefined);
          expect(events.filter((event) => event !== undefined).toSorted()).toEqual(named.toSorted());
          expect(events.filter((event) => event === undefined)).toHaveLength(
            one.points.filter((each) => each.event === undefined).length,
          );
        }
      }),
    );
  });
});

describe('a claim', () => {
  const asserted = brief('asserted', '2016-11-28', {
    claims: [claim('swap', 'The US wants a swap.', [stance('post', 'asserts')])],
  });
  const denied = brief('denied', '2016-11-29', {
    claims: [claim('swap', 'A swap is wanted.', [stance('post', 'asserts'), stance('ryabkov', 'denies')])],
  });

  it('has every stance of every brief, each with the brief that reports it, in the words of the newest', () => {
    const [record] = claimsIn([denied, asserted], everything);
    expect(record?.claim).toBe('A swap is wanted.');
    expect(record?.briefs).toEqual([denied, asserted]);
    expect(record?.stances.map(({ stance: one, brief: where }) => [one.by, one.stance, where.id])).toEqual([
      ['post', 'asserts', 'denied'],
      ['ryabkov', 'denies', 'denied'],
      ['post', 'asserts', 'asserted'],
    ]);
  });

  it('is disputed only where somebody is for it and somebody is not', () => {
    const sides: Side[] = ['asserts', 'confirms', 'doubts', 'denies'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sides), { maxLength: 5 }), (taken) => {
        const one = brief('b', '2016-11-28', {
          claims: [
            claim(
              'c',
              'C.',
              taken.map((side, n) => stance(`a${n}`, side)),
            ),
          ],
        });
        const [record] = claimsIn([one], everything);
        const isFor = taken.includes('asserts') || taken.includes('confirms');
        const isAgainst = taken.includes('denies') || taken.includes('doubts');
        expect(record !== undefined && isDisputed(record)).toBe(isFor && isAgainst);
      }),
    );
  });

  it('is disputed across briefs, where each side stands in a brief of its own', () => {
    const onlyDenied = brief('only-denied', '2016-11-29', {
      claims: [claim('swap', 'A swap is wanted.', [stance('ryabkov', 'denies')])],
    });
    expect(claimsIn([onlyDenied], everything).map(isDisputed)).toEqual([false]);
    expect(claimsIn([onlyDenied, asserted], everything).map(isDisputed)).toEqual([true]);
  });
});

describe('what a line concerns', () => {
  const whole = brief('b', '2016-11-28', {
    points: [
      point('Kerry met Lavrov.', { actors: [id('kerry'), id('lavrov')], places: [id('geneva')] }),
      point('The post reported it.', { via: [id('post')] }),
    ],
    statements: [statement('kerry', 'A deal is near.', { about: [id('aleppo')], quote: 'the convoy must pass' })],
    claims: [
      claim('c', 'A claim.', [stance('lavrov', 'denies', { via: [id('post')], note: 'Flatly.' })], [id('aleppo')]),
    ],
    figures: [figure('civilian-deaths', 400, { by: id('observers'), about: [id('aleppo')] }), figure('days', 60)],
    source: { title: 'T', outlet: id('times'), reports: [id('tribune')] },
    actors: [id('obama')],
  });
  const counts = (concern: Parameters<typeof pointsIn>[1]) => [
    pointsIn([whole], concern).length,
    statementsIn([whole], concern).length,
    claimsIn([whole], concern).length,
    figuresIn([whole], concern).length,
  ];

  it('is every subject that stands on it, those that only passed it on included', () => {
    expect(counts(concernOf(new Set([id('kerry')])))).toEqual([1, 1, 0, 0]);
    expect(counts(concernOf(new Set([id('post')])))).toEqual([1, 0, 1, 0]);
    expect(counts(concernOf(new Set([id('aleppo')])))).toEqual([0, 1, 1, 1]);
    expect(counts(concernOf(new Set([id('observers')])))).toEqual([0, 0, 0, 1]);
    expect(counts(concernOf(new Set()))).toEqual([0, 0, 0, 0]);
  });

  it('is for an actor’s own lines what it did, said or carried, and not what was said of it', () => {
    expect(counts(concernOfActor(new Set([id('lavrov')])))).toEqual([1, 0, 1, 0]);
    expect(counts(concernOfActor(new Set([id('aleppo')])))).toEqual([0, 0, 0, 0]);
  });

  it('is for words that it holds all of them, in any case or script, in the quotation too', () => {
    expect(counts(concernOfText('KERRY lavrov'))).toEqual([1, 0, 0, 0]);
    expect(counts(concernOfText('convoy deal'))).toEqual([0, 1, 0, 0]);
    expect(counts(concernOfText('civilian deaths'))).toEqual([0, 0, 0, 1]);
    expect(counts(concernOfText('керри'))).toEqual([0, 0, 0, 0]);
  });

  it('can be asked for two things at once', () => {
    expect(counts(both(concernOf(new Set([id('kerry')])), concernOf(new Set([id('geneva')]))))).toEqual([1, 0, 0, 0]);
  });

  it('names all that a brief names, and all that carried it', () => {
    expect([...subjectsOf(whole)].toSorted()).toEqual(
      ['aleppo', 'geneva', 'kerry', 'lavrov', 'obama', 'observers', 'post', 'times', 'tribune'].map(id),
    );
    expect([...carriersOf(whole)].toSorted()).toEqual(['post', 'times', 'tribune'].map(id));
  });
});
