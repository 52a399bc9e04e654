import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/corpus/load/check-folder.ts';
import { problemCount, problemLine, problemLines } from '../../../src/corpus/load/problem-text.ts';
import { FULL, REGISTER_FILES, SMALL } from './example.ts';
import { folderOf } from './folder.ts';

describe('checking a folder', () => {
  it('finds nothing wrong where nothing is, and counts what it read', () => {
    const root = folderOf({ ...REGISTER_FILES, 'moscow-denies-swap.json': JSON.stringify(SMALL) });
    expect(checkFolder(root)).toEqual({ problems: [], briefs: 1, actors: 4, places: 2, topics: 1 });
  });

  it('lets the first of two files with one id answer, and names it in the error on the second', () => {
    const small = JSON.stringify(SMALL);
    const root = folderOf({ 'a.json': small, 'a.yaml': small, 'sub/a.json': small, 'b.json': small });
    const { problems, briefs } = checkFolder(root);
    expect(briefs).toBe(2);
    expect(problems.map(problemLine)).toEqual([
      expect.stringMatching(/^a\.yaml: a\.json has the id `a` already/),
      expect.stringMatching(/^sub\/a\.json: a\.json has the id `a` already/),
    ]);
  });

  it('never lets one bad file take the others down', () => {
    const root = folderOf({
      ...REGISTER_FILES,
      'moscow-denies-swap.json': JSON.stringify(FULL),
      'half.json': JSON.stringify(FULL).slice(0, 300),
      'bytes.yaml': new Uint8Array([0x61, 0xff]),
      'empty.yaml': '',
      'deep.yaml': '['.repeat(20_000),
    });
    const { problems, briefs } = checkFolder(root);
    expect(briefs).toBe(1);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file }) => file)).toEqual(['bytes.yaml', 'deep.yaml', 'empty.yaml', 'half.json']);
    expect(problemCount(problems)).toBe('4 errors and 3 warnings');
  });

  it('says that the folder is not there', () => {
    const root = folderOf();
    rmSync(root, { recursive: true });
    const { problems, briefs } = checkFolder(root);
    expect(briefs).toBe(0);
    expect(problemLines(problems[0] ?? { file: '', severity: 'error', message: '' }, 'briefs/')).toEqual([
      expect.stringMatching(/^briefs {2}error {4}the folder of briefs \(.*\) does not exist/),
    ]);
  });
});

describe('a problem as text', () => {
  const problem = {
    file: 'sub/x.yaml',
    severity: 'warning',
    line: 12,
    column: 5,
    message: 'mend it',
    frame: '12 | a\n   | ^',
  } as const;

  it('begins with the place that an editor can open', () => {
    expect(problemLines(problem, 'briefs')).toEqual([
      'briefs/sub/x.yaml:12:5  warning  mend it',
      '    12 | a',
      '       | ^',
    ]);
    expect(problemLine(problem)).toBe('sub/x.yaml:12:5 (warning): mend it');
    expect(problemCount([])).toBe('no problems');
  });

  it('takes colour from outside, part by part', () => {
    const painted = problemLines(problem, '', (part, text) => `<${part}>${text}`);
    expect(painted[0]).toBe('<place>sub/x.yaml:12:5  <warning>warning  <message>mend it');
  });

  it('shows no character of a path that could reorder the line', () => {
    expect(problemLine({ ...problem, file: 'a\u202eb\u001b[2J.yaml' })).toBe('ab[2J.yaml:12:5 (warning): mend it');
  });
});
