import { z } from 'zod';
import { partialDate, line } from './fields.ts';
import { briefIdSchema, subjectIdSchema } from './ids.ts';

const ACTOR_KINDS = [
  'person',
  'state',
  'institution',
  'party',
  'armed-group',
  'outlet',
  'agency',
  'organisation',
  'alliance',
  'people',
  'unnamed',
] as const;

const aliases = z
  .array(line(120))
  .max(100)
  .default([])
  .describe('Every other spelling that readers type, in any script: former names, adjectives, initials.');

const role = z
  .strictObject({
    title: line(120).describe('The office: "Foreign Minister".'),
    of: subjectIdSchema.optional().describe('The id of the state, institution or party that the office belongs to.'),
    from: partialDate.optional().describe('When the role began, where that is known.'),
    until: partialDate.optional().describe('When it ended. Left out while it lasts or where it is not known.'),
    briefs: z.array(briefIdSchema).max(50).default([]).describe('The briefs that show this role.'),
    source: line(300).optional().describe('Where else it is known from.'),
    note: line(400).optional(),
  })
  .refine((entry) => entry.briefs.length > 0 || entry.source !== undefined, {
    message: 'a role needs its support: list the "briefs" that show it, or name a "source"',
    path: ['briefs'],
  });

export const actorSchema = z.strictObject({
  name: line(120).describe('The name as readers see it.'),
  kind: z.enum(ACTOR_KINDS),
  aliases,
  within: subjectIdSchema
    .optional()
    .describe('The id of the actor that this one is part of: a ministry of a state, a wing of a party.'),
  roles: z.array(role).max(50).default([]),
  note: line(400).optional(),
});

export const placeSchema = z.strictObject({
  name: line(120),
  kind: z.enum(['country', 'region', 'city', 'district', 'site']),
  aliases,
  within: subjectIdSchema
    .optional()
    .describe('The id of the place that this one lies in. What happens here is found under that place too.'),
  note: line(400).optional(),
});

export const topicSchema = z.strictObject({
  name: line(120),
  aliases,
  within: subjectIdSchema.optional().describe('The id of the wider topic.'),
  note: line(400).optional(),
});

const entries = <T extends z.ZodType>(entry: T) => z.record(subjectIdSchema, entry);

/** The shape of `actors.yaml`, `places.yaml` and `topics.yaml`: one entry for each id. */
export const registerSchemas = {
  actors: entries(actorSchema),
  places: entries(placeSchema),
  topics: entries(topicSchema),
} as const;

export type ActorEntry = z.output<typeof actorSchema>;
export type PlaceEntry = z.output<typeof placeSchema>;
export type TopicEntry = z.output<typeof topicSchema>;
export type ActorKind = ActorEntry['kind'];
export type RoleEntry = z.output<typeof role>;
