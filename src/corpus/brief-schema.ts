import { z } from 'zod';
import { claimIdSchema, eventIdSchema, metricIdSchema } from './ids.ts';
import { dated, line, reference, references } from './fields.ts';

/** The longest run of somebody's own words that a brief may carry. */
const QUOTE_WORDS = 15;

const note = line(400)
  .optional()
  .describe(
    'What the article gets wrong or leaves open about this. Readers see it marked as a note by the editor of the brief.',
  );

const about = references.describe('The subjects that this concerns: ids or names of actors, places and topics.');

const event = eventIdSchema
  .optional()
  .describe('Shared by every brief that tells of the same event, so that readers see it once with all its sources.');

const quote = line(200)
  .refine((text) => text.split(/\s+/).length <= QUOTE_WORDS, {
    message: `a quote is at most ${QUOTE_WORDS} words: keep the words that matter and paraphrase the rest in "said"`,
  })
  .optional()
  .describe(`The speaker's own words, verbatim, without quotation marks, at most ${QUOTE_WORDS} words.`);

const point = z.strictObject({
  text: line(600).describe('One thing that happened, in your own words, complete without the lines around it.'),
  on: dated
    .optional()
    .describe('When it happened, which is often not the day of the article. Leave out what the article does not tell.'),
  actors: references.describe('Who acted or was acted upon.'),
  places: references.describe('Where.'),
  topics: references.describe('What it belongs to.'),
  via: references.describe('Who reported it, where the article passes on the report of another.'),
  event,
  note,
});

const statement = z.strictObject({
  by: reference.describe('Who said it.'),
  said: line(600).describe('What was said, in your own words, complete without the quote: "that the talks go on".'),
  quote,
  on: dated.optional().describe('When it was said.'),
  to: references.describe('To whom.'),
  via: references.describe('Which outlet or agency carried it.'),
  about,
  event,
  note,
});

const stance = z.strictObject({
  by: reference.describe('Who takes this side.'),
  stance: z.enum(['asserts', 'confirms', 'doubts', 'denies']),
  on: dated.optional(),
  via: references.describe('Which outlet or agency carried it.'),
  note: line(400).optional().describe('How they put it, in your own words.'),
});

const claim = z.strictObject({
  id: claimIdSchema.describe('Shared by every brief that speaks of the same claim.'),
  claim: line(400).describe('What is claimed, as a sentence that could be true or false.'),
  about,
  stances: z.array(stance).min(1, 'a claim needs at least one stance').max(100),
});

const figure = z.strictObject({
  metric: metricIdSchema.describe('What is measured, shared by every brief that measures it: "civilian-deaths".'),
  value: z
    .union([z.number(), line(60)])
    .describe('The number. Where the article has no digits ("hundreds"), its word in quotes.'),
  qualifier: line(40).optional().describe('"almost", "at least", "about": never dropped on the way to the reader.'),
  unit: line(40).optional().describe('"people", "hours", "days".'),
  period: dated.optional().describe('The day or the span that the number is for.'),
  by: reference.optional().describe('Who gave the number. Without it, the article itself did.'),
  via: references,
  text: line(400).describe('The number in a sentence of your own, with what it counts.'),
  about,
  note,
});

const source = z.strictObject({
  outlet: reference.optional().describe('Who published the article. Left out where the article does not say.'),
  title: line(300).describe('The title of the article as it was published.'),
  url: z.httpUrl().optional(),
  author: line(120).optional(),
  reports: references.describe('Other outlets whose reporting the article repeats.'),
});

/** The shape of one file in `briefs/`. Its file name is its id. An unknown key is an error. */
export const briefSchema = z.strictObject({
  headline: line(200).describe('What the article says, in your own words, in one line.'),
  summary: line(900).describe('One to three sentences.'),
  language: line(35).describe('The language of the article as a BCP 47 tag: "en".'),
  source,
  published: dated.describe('When the article appeared.'),
  points: z.array(point).max(300).default([]),
  statements: z.array(statement).max(300).default([]),
  claims: z.array(claim).max(100).default([]),
  figures: z.array(figure).max(200).default([]),
  actors: references.describe('Other actors that the article mentions.'),
  places: references.describe('Other places that it mentions.'),
  topics: references.describe('Other topics that it belongs to.'),
  notes: z
    .array(line(500))
    .max(30)
    .default([])
    .describe('What the article as a whole gets wrong or leaves open. Readers see it.'),
});

/** A brief as its file says it, references not yet resolved. */
export type BriefFile = z.output<typeof briefSchema>;
