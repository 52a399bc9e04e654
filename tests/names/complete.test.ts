import { describe, expect, it } from 'vitest';
import { id, namesOver, subject } from './register.ts';

const REGISTER = [
  subject('Sergey Lavrov', { briefs: 30, roles: [{ title: 'Foreign Minister', of: id('russia') }] }),
  subject('Sergei Ryabkov', { briefs: 8 }),
  subject('Lavra Ivanova', { briefs: 1 }),
  subject('Bashar al-Assad', { briefs: 60 }),
  subject('Asma al-Assad', { briefs: 2 }),
  subject('Russia', { actorKind: 'state', aliases: ['Russian'], briefs: 90 }),
  subject('Aleppo', { kind: 'place', aliases: ['حلب'], briefs: 70 }),
  subject('Norbert Röttgen', { briefs: 3 }),
  subject('The Washington Post', { actorKind: 'outlet', briefs: 11 }),
  subject('US', { id: id('united-states'), actorKind: 'state', briefs: 2 }),
  subject('Usama Something', { briefs: 50 }),
  subject('Organisation for the Prohibition of Chemical Weapons in All Countries', { actorKind: 'organisation' }),
];

describe('while a name is being typed', () => {
  const names = namesOver(REGISTER, [{ id: id('aleppo'), kind: 'place', name: 'Aleppo', briefs: 70, outlet: false }]);
  const complete = (text: string, limit = 5): readonly string[] =>
    names.complete(text, { limit }).map((hit) => String(hit.id));

  it.each([
    // Names that begin so come before names that hold it later; then the better known.
    ['la', ['lavra-ivanova', 'sergey-lavrov']],
    ['lavr', ['lavra-ivanova', 'sergey-lavrov']],
    ['as', ['asma-al-assad', 'bashar-al-assad']],
    ['serg', ['sergey-lavrov', 'sergei-ryabkov']],
    // The whole name first, however little known.
    ['us', ['united-states', 'usama-something']],
    // Earlier words must match, in any order, particles aside, and other spellings come after.
    ['sergey l', ['sergey-lavrov']],
    ['lavrov s', ['sergey-lavrov']],
    ['bashar as', ['bashar-al-assad']],
    ['bashar al-', ['bashar-al-assad']],
    ['president bas', ['bashar-al-assad']],
    ['sergei lav', ['sergey-lavrov']],
    ['sergey r', ['sergei-ryabkov']],
    [
      'organisation for the prohibition of chemical weapons in a',
      ['organisation-for-the-prohibition-of-chemical-weapons-in-all-countries'],
    ],
    // Other scripts and marked letters.
    ['Лавр', ['lavra-ivanova', 'sergey-lavrov']],
    ['Лавров', ['sergey-lavrov']],
    ['حل', ['aleppo']],
    ['rött', ['norbert-rottgen']],
    ['roett', ['norbert-rottgen']],
    // Initials, offices and slips, where nothing else fits.
    ['sl', ['sergey-lavrov']],
    ['russian foreign minister', ['sergey-lavrov']],
    ['lavrof', ['sergey-lavrov']],
    ['Lavroff', ['sergey-lavrov']],
    ['lavrov weather', []],
    ['🙈', []],
  ])('%s', (text, expected) => {
    expect(complete(text)).toEqual(expected);
  });

  it('nothing typed yet offers what is in the news', () => {
    expect(complete('')).toEqual(['aleppo']);
    expect(complete('  ')).toEqual(['aleppo']);
    expect(complete('', 0)).toEqual([]);
  });

  it('offers only the kinds that are asked for and never more than asked for', () => {
    expect(names.complete('a', { limit: 5, kinds: ['place'] }).map((hit) => hit.id)).toEqual(['aleppo']);
    expect(names.complete('wash', { limit: 5, outlets: true }).map((hit) => hit.id)).toEqual(['the-washington-post']);
    expect(complete('s', 1)).toHaveLength(1);
    expect(complete('s', Number.NaN)).toEqual([]);
    expect(complete('s', -1)).toEqual([]);
  });
});
