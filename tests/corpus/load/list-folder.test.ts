import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFolder } from '../../../src/corpus/load/list-folder.ts';
import { folderOf, write } from './folder.ts';

const paths = (root: string) => listFolder(root).files.map(({ path }) => path);
const messages = (root: string) => listFolder(root).problems.map(({ file, message }) => `${file}: ${message}`);

describe('listing the folder of briefs', () => {
  it('finds briefs and registers in the order of their paths, and passes over what is not meant for it', () => {
    const root = folderOf({
      'b.yaml': 'b',
      'a.json': 'abc',
      'c.yml': '',
      'sub/deeper/d.yaml': '',
      'actors.yaml': '',
      'topics.json': '',
      'brief.schema.json': '{}',
      'README.md': '',
      '.hidden.yaml': '',
      '.git/e.yaml': '',
    });
    const listing = listFolder(root);
    expect(listing.problems).toEqual([]);
    expect(listing.files.map(({ path, role }) => `${role} ${path}`)).toEqual([
      'brief a.json',
      'register actors.yaml',
      'brief b.yaml',
      'brief c.yml',
      'brief sub/deeper/d.yaml',
      'register topics.json',
    ]);
    expect(listing.files[0]?.size).toBe(3);
    expect(listing.files[0]?.modifiedMs).toBeGreaterThan(0);
  });

  it('tells a folder that cannot be read from one that is empty, so that what is in service may stay', () => {
    const root = folderOf();
    expect(listFolder(root)).toEqual({ readable: true, files: [], unread: [], problems: [] });
    rmSync(root, { recursive: true });
    expect(listFolder(root)).toMatchObject({
      readable: false,
      files: [],
      problems: [{ severity: 'error', file: '.' }],
    });
    write(root, '../dossier-a-file', '');
    const file = join(root, '../dossier-a-file');
    expect(listFolder(file)).toMatchObject({ readable: false });
    rmSync(file);
  });

  it('proposes a name for a file whose name is no id', () => {
    const root = folderOf({
      'Röttgen Visits_Moscow.yaml': '',
      '——.json': '',
      'a.YAML': '',
      [`${'x'.repeat(101)}.json`]: '',
      'sub/actors.yaml': '',
    });
    expect(paths(root)).toEqual([]);
    const found = new Map(listFolder(root).problems.map((problem) => [problem.file, problem]));
    expect(found.get('Röttgen Visits_Moscow.yaml')?.suggestion).toBe('rottgen-visits-moscow.yaml');
    expect(found.get('——.json')?.suggestion).toBeUndefined();
    expect(found.get('a.YAML')?.suggestion).toBe('a.yaml');
    expect(found.get(`${'x'.repeat(101)}.json`)?.message).toContain('at most 100');
    expect(found.get('sub/actors.yaml')?.message).toContain('move this file to actors.yaml');
  });

  it('reads a mounted ConfigMap, whose files are links into a hidden folder', () => {
    const root = folderOf({ '..2026_01/a.yaml': 'abcd', '..2026_01/more/b.json': '{}' });
    symlinkSync('..2026_01', join(root, '..data'));
    symlinkSync('..data/a.yaml', join(root, 'a.yaml'));
    symlinkSync('..data/more', join(root, 'more'));
    expect(messages(root)).toEqual([]);
    expect(listFolder(root).files.map(({ path, size }) => [path, size])).toEqual([
      ['a.yaml', 4],
      ['more/b.json', 2],
    ]);
  });

  it('follows no link out of the folder, and says so', () => {
    const outside = folderOf({ 'secret.yaml': 'x', 'sub/more.yaml': '' });
    const root = folderOf({ 'a.yaml': '' });
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'b.yaml'));
    symlinkSync(outside, join(root, 'c'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'not-ours.txt'));
    expect(paths(root)).toEqual(['a.yaml']);
    expect(messages(root)).toEqual([
      expect.stringMatching(/^b\.yaml: this link leads out of the folder/),
      expect.stringMatching(/^c: this link leads out of the folder/),
    ]);
  });

  it('does not take a folder whose name begins alike for the folder itself', () => {
    const root = folderOf({ 'briefs/a.yaml': '', 'briefs-old/b.yaml': '' });
    symlinkSync('../briefs-old/b.yaml', join(root, 'briefs/b.yaml'));
    expect(messages(join(root, 'briefs'))).toEqual([expect.stringContaining('leads out of the folder')]);
  });

  it('ends where links lead in a circle', () => {
    const root = folderOf({ 'sub/a.yaml': '' });
    symlinkSync('..', join(root, 'sub/up'));
    symlinkSync('sub', join(root, 'again'));
    symlinkSync('one.yaml', join(root, 'two.yaml'));
    symlinkSync('two.yaml', join(root, 'one.yaml'));
    symlinkSync('nowhere.yaml', join(root, 'broken.yaml'));
    expect(paths(root)).toEqual(['sub/a.yaml']);
    expect(messages(root).toSorted()).toEqual([
      expect.stringMatching(/^again: this link leads to sub\/, which is read already/),
      expect.stringMatching(/^broken\.yaml: this link leads to nothing/),
      expect.stringMatching(/^one\.yaml: this link leads back to itself/),
      expect.stringMatching(/^sub\/up: this link leads to the folder of briefs itself/),
      expect.stringMatching(/^two\.yaml: this link leads back to itself/),
    ]);
  });

  it('names a pipe as a problem and does not wait on it', () => {
    const root = folderOf({ 'a.yaml': '' });
    execFileSync('mkfifo', [join(root, 'pipe.yaml'), join(root, 'pipe')]);
    symlinkSync('pipe', join(root, 'link.yaml'));
    mkdirSync(join(root, 'folder.yaml'));
    expect(paths(root)).toEqual(['a.yaml']);
    expect(messages(root)).toEqual([
      expect.stringMatching(/^pipe\.yaml: this is a pipe/),
      expect.stringMatching(/^link\.yaml: this is a pipe/),
    ]);
  });
});
