import type { BriefId } from './ids.ts';
import { isSlug } from './slug.ts';

/** What somebody typed, where it could be the id of a brief. Apart from `ids.ts`, which loads the schemas. */
export function asBriefId(text: string): BriefId | undefined {
  return isSlug(text) ? (text as BriefId) : undefined; // what `briefIdSchema` lets through
}
