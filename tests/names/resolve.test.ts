import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/kernel/partial-date.ts';
import { id, inShort, namesOver, subject } from './register.ts';

const REGISTER = [
  subject('Russia', { actorKind: 'state', aliases: ['Russian', 'Moscow', 'Россия'], briefs: 90 }),
  subject('United States', { actorKind: 'state', aliases: ['US', 'American', 'Washington', 'USA'], briefs: 80 }),
  subject('Washington', { id: id('washington-city'), kind: 'place', briefs: 5 }),
  subject('Sergey Lavrov', {
    briefs: 30,
    roles: [{ title: 'Foreign Minister', of: id('russia'), from: '2004-03-09' }],
  }),
  subject('Igor Ivanov', {
    briefs: 2,
    roles: [{ title: 'Foreign Minister', of: id('russia'), from: '1998-09-11', until: '2004-03-09' }],
  }),
  subject('John Kerry', {
    briefs: 25,
    roles: [{ title: 'Secretary of State', of: id('united-states'), from: '2013-02-01', until: '2017-01-20' }],
  }),
  subject('Rex Tillerson', {
    roles: [{ title: 'Secretary of State', of: id('united-states'), from: '2017-02-01', until: '2018-03-31' }],
  }),
  subject('Jean-Marc Ayrault', {
    briefs: 4,
    roles: [{ title: 'Foreign Minister', of: id('france'), from: '2016-02-11', until: '2017-05-10' }],
  }),
  subject('Bashar al-Assad', { briefs: 60 }),
  subject('Norbert Röttgen', { briefs: 3 }),
  subject('Aleppo', { kind: 'place', aliases: ['حلب', 'Halab'], briefs: 70 }),
  subject('Staffan de Mistura', { briefs: 12 }),
  subject('Volodymyr Zelensky', { briefs: 9 }),
  subject('Pyotr Tchaikovsky', {}),
  subject('Muhammad al-Jolani', { briefs: 6 }),
  subject('Alexander Zagaynov', {}),
  subject('Hillary Clinton', { briefs: 5 }),
  subject('Bill Clinton', { briefs: 4 }),
  subject('Mark Toner', { briefs: 3 }),
  subject('The Washington Post', { actorKind: 'outlet', briefs: 11 }),
  subject('United Nations', { actorKind: 'organisation', briefs: 40 }),
];

describe('a text means', () => {
  const names = namesOver(REGISTER);
  it.each([
    // The id, the name, an alias, in any case, width and script.
    ['sergey-lavrov', 'exact sergey-lavrov'],
    ['SERGEY LAVROV', 'exact sergey-lavrov'],
    ['ｓｅｒｇｅｙ　ｌａｖｒｏｖ', 'exact sergey-lavrov'],
    ['حلب', 'exact aleppo'],
    ['U.S.', 'exact united-states'],
    ['Norbert Roettgen', 'exact norbert-rottgen'],
    // Some words of a name, in any order, with or without particles and titles.
    ['lavrov', 'part sergey-lavrov'],
    ['Лавров', 'part sergey-lavrov'],
    ['Lavrov, Sergey', 'part sergey-lavrov'],
    ['Mr. Lavrov', 'part sergey-lavrov'],
    ['Foreign Minister Lavrov', 'part sergey-lavrov'],
    ['Russian Foreign Minister Lavrov', 'part sergey-lavrov'],
    ['al-Assad', 'part bashar-al-assad'],
    ['Assad', 'part bashar-al-assad'],
    ['el-Asad', 'variant bashar-al-assad'],
    ['President al-Assad', 'part bashar-al-assad'],
    ['Röttgen', 'part norbert-rottgen'],
    ['Roettgen', 'part norbert-rottgen'],
    ['ROTTGEN', 'part norbert-rottgen'],
    ['de Mistura', 'part staffan-de-mistura'],
    ['mistura', 'part staffan-de-mistura'],
    // An office.
    ['russian foreign minister', 'role sergey-lavrov'],
    ['foreign minister of russia', 'role sergey-lavrov'],
    ['the foreign minister of the Russian', 'role sergey-lavrov'],
    ['foreign minister', 'role sergey-lavrov'],
    ['American secretary of state', 'role rex-tillerson'],
    // Initials.
    ['jk', 'initials john-kerry'],
    ['J. Kerry', 'initials john-kerry'],
    ['UN', 'initials united-nations'],
    // Other spellings of the same sound.
    ['Sergei Lavrov', 'variant sergey-lavrov'],
    ['Sergej Lawrow', 'variant sergey-lavrov'],
    ['Serguei Lavroff', 'variant sergey-lavrov'],
    ['Lavroff', 'variant sergey-lavrov'],
    ['Сергей Лавров', 'exact sergey-lavrov'],
    ['Zelenskyy', 'variant volodymyr-zelensky'],
    ['Зеленский', 'variant volodymyr-zelensky'],
    ['Чайковский', 'variant pyotr-tchaikovsky'],
    ['Čajkovskij', 'variant pyotr-tchaikovsky'],
    ['Zagainov', 'variant alexander-zagaynov'],
    ['Mohamed al-Jolani', 'variant muhammad-al-jolani'],
    // The beginning of a name.
    ['lavr', 'prefix sergey-lavrov'],
    ['staffan de mis', 'prefix staffan-de-mistura'],
    ['sergei lavr', 'prefix sergey-lavrov'],
    // A slip of the hand.
    ['lavrof', 'typo sergey-lavrov'],
    ['sergey lavrof', 'typo sergey-lavrov'],
    ['Mr. Lvarov', 'typo sergey-lavrov'],
    ['bahsar al asad', 'typo bashar-al-assad'],
    // Several that none stands out of, and names that two carry.
    ['Clinton', 'many hillary-clinton bill-clinton'],
    ['Washington', 'many united-states washington-city'],
    ['washington-city', 'exact washington-city'],
    // Nothing: near misses and sound-alikes are offered, never assumed.
    ['lavrov weather', 'none near sergey-lavrov'],
    ['Carey', 'none near john-kerry'],
    ['minister russia weather', 'none near russia'],
    ['xqzv', 'none near'],
    ['', 'none near'],
    ['!?', 'none near'],
  ])('%s: %s', (text, meaning) => {
    expect(inShort(names.resolve(text))).toBe(meaning);
  });

  it('the holder of an office on the day that is asked for', () => {
    const on = (text: string, day: string): string => inShort(names.resolve(text, { asOf: parseDay(day) }));
    expect(on('us secretary of state', '2016-11-29')).toBe('role john-kerry');
    expect(on('us secretary of state', '2017-03-01')).toBe('role rex-tillerson');
    expect(on('russian foreign minister', '2001-01-01')).toBe('role igor-ivanov');
    expect(on('us secretary of state', '1999-01-01')).toMatch(/^none/);
  });

  it('only subjects of the kinds that are asked for', () => {
    expect(inShort(names.resolve('washington', { kinds: ['place'] }))).toBe('exact washington-city');
    expect(inShort(names.resolve('washington', { outlets: true }))).toBe('part the-washington-post');
    expect(inShort(names.resolve('lavrov', { kinds: ['place', 'topic'] }))).toBe('none near');
    expect(inShort(names.resolve('russian foreign minister', { kinds: ['place'] }))).toMatch(/^none/);
  });
});

describe('of several meanings', () => {
  it('one stands out with three times the briefs of the next, and the others can still be chosen', () => {
    const names = namesOver([subject('Bill Clinton', { briefs: 3 }), subject('Hillary Clinton', { briefs: 9 })]);
    const meant = names.resolve('clinton');
    expect(inShort(meant)).toBe('part hillary-clinton');
    expect(meant.kind === 'one' && meant.instead.map((hit) => hit.id)).toEqual(['bill-clinton']);
  });

  it('none stands out while no brief speaks of any', () => {
    const names = namesOver([subject('Bill Clinton', { briefs: 0 }), subject('Hillary Clinton', { briefs: 0 })]);
    expect(names.resolve('clinton').kind).toBe('many');
  });

  it('a name that two carry is asked about, however well known one of them is', () => {
    const names = namesOver([
      subject('Georgia', { id: id('georgia'), kind: 'place', briefs: 500 }),
      subject('Georgia', { id: id('georgia-us'), kind: 'place', briefs: 1 }),
    ]);
    expect(inShort(names.resolve('Georgia'))).toBe('many georgia georgia-us');
    expect(inShort(names.resolve('georgia'))).toBe('exact georgia');
  });

  it('a title before a name is passed over only where a person is meant', () => {
    const names = namesOver([
      subject('Aleppo', { kind: 'place' }),
      subject('General Electric', { actorKind: 'organisation' }),
    ]);
    expect(names.resolve('general aleppo').kind).toBe('none');
    expect(inShort(names.resolve('electric'))).toBe('part general-electric');
    expect(inShort(names.resolve('general'))).toBe('part general-electric');
  });
});
