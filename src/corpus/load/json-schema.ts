import { z } from 'zod';
import { briefSchema } from '../brief-schema.ts';
import { registerSchemas } from '../register-schema.ts';

const SCHEMAS = {
  'brief.schema.json': { schema: briefSchema, title: 'A brief' },
  'actors.schema.json': { schema: registerSchemas.actors, title: 'The register of actors' },
  'places.schema.json': { schema: registerSchemas.places, title: 'The register of places' },
  'topics.schema.json': { schema: registerSchemas.topics, title: 'The register of topics' },
} as const;

/**
 * The JSON Schemas that editors check briefs and registers with as they are written, file name to text. Draft 7 is what
 * the YAML extension of VS Code reads. They are made from the schemas that loading uses, and hold everything but the
 * checks that JSON Schema cannot say (a day of the calendar, the words of a quote).
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, { schema, title }]) => {
      const made = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
      return [name, `${JSON.stringify({ ...made, title }, null, 2)}\n`];
    }),
  );
}
