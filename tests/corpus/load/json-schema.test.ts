import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../../src/corpus/load/json-schema.ts';

const briefs = join(import.meta.dirname, '../../../briefs');

describe('the JSON Schemas for editors', () => {
  for (const [name, text] of jsonSchemas()) {
    it(`keeps briefs/${name} as the zod schemas make it`, () => {
      expect(readFileSync(join(briefs, name), 'utf8')).toBe(text);
    });
  }

  it('asks the keys of a register to be ids, and refuses unknown keys of an entry', () => {
    const actors: unknown = JSON.parse(jsonSchemas().get('actors.schema.json') ?? '');
    expect(actors).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      propertyNames: { pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' },
      additionalProperties: { additionalProperties: false, required: ['name', 'kind'] },
    });
  });
});
