import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/corpus/load/check-folder.ts';
import { problemLines } from '../../../src/corpus/load/problem-text.ts';

const folder = join(import.meta.dirname, 'golden/mistakes');
const { problems } = checkFolder(folder);
const registers = new Set(['actors.yaml', 'places.yaml', 'topics.yaml']);

describe('what an author reads after a mistake', () => {
  for (const file of readdirSync(folder).filter((name) => !registers.has(name))) {
    it(`says it for ${file}`, async () => {
      const lines = problems
        .filter((problem) => problem.file === file)
        .flatMap((problem) => problemLines(problem, 'briefs'));
      expect(lines).not.toEqual([]);
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, `golden/texts/${file}.txt`));
    });
  }

  it('never shows a character that could hide or reorder what is read', () => {
    for (const problem of problems) expect(problemLines(problem, '').join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(readFileSync(join(folder, 'hidden-marks.yaml'), 'utf8')).toMatch(/\p{Cf}/u);
  });
});
