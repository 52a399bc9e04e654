import { z } from 'zod';
import type { SubjectId } from '../corpus/ids.ts';
import { cadenceSchema } from './cadence.ts';

export const SECTIONS = ['stories', 'disputes', 'numbers', 'actors', 'corrections'] as const;
export type Section = (typeof SECTIONS)[number];

/** The most items that one digest holds; more would be read by nobody. */
export const MOST_ITEMS = 25;
/** A digest that waits for more would hardly ever come. */
export const MOST_HELD = 100;

// Ids that the corpus knew when the digest was made. One that it does not know any more lets nothing through.
const subject = z.custom<SubjectId>((id) => typeof id === 'string' && id !== '' && id.length <= 200);

/** When a digest comes, what it holds and how: as it is kept in the database. */
export const definitionSchema = z.strictObject({
  cadence: cadenceSchema,
  about: z.array(subject),
  without: z.array(subject),
  outlets: z.array(subject),
  withoutOutlets: z.array(subject),
  text: z.string().optional(),
  /** In the order in which readers see them. */
  sections: z.array(z.enum(SECTIONS)).min(1),
  most: z.int().min(1).max(MOST_ITEMS),
  /** Where there is no news: nothing is posted, a line says so, or what there is waits until there are `least` items. */
  empty: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('silent') }),
    z.strictObject({ kind: z.literal('say') }),
    z.strictObject({ kind: z.literal('hold'), least: z.int().min(2).max(MOST_HELD) }),
  ]),
  /** One message, or one for each story with the rest of it in its thread. */
  layout: z.enum(['message', 'threads']),
  /** The name of who made it, as others saw it then. */
  madeByName: z.string().optional(),
});
export type Definition = z.infer<typeof definitionSchema>;
