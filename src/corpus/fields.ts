import { z } from 'zod';
import { parsePartialDate, type PartialDate } from '../kernel/partial-date.ts';

/** Text of one paragraph. `max` counts UTF-16 units. */
export const line = (max: number) =>
  z
    .string()
    .min(1, 'this text is empty: write it or leave the key out')
    .max(max)
    .regex(/^\S(?:[^\n\r]*\S)?$/, 'this text must be one line with no space at either end');

/**
 * A reference to an actor, a place or a topic: the id of a register entry, or a plain name such as "Josh Rogin" where no
 * register has one. Lower-case words joined by hyphens are always read as an id.
 */
export const reference = line(120).describe(
  'The id of a register entry (lower-case words joined by hyphens), or a plain name in ordinary spelling.',
);

export const references = z.array(reference).max(200).default([]);

export const partialDate = z
  .string(
    'a date is text: a day "2016-11-29", a month "2016-11", a year in quotes "2016", or a range "2016-11-22/2016-11-28"',
  )
  .refine((text) => parsePartialDate(text) !== undefined, {
    message: 'not a date: write a day 2016-11-29, a month 2016-11, a year "2016", or a range 2016-11-22/2016-11-28',
  })
  .transform((text): PartialDate => text as PartialDate)
  .describe('A day, a month, a year or a range: 2016-11-29, 2016-11, "2016", 2016-11-22/2016-11-28.');

const basedDate = z
  .strictObject({
    date: partialDate,
    basis: z
      .enum(['stated', 'inferred'])
      .describe('"stated" where the article gives the date, "inferred" where it was worked out.'),
    because: line(400).optional().describe('For an inferred date: from what it was worked out. Readers see this.'),
  })
  .refine((dated) => dated.basis === 'stated' || dated.because !== undefined, {
    message: 'an inferred date needs "because": say from what it was worked out',
    path: ['because'],
  });

/** A date alone is one that the article states. */
export const dated = z.union([partialDate.transform((date) => ({ date, basis: 'stated' as const })), basedDate]);

export interface Dated {
  readonly date: PartialDate;
  readonly basis: 'stated' | 'inferred';
  /** Set where the basis is `inferred`. */
  readonly because?: string | undefined;
}
