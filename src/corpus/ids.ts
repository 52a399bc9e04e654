import { z } from 'zod';
import { SLUG, SLUG_MAX } from './slug.ts';

export { SLUG } from './slug.ts';

const slug = (what: string) =>
  z
    .string()
    .max(SLUG_MAX)
    .regex(SLUG, `${what} is written in lower-case letters and digits joined by hyphens, such as "sergey-lavrov"`);

/** The file name of a brief without its extension. */
export const briefIdSchema = slug('a brief id').brand<'BriefId'>();
export type BriefId = z.infer<typeof briefIdSchema>;

/**
 * An actor, a place or a topic. One id means one thing in the whole corpus, whatever its kind. A name that no register
 * knows gets the id that its romanised letters spell, so `Josh Rogin` is `josh-rogin`.
 */
export const subjectIdSchema = slug('an id').brand<'SubjectId'>();
export type SubjectId = z.infer<typeof subjectIdSchema>;

/** One assertion that may be disputed, shared by every brief that speaks of it. */
export const claimIdSchema = slug('a claim id').brand<'ClaimId'>();
export type ClaimId = z.infer<typeof claimIdSchema>;

/** What a figure measures, shared by every brief that measures it: `civilian-deaths`. */
export const metricIdSchema = slug('a metric id').brand<'MetricId'>();
export type MetricId = z.infer<typeof metricIdSchema>;

/** One happening or one utterance, shared by every brief that tells of it, so that readers see it once. */
export const eventIdSchema = slug('an event id').brand<'EventId'>();
export type EventId = z.infer<typeof eventIdSchema>;
