import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedSubject } from '../../src/corpus/index/name-tables.ts';
import type { NameTable } from '../../src/corpus/name-table.ts';
import { fold } from '../../src/kernel/fold.ts';
import { createNames } from '../../src/names/create-names.ts';
import { id, namesOver, subject, tableOf } from './register.ts';

const latin = fc.constantFrom(
  'al',
  'el',
  'de',
  'bin',
  'Sergei',
  'Sergey',
  'Ali',
  'Muhammad',
  'Mohamed',
  'Müller',
  'Øst',
  'Ng',
  'Li',
);
const syllables = fc
  .array(fc.constantFrom('la', 'vro', 'ke', 'rry', 'mo', 'ham', 'za', 'gai', 'nov', 'ster', 'ö', 'čaj'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
const foreign = fc.constantFrom(
  'Лавров',
  'Сергей',
  'Щукин',
  'حلب',
  'الأسد',
  '拉夫罗夫',
  '習近平',
  'Αλέξης',
  'שלום',
  '김정은',
  'कश्मीर',
);
const word = fc.oneof(
  { weight: 5, arbitrary: syllables },
  { weight: 2, arbitrary: latin },
  { weight: 1, arbitrary: foreign },
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const kinds = fc.constantFrom('actor' as const, 'place' as const, 'topic' as const);

const register = (size: number): fc.Arbitrary<readonly NamedSubject[]> =>
  fc
    .array(fc.record({ name, aliases: fc.array(name, { maxLength: 2 }), kind: kinds, briefs: fc.nat({ max: 300 }) }), {
      minLength: 1,
      maxLength: size,
      size: 'max',
    })
    .map((all) => all.map((one, index) => subject(one.name, { ...one, id: id(`s${index}`) })));

const spellingsOf = (one: NamedSubject): readonly string[] => [one.id, one.name, ...one.aliases];

describe('in any register', () => {
  it('a name always finds its own subject, or asks where another carries the same name', () => {
    fc.assert(
      fc.property(register(3000), (subjects) => {
        const names = namesOver(subjects);
        const bearers = new Map<string, Set<string>>();
        for (const one of subjects) {
          for (const spelling of spellingsOf(one)) {
            const key = fold(spelling);
            bearers.set(key, (bearers.get(key) ?? new Set()).add(one.id));
          }
        }
        for (const one of subjects) {
          for (const spelling of spellingsOf(one)) {
            const shared = bearers.get(fold(spelling))?.size ?? 0;
            if (shared > 20) continue;
            const meant = names.resolve(spelling);
            const found =
              meant.kind === 'one' ? [meant.id] : meant.kind === 'many' ? meant.candidates.map((hit) => hit.id) : [];
            expect(found, spelling).toContain(one.id);
            if (meant.kind === 'one') expect(meant.how).toBe('exact');
          }
        }
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  it('the beginning of a name completes to its subject where no more compete than there is room for', () => {
    fc.assert(
      fc.property(register(60), fc.infiniteStream(fc.nat({ max: 40 })), (subjects, cuts) => {
        const names = namesOver(subjects);
        for (const one of subjects) {
          for (const spelling of spellingsOf(one)) {
            const length = 1 + ((cuts.next().value ?? 0) % spelling.length);
            const typed = Array.from(spelling).slice(0, length).join('');
            if (fold(typed) === '') continue;
            expect(
              names.complete(typed, { limit: 100 }).map((hit) => hit.id),
              typed,
            ).toContain(one.id);
          }
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 2000 }),
    fc
      .array(fc.oneof(word, fc.constantFrom('of', 'the', 'minister', 'a', "'", '%', '"', '_', '*')), { maxLength: 200 })
      .map((words) => words.join(' ')),
    fc.constantFrom(
      'a'.repeat(100_000),
      'of '.repeat(1000),
      '\u0000',
      '\ud800',
      '{',
      '~',
      'ﷺ'.repeat(500),
      "' or 1=1 --",
    ),
  );

  it('no text makes it throw, offer more than asked for, or look up without bound', () => {
    const table = tableOf(
      Array.from({ length: 300 }, (_, index) =>
        subject(`Sergei ${index % 2 ? 'al' : 'of'} Minister ${index}`, {
          id: id(`s${index}`),
          roles: [{ title: 'Minister of Minister' }],
        }),
      ),
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 30 }), (text, limit) => {
        let lookUps = 0;
        const names = createNames(
          counting(table, () => lookUps++),
          { inTheNews: () => [] },
        );
        names.resolve(text);
        const hits = names.complete(text, { limit });
        expect(hits.length).toBeLessThanOrEqual(limit);
        expect(new Set(hits.map((hit) => hit.id)).size).toBe(hits.length);
        expect(lookUps).toBeLessThan(2000);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('the same text means the same again', () => {
    fc.assert(
      fc.property(register(50), fc.oneof(name, hostile), (subjects, text) => {
        expect(namesOver(subjects).resolve(text)).toEqual(namesOver(subjects.toReversed()).resolve(text));
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

function counting(table: NameTable, count: () => void): NameTable {
  return new Proxy(table, {
    get: (target, key, receiver): unknown => {
      count();
      return Reflect.get(target, key, receiver);
    },
  });
}
