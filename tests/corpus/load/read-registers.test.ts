import { describe, expect, it } from 'vitest';
import { subjectIdSchema } from '../../../src/corpus/ids.ts';
import { readRegisters } from '../../../src/corpus/load/read-registers.ts';
import { ACTORS, PLACES, REGISTER_FILES, registers } from './example.ts';

const id = (text: string) => subjectIdSchema.parse(text);

const read = (files: Readonly<Record<string, object | string>>, briefIds?: ReadonlySet<string>) =>
  readRegisters(
    Object.entries(files).map(([path, content]) => ({
      path,
      text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    })),
    { briefIds },
  );

const said = (files: Readonly<Record<string, object | string>>, briefIds?: ReadonlySet<string>) =>
  read(files, briefIds).problems.map(
    ({ file, line, column, severity, message }) => `${file}:${line}:${column} ${severity} ${message}`,
  );

const person = (name: string, more: object = {}) => ({ name, kind: 'person', ...more });

describe('reading the registers', () => {
  it('knows each subject by id, name and alias, in any case, accent and script', () => {
    for (const name of ['sergey-lavrov', 'SERGEY LAVROV', 'Sergéi  Lavrov', 'лавров', 'Lavrov']) {
      expect(registers.lookup(name)).toBe('sergey-lavrov');
    }
    expect(registers.lookup('Halab')).toBe('aleppo');
    expect(registers.lookup('Nobody')).toBeUndefined();
    expect(registers.lookup('')).toBeUndefined();
    expect([
      registers.kindOf(id('russia')),
      registers.kindOf(id('syria')),
      registers.kindOf(id('syria-talks')),
    ]).toEqual(['actor', 'place', 'topic']);
    expect(registers.kindOf(id('nobody'))).toBeUndefined();
    expect(registers.actors.get(id('sergey-lavrov'))).toEqual({ ...ACTORS['sergey-lavrov'] });
  });

  it('reads YAML and JSON alike, and an absent or empty register as one without entries', () => {
    expect(read({ 'actors.yaml': 'russia:\n  name: Russia\n  kind: state\n' }).registers.actors.size).toBe(1);
    expect(read({ 'actors.yaml': '# nobody yet\n', 'places.json': '{}' })).toMatchObject({ problems: [] });
    expect(read({}).registers.lookup('x')).toBeUndefined();
  });

  it('names both places of a name that leads to two ids, and lets it lead to neither', () => {
    const files = { 'actors.json': { a: person('Foreign Office'), b: person('B', { aliases: ['FOREIGN OFFICE'] }) } };
    expect(said(files)).toEqual([
      expect.stringMatching(/^actors\.json:10:7 error "foreign office" already leads to `a` \(actors\.json:3:13\)/),
    ]);
    expect(read(files).registers.lookup('Foreign Office')).toBeUndefined();
    expect(read(files).registers.lookup('B')).toBe('b');
    const across = {
      'actors.json': { a: person('Moscow') },
      'places.json': { moscow: { name: 'Moscow City', kind: 'city' } },
    };
    expect(said(across)).toEqual([
      expect.stringMatching(/^places\.json:2:3 error "moscow" already leads to `a` \(actors\.json:3:13\)/),
    ]);
  });

  it('keeps the first of two entries with one id over the three registers', () => {
    const files = { 'actors.json': { aleppo: person('Aleppo Group') }, 'places.json': PLACES };
    expect(said(files)[0]).toMatch(/^places\.json:\d+:3 error the id `aleppo` stands at actors\.json:2:3 already/);
    expect(read(files).registers.kindOf(id('aleppo'))).toBe('actor');
  });

  it('reads one file of two that hold the same register', () => {
    const both = { 'actors.yaml': 'b: {name: B, kind: person}', 'actors.json': { a: person('A') } };
    const { problems, registers: joined, faulty } = read(both);
    expect(problems).toMatchObject([{ file: 'actors.yaml', severity: 'error' }]);
    expect([...joined.actors.keys()]).toEqual(['a']);
    expect([...faulty]).toEqual(['actors.yaml']);
  });

  it('wants `within` to name the same kind, and `of` an actor', () => {
    const files = {
      'actors.json': {
        a: person('A', { within: 'syria' }),
        b: person('B', { roles: [{ title: 'Chair', of: 'comitee', source: 'known' }] }),
        committee: person('Committee', { within: 'nothing-like-it' }),
      },
      'places.json': { syria: { name: 'Syria', kind: 'country' } },
    };
    expect(said(files)).toEqual([
      expect.stringContaining('`syria` is a place, and `within` must name an actor here'),
      expect.stringContaining('no register has the id `comitee`: did you mean `committee`?'),
      expect.stringContaining('no register has the id `nothing-like-it`: add it to actors.yaml'),
    ]);
    const { actors } = read(files).registers;
    expect(actors.get(id('a'))).not.toHaveProperty('within');
    expect(actors.get(id('b'))?.roles).toEqual([{ title: 'Chair', source: 'known', briefs: [] }]);
  });

  it('breaks a circle of `within` once and says where', () => {
    const places = {
      a: { name: 'A', kind: 'site', within: 'b' },
      b: { name: 'B', kind: 'site', within: 'c' },
      c: { name: 'C', kind: 'site', within: 'b' },
      d: { name: 'D', kind: 'site', within: 'd' },
    };
    expect(said({ 'places.json': places })).toEqual([
      expect.stringContaining('this closes a circle (`b` within `c` within `b`)'),
      expect.stringContaining('this closes a circle (`d` within `d`)'),
    ]);
    const read2 = read({ 'places.json': places }).registers.places;
    expect(read2.get(id('c'))?.within).toBeUndefined();
    expect(read2.get(id('a'))?.within).toBe('b');
  });

  it('warns of a role that cites a brief that is not there, only where it is told which are', () => {
    expect(said(REGISTER_FILES)).toEqual([]);
    expect(said(REGISTER_FILES, new Set(['moscow-denies-swap']))).toEqual([]);
    expect(said(REGISTER_FILES, new Set(['moscow-denies-swaps']))).toEqual([
      expect.stringMatching(/warning there is no brief `moscow-denies-swap`: did you mean `moscow-denies-swaps`/),
    ]);
    expect(read(REGISTER_FILES, new Set()).faulty.size).toBe(0);
  });

  it('keeps of a faulty entry what is sure, so that one slip does not take every brief with it', () => {
    const files = {
      'actors.json': {
        a: person('A', { alias: ['x'], roles: 'none' }),
        b: { name: 'B', kind: 'persn' },
        'C d': person('C'),
      },
    };
    const { registers: kept, problems, faulty } = read(files);
    expect([...kept.actors]).toEqual([['a', { name: 'A', kind: 'person', aliases: [], roles: [] }]]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('`alias` is not a key of an actor: did you mean `aliases`?'),
      expect.stringContaining('`roles` must be a list'),
      expect.stringContaining('`kind` cannot be "persn": did you mean "person"?'),
      expect.stringContaining('write c-d'),
    ]);
    expect([...faulty]).toEqual(['actors.json']);
  });

  it('says what a register must be where it is something else', () => {
    expect(said({ 'actors.json': '[]' })[0]).toContain('this file must hold the keys of a register');
    expect(said({ 'actors.json': '{"a": ' })[0]).toContain('was it saved whole');
    expect(read({ 'actors.json': '{"a": ' }).faulty.has('actors.json')).toBe(true);
    expect(said({ 'actors.json': { constructor: person('Constructor'), 'to-string': person('———') } })[0]).toContain(
      'no letter or digit',
    );
  });
});
