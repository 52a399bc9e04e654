import { describe, expect, it } from 'vitest';
import { cyclesOf, forbids, isKebabCase, missingFiles, platformNamed, resolveImport } from './walls.ts';

describe('the walls', () => {
  it.each([
    ['corpus/model.ts', 'kernel/clock.ts'],
    ['corpus/index/open.ts', 'corpus/load/read.ts'],
    ['desk.ts', 'corpus/corpus.ts'],
    ['commands/digest.ts', 'digests/ticker.ts'],
    ['platforms/slack/render.ts', 'platforms/slack/escape.ts'],
    ['platforms/slack/render.ts', 'platform.ts'],
    ['app.ts', 'platforms/slack/platform.ts'],
    ['main.ts', 'app.ts'],
    ['dossier.mjs', 'main.ts'],
  ])('let %s import %s', (from, to) => {
    expect(forbids(from, to)).toBeUndefined();
  });

  it.each([
    ['kernel/clock.ts', 'corpus/model.ts', 'may import only nothing of ours'],
    ['views/brief.ts', 'names/names.ts', 'may import only line, news, corpus, message, kernel'],
    ['commands/brief.ts', 'digests/ticker.ts', 'may import only command.ts, inquiry, line, views'],
    ['platforms/slack/render.ts', 'corpus/model.ts', 'may import only platform.ts, line, message, kernel'],
    ['platforms/slack/render.ts', 'platforms/discord/render.ts', 'a platform imports no other platform'],
    ['desk.ts', 'app.ts', 'nothing may import `app.ts`'],
    ['app.ts', 'dossier.mjs', 'nothing may import `dossier.mjs`'],
    ['kernel/clock.ts', '../tests/fakes/clock.ts', 'outside src/'],
    ['plugins/extra.ts', 'kernel/clock.ts', 'has no row in the table of walls'],
  ])('keep %s from %s and say what to do', (from, to, reason) => {
    expect(forbids(from, to)).toContain(reason);
  });

  it('take a path for a file of ours and anything else for a package', () => {
    expect(resolveImport('corpus/load/read.ts', '../model.ts')).toBe('corpus/model.ts');
    expect(resolveImport('corpus/model.ts', './ids.ts')).toBe('corpus/ids.ts');
    expect(resolveImport('main.ts', '../tests/a.ts')).toBe('../tests/a.ts');
    expect(resolveImport('main.ts', 'zod')).toBeUndefined();
    expect(resolveImport('main.ts', 'node:fs')).toBeUndefined();
  });
});

describe('a ring of imports', () => {
  it('is found once, wherever the walk enters it', () => {
    const imports = new Map([
      ['start', ['a']],
      ['a', ['b', 'end']],
      ['b', ['c']],
      ['c', ['a']],
      ['other', ['c']],
      ['end', []],
    ]);
    expect(cyclesOf(imports)).toEqual([['a', 'b', 'c']]);
  });

  it('is a module that imports itself', () => {
    expect(cyclesOf(new Map([['a', ['a']]]))).toEqual([['a']]);
  });

  it('is not two ways to the same module', () => {
    const imports = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
      ['d', []],
    ]);
    expect(cyclesOf(imports)).toEqual([]);
  });
});

describe('the smaller rules', () => {
  it('find the file that one platform has and another lacks', () => {
    const folders = new Map([
      ['one', ['a.ts', 'b.ts']],
      ['two', ['b.ts', 'c.ts']],
    ]);
    expect(missingFiles(folders)).toEqual(['one/c.ts', 'two/a.ts']);
  });

  it('find a platform in a name, a text or a path', () => {
    const platforms = ['discord', 'slack'];
    expect(platformNamed('toSlackBlocks', platforms)).toBe('slack');
    expect(platformNamed("'discord.js'", platforms)).toBe('discord');
    expect(platformNamed('blocks', platforms)).toBeUndefined();
  });

  it.each(['main.ts', 'partial-date.ts', 'corpus/load/read-2.ts', 'state/schema.test-data.sql'])(
    'take %s for kebab-case',
    (path) => {
      expect(isKebabCase(path)).toBe(true);
    },
  );

  it.each(['partialDate.ts', 'partial_date.ts', 'Names/names.ts', 'corpus/load-/a.ts', 'README'])(
    'do not take %s for kebab-case',
    (path) => {
      expect(isKebabCase(path)).toBe(false);
    },
  );
});
