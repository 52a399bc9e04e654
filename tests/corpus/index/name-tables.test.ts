import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubjectId } from '../../../src/corpus/ids.ts';
import {
  createNameTables,
  openNameTable,
  removeNames,
  writeNames,
  type NamedSubject,
} from '../../../src/corpus/index/name-tables.ts';
import type { NameHit } from '../../../src/corpus/name-table.ts';
import { editDistance, slipsAllowed } from '../../../src/kernel/edit-distance.ts';
import { slugOf } from '../../../src/kernel/fold.ts';

function subject(name: string, more: Partial<NamedSubject> = {}): NamedSubject {
  const id = slugOf(name) as SubjectId;
  return { id, kind: 'actor', name, aliases: [], briefs: 1, ...more };
}

function tablesOf(subjects: readonly NamedSubject[]): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  createNameTables(db);
  writeNames(db, subjects);
  return db;
}

const ids = (hits: readonly NameHit[]): readonly string[] => hits.map((hit) => hit.id);

const LAVROV = subject('Sergei Lavrov', {
  aliases: ['Сергей Викторович Лавров'],
  briefs: 12,
  roles: [{ title: 'Foreign Minister', of: 'russia' as SubjectId, from: '2004-03-09' }],
});
const ROTTGEN = subject('Norbert Röttgen', { briefs: 3 });
const ASSAD = subject('Bashar al-Assad', { briefs: 40 });
const POST = subject('The Washington Post', { actorKind: 'outlet', briefs: 9 });
const ALEPPO = subject('Aleppo', { kind: 'place', aliases: ['حلب'], briefs: 30 });

describe('the name tables', () => {
  const names = openNameTable(tablesOf([LAVROV, ROTTGEN, ASSAD, POST, ALEPPO]));

  it('lead from the id, the name and every alias to the subject, in every spelling of a marked letter', () => {
    for (const whole of ['sergei lavrov', 'sergey viktorovich lavrov']) {
      expect(ids(names.named(whole, 9))).toEqual(['sergei-lavrov']);
    }
    expect(ids(names.named('norbert rottgen', 9))).toEqual(['norbert-rottgen']);
    expect(ids(names.named('norbert roettgen', 9))).toEqual(['norbert-rottgen']);
    expect(ids(names.named('hlb', 9))).toEqual(['aleppo']);
    expect(ids(names.named('lavrov', 9))).toEqual([]);
  });

  it('find words of one name in any order', () => {
    expect(ids(names.withTokens(['lavrov'], 9))).toEqual(['sergei-lavrov']);
    expect(ids(names.withTokens(['assad', 'bashar'], 9))).toEqual(['bashar-al-assad']);
    expect(ids(names.withTokens(['lavrov', 'viktorovich', 'sergey'], 9))).toEqual(['sergei-lavrov']);
    expect(ids(names.withTokens(['lavrov', 'bashar'], 9))).toEqual([]);
    expect(ids(names.withTokens(['sergei', 'viktorovich'], 9))).toEqual([]);
    expect(ids(names.withTokens([], 9))).toEqual([]);
  });

  it('look only among the kinds that are asked for', () => {
    expect(ids(names.withPrefix([], 'a', 9))).toEqual(['aleppo', 'bashar-al-assad']);
    expect(ids(names.withPrefix([], 'a', 9, { kinds: ['place'] }))).toEqual(['aleppo']);
    expect(ids(names.withPrefix([], 'washi', 9, { outlets: true }))).toEqual(['the-washington-post']);
    expect(ids(names.withPrefix([], 'lavr', 9, { outlets: true }))).toEqual([]);
  });

  it('put names that begin with the prefix before names that hold it later', () => {
    const two = openNameTable(tablesOf([subject('Lavra Ivanova', { briefs: 1 }), LAVROV]));
    expect(ids(two.withPrefix([], 'la', 9))).toEqual(['lavra-ivanova', 'sergei-lavrov']);
    expect(ids(two.withPrefix([], 'lavr', 9))).toEqual(['lavra-ivanova', 'sergei-lavrov']);
    expect(ids(two.withPrefix(['sergei'], 'l', 9))).toEqual(['sergei-lavrov']);
    expect(ids(two.withPrefix(['lavrov'], 'se', 9))).toEqual(['sergei-lavrov']);
  });

  it('know initials with and without particles, and the words of an office', () => {
    expect(ids(names.withInitials('baa', 9))).toEqual(['bashar-al-assad']);
    expect(ids(names.withInitials('ba', 9))).toEqual(['bashar-al-assad']);
    expect(names.withRole(['minister', 'foreign'], 'russia' as SubjectId, 9)).toMatchObject([
      { id: 'sergei-lavrov', title: 'Foreign Minister', of: 'russia', from: '2004-03-09', until: undefined },
    ]);
    expect(names.withRole(['minister'], undefined, 9)).toHaveLength(1);
    expect(names.withRole(['minister'], 'syria' as SubjectId, 9)).toEqual([]);
  });

  it('give the same answers after changes as when built at once, so that the index may be kept up to date', () => {
    const word = fc.constantFrom('ali', 'Assad', 'al', 'Röttgen', 'Сергей', 'lavrov', 'kerry', 'post', 'war', 'aleppo');
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd').map((id) => id as SubjectId),
      gone: fc.boolean(),
      kind: fc.constantFrom('actor' as const, 'place' as const),
      name,
      aliases: fc.array(name, { maxLength: 2 }),
      briefs: fc.constantFrom(0, 1, 2, 15, 16, 17, 100),
      actorKind: fc.constantFrom('person' as const, 'outlet' as const, 'state' as const),
      roles: fc.array(fc.record({ title: name, of: fc.constant('russia' as SubjectId) }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 5 }), (batches) => {
        const changed = tablesOf([]);
        const left = new Map<SubjectId, NamedSubject>();
        for (const batch of batches) {
          const gone = batch.filter((one) => one.gone).map((one) => one.id);
          removeNames(changed, gone);
          for (const id of gone) left.delete(id);
          const put = batch.filter((one) => !one.gone);
          writeNames(changed, put);
          for (const one of put) left.set(one.id, one);
        }
        expect(contents(changed)).toEqual(contents(tablesOf([...left.values()])));
      }),
      { numRuns: 200 },
    );
  });

  it('miss no word within the allowed slips', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 30 }),
        letters,
        fc.constantFrom(1 as const, 2 as const),
        (words, typed, slips) => {
          const table = openNameTable(tablesOf(words.map((word) => subject(word))));
          const allowed = Math.min(slips, slipsAllowed(typed.length));
          const near = words.filter((word) => allowed > 0 && editDistance(typed, word, allowed) <= allowed);
          expect([...table.tokensLike(typed, slips, 100)].sort()).toEqual([...new Set(near)].sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Everything in the tables, with ids in place of row numbers. How well known a word is may lag behind: left out. */
function contents(db: DatabaseSync): readonly unknown[] {
  return [
    'select id, facet, name, briefs, names, roles from name_subject order by 1',
    'select form, kind, id from name_form join name_subject using (sid) order by 1, 2, 3',
    'select key, cold, p.facet, id from name_post p join name_subject using (sid) order by 1, 2, 3, 4',
    'select word, skeleton from name_word order by 1',
    'select part, word from name_best order by 1, 2',
    'select sound, word from name_sound order by 1, 2',
    'select key, word from name_slip order by 1, 2',
    'select id, title, words, office from name_role join name_subject using (sid) order by 1, 2, 3, 4',
    'select word, w.office, cold, id, title from name_role_word w join name_role using (rid) join name_subject using (sid) order by 1, 2, 3, 4, 5',
    'select (select count(*) from name_form), (select count(*) from name_post), (select count(*) from name_role_word)',
  ].map((query) => db.prepare(query).all());
}
