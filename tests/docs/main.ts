import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../../src/corpus/load/json-schema.ts';
import { generatedParts, withParts } from './generated-parts.ts';

/** Writes what is generated: the parts of the README, and the JSON Schemas beside the briefs. */
const root = join(import.meta.dirname, '../..');
const readme = join(root, 'README.md');
writeFileSync(readme, withParts(readFileSync(readme, 'utf8'), await generatedParts()));
for (const [name, text] of jsonSchemas()) writeFileSync(join(root, 'briefs', name), text);
