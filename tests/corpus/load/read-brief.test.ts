import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../src/corpus/load/read-brief.ts';
import { emptyRegisters } from '../../../src/corpus/load/read-registers.ts';
import { FULL, registers, SMALL } from './example.ts';

const read = (brief: object, path = 'sub/moscow-denies-swap.json') => readBrief(path, JSON.stringify(brief), registers);

const messages = (brief: object): readonly string[] => read(brief).problems.map(({ message }) => message);

const accepted = (brief: object) => {
  const loaded = read(brief);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded;
};

describe('reading a brief', () => {
  it('makes every reference an id, whatever the spelling', () => {
    const { brief } = accepted(FULL);
    expect(brief).toEqual({
      ...FULL,
      id: 'moscow-denies-swap',
      points: [
        {
          ...FULL.points[0],
          on: { date: '2016-11-27/2016-11-28', basis: 'stated' },
          actors: ['russia', 'josh-rogin'],
          places: ['aleppo'],
        },
      ],
      statements: [
        {
          ...FULL.statements[0],
          by: 'sergey-lavrov',
          on: { date: '2016-11-29', basis: 'stated' },
          about: ['aleppo', 'josh-rogin', 'the-swap', 'russia'],
        },
      ],
      claims: [
        {
          ...FULL.claims[0],
          stances: [
            { by: 'washington-post', stance: 'asserts', on: { date: '2016-11-28', basis: 'stated' }, via: [] },
            FULL.claims[0]?.stances[1],
          ],
        },
      ],
      figures: [
        { ...FULL.figures[0], period: { date: '2016-11', basis: 'stated' }, via: [], about: [] },
        { ...FULL.figures[1], via: [] },
      ],
      topics: ['cease-fires'],
    });
  });

  it('leaves out every key that the file leaves out', () => {
    const { brief } = accepted({
      ...SMALL,
      points: [{ text: 'Something.' }],
      figures: [{ metric: 'x', value: 1, text: 'One.' }],
    });
    expect(Object.keys(brief.source)).toEqual(['title', 'reports']);
    expect(Object.keys(brief.points[0] ?? {}).toSorted()).toEqual(['actors', 'places', 'text', 'topics', 'via']);
    expect(Object.keys(brief.figures[0] ?? {}).toSorted()).toEqual(['about', 'metric', 'text', 'value', 'via']);
    expect(brief.claims).toEqual([]);
  });

  it('lists each plain name once, with the kind that its place gives it, and warns of it', () => {
    const loaded = accepted(FULL);
    expect(loaded.plainNames).toEqual([
      { id: 'josh-rogin', kind: 'actor', name: 'Josh Rogin' },
      { id: 'cease-fires', kind: 'topic', name: 'Cease-fires' },
      { id: 'the-swap', kind: 'topic', name: 'The swap' },
    ]);
    expect(loaded.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
    expect(loaded.problems[0]?.message).toContain('no register knows "Josh Rogin"');
  });

  it('keeps quiet about plain names where it is told to, and still lists them', () => {
    const loaded = readBrief('a.json', JSON.stringify(FULL), registers, { warn: false });
    expect(loaded).toMatchObject({ ok: true, problems: [], plainNames: [{}, {}, {}] });
  });

  it('gives a plain name in `about` its kind from a later part of the brief', () => {
    const statement = { by: 'russia', said: 'that it goes on', about: ['Palmyra'] };
    const { plainNames } = accepted({ ...SMALL, statements: [statement], places: ['Palmyra'] });
    expect(plainNames).toEqual([{ id: 'palmyra', kind: 'place', name: 'Palmyra' }]);
  });

  it('takes two spellings that fold alike for one name', () => {
    const { brief, plainNames } = accepted({ ...SMALL, actors: ['José Díaz', 'Jose Diaz'] });
    expect(brief.actors).toEqual(['jose-diaz', 'jose-diaz']);
    expect(plainNames).toHaveLength(1);
  });

  it('refuses an id that no register has, with the nearest of the right kind', () => {
    const [problem] = read({ ...SMALL, actors: ['sergei-lavrov'] }).problems;
    expect(problem).toMatchObject({ severity: 'error', suggestion: 'sergey-lavrov' });
    expect(messages({ ...SMALL, places: ['russi'] })[0]).not.toContain('did you mean');
    expect(messages({ ...SMALL, actors: ['moscow'] })[0]).toContain('did you mean `russia`');
    expect(readBrief('a.json', JSON.stringify({ ...SMALL, actors: ['x'] }), emptyRegisters()).ok).toBe(false);
  });

  it('refuses a subject of another kind, by id, by name and by what a plain name spells', () => {
    expect(messages({ ...SMALL, actors: ['aleppo'] })[0]).toContain('"aleppo" is a place in the registers');
    expect(messages({ ...SMALL, places: ['Moscow'] })[0]).toContain('"russia" is an actor in the registers');
    expect(messages({ ...SMALL, topics: ['Sergey — Lavrov'] })[0]).toContain('is an actor');
    expect(messages({ ...SMALL, actors: ['Palmyra'], places: ['Palmyra'] }).join()).toContain(
      'elsewhere in this brief',
    );
  });

  it('refuses a name that cannot be read', () => {
    expect(messages({ ...SMALL, actors: ['———'] })[0]).toContain('no letter or digit');
  });

  it('keeps every problem of a file, in its order, with a place and a frame', () => {
    const brief = { ...SMALL, language: 7, actors: 'x', headlin: 'y' };
    const loaded = readBrief('a.json', JSON.stringify(brief, null, 2), registers);
    expect(loaded.problems.map(({ line, column }) => `${line}:${column}`)).toEqual(['4:15', '9:13', '10:3']);
    expect(loaded.problems[0]?.frame).toBe(
      [
        '3 |   "summary": "Russia said that no deal had been offered.",',
        '4 |   "language": 7,',
        '  |               ^',
        '5 |   "source": {',
      ].join('\n'),
    );
  });

  it('shows at most fifty problems and counts the rest', () => {
    const { problems } = read({ ...SMALL, actors: Array.from({ length: 120 }, (_, at) => `no-such-${at}`) });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toContain('70 more problems');
  });

  it('keeps errors in sight where fifty warnings come before them', () => {
    const { ok, problems } = read({
      ...SMALL,
      actors: Array.from({ length: 120 }, (_, at) => `Somebody Number ${at}`),
      topics: ['no-such-topic'],
    });
    expect(ok).toBe(false);
    expect(problems.some(({ message }) => message.includes('no-such-topic'))).toBe(true);
  });

  it('shows a file of one endless line only around the place', () => {
    const { problems } = read({
      ...SMALL,
      notes: Array.from({ length: 25 }, () => 'word '.repeat(90).trim()),
      headlin: 1,
    });
    for (const line of problems[0]?.frame?.split('\n') ?? []) expect(line.length).toBeLessThan(110);
    expect(problems[0]?.frame).toContain('"headlin"');
  });

  it('strips foreign text in its messages of what could reorder them', () => {
    const [first = ''] = messages({ ...SMALL, ['a\u202eb\u200b\u2066c'.repeat(40)]: 1 });
    expect(first).toContain('`abcabc');
    expect(first).not.toMatch(/\p{Cf}/u);
    expect(first.length).toBeLessThan(300);
  });
});
