import { z } from 'zod';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

/** Begins the metadata of what Dossier posts. https://docs.slack.dev/messaging/message-metadata */
export const EVENT_TYPE = 'dossier_answer';

/** Where a message goes: a channel and, in it, a thread. */
export interface Place {
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** How far its clock and ours may be apart. The newest messages are looked at whatever the clocks say: ours may have been set since. */
const SKEW_S = 300;
/**
 * For an app that many workspaces install and that is not in the Marketplace, a page has 15 messages, and one call a minute
 * is taken: there, a look gets no further than that. It does not go on later from where it ended, as another process may
 * have posted above that place meanwhile. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
const PAGE = 200;
/** A channel in which more was written meanwhile cannot be looked through. */
const PAGES = 5;

const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Nobody will find out whether it is there, however often it is looked for. */
export class CannotTell extends Error {}

/**
 * Looks for a message that was posted with this key since then. Undefined where it is not there for certain.
 * Rejects where that cannot be found out: with a `CannotTell` for good, else with what `refusalOf` can read.
 */
export async function findPosted(
  web: Web,
  workspace: Workspace,
  { channel, thread }: Place,
  { key, sinceMs }: { readonly key: string; readonly sinceMs: number },
): Promise<{ readonly ts: string } | undefined> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const earliest = Math.floor(sinceMs / 1000) - SKEW_S;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page tells where the next one begins
    const answer = await web(workspace, method, {
      channel,
      ...(thread === undefined ? {} : { ts: thread }),
      ...(cursor === undefined ? {} : { cursor }),
      limit: PAGE,
      include_all_metadata: true,
    });
    const { messages, response_metadata: next } = history.parse(answer);
    const found = messages.find(
      ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload['id'] === key,
    );
    if (found) return found;
    cursor = next?.next_cursor;
    if (cursor === undefined || cursor === '') return undefined;
    // A channel comes with the newest first, a thread with the oldest.
    if (thread === undefined && messages.some(({ ts }) => Number(ts) < earliest)) return undefined;
  }
  throw new CannotTell('too much was written meanwhile to look through all of it');
}
