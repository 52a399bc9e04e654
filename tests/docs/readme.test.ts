import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generatedParts, withParts } from './generated-parts.ts';

it('keeps the answer and the table of commands in the README as the program makes them', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(withParts(readme, await generatedParts()), 'run `npm run docs` and read the difference').toBe(readme);
});
