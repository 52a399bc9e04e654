import { z } from 'zod';
import type { DigestId } from '../state/ids.ts';

/** What is kept of a page until its delivery ends, so that whoever takes it over posts the same. */
const pageContentSchema = z.strictObject({
  /** As the platform gave it. */
  content: z.string(),
  /** What it is about, in a few words. */
  title: z.string(),
  /** Where the delivery began. A digest that is moved meanwhile goes elsewhere with its next one. */
  channel: z.string(),
  /** The number of the page in whose thread it stands. */
  under: z.int().positive().optional(),
});
export type PageContent = z.infer<typeof pageContentSchema>;

export function writePage(page: PageContent): string {
  return JSON.stringify(page);
}

/** @throws where it is no page that was written here */
export function readPage(text: string | undefined): PageContent {
  if (text === undefined) throw new Error('what a page of an open delivery says is gone');
  return pageContentSchema.parse(JSON.parse(text));
}

/**
 * The same for each try of a page, in whichever copy of the bot, and no other page's: of the digest, the slot and the page
 * alone. At most 25 characters up to page 999, which a platform can take as they are.
 */
export function pageKey(digest: DigestId, slot: Temporal.Instant, page: number): string {
  return `${digest}.${slot.epochMilliseconds.toString(36)}.${page}`;
}
