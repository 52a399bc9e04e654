import { Routes, type REST } from 'discord.js';
import { z } from 'zod';
import { markOf } from './post-mark.ts';
import { refusalOf } from './remote-error.ts';

type Reader = Pick<REST, 'get'>;

/** How far its clock and ours may be apart. The newest messages are looked at whatever the clocks say: ours may have been set since. */
const SKEW_MS = 300_000;
/** https://docs.discord.com/developers/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000;
const PAGE = 100;
/** A channel in which more was written meanwhile cannot be looked through. */
const PAGES = 10;
/** Looked into whatever the clocks say. */
const NEWEST_THREADS = 5;

const message = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).optional(),
});
const messages = z.array(message);
const threads = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      parent_id: z.string().nullish(),
      owner_id: z.string().optional(),
      thread_metadata: z.object({ archive_timestamp: z.string() }).optional(),
    }),
  ),
  has_more: z.boolean().optional(),
});

/** Nobody will find out whether it is there, however often it is looked for. */
export class CannotTell extends Error {}

/** What is looked for: a message of the bot that was posted with this key since then. */
export interface Sought {
  readonly key: string;
  readonly sinceMs: number;
  readonly bot: string;
  /** Posts of a forum that were looked at before and are others: what they begin with never changes its mark. */
  readonly others: Set<string>;
}

/**
 * The id of the message, or undefined where it is not among those that the bot may read. Rejects where that cannot be found
 * out: with a `CannotTell` for good, else with what `refusalOf` can read.
 */
export async function findPosted(rest: Reader, channel: string, sought: Sought): Promise<string | undefined> {
  const earliest = earliestId(sought);
  let before: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = new URLSearchParams({ ...(before === undefined ? {} : { before }), limit: String(PAGE) });
    // oxlint-disable-next-line no-await-in-loop -- each page tells where the next one begins
    const found = messages.parse(await rest.get(Routes.channelMessages(channel), { query }));
    const hit = found.find((one) => isSought(one, sought));
    if (hit) return hit.id;
    // The newest come first.
    before = found.at(-1)?.id;
    if (found.length < PAGE || before === undefined || BigInt(before) < earliest) return undefined;
  }
  throw new CannotTell('too much was written meanwhile to look through all of it');
}

/** The same in a forum, where each post begins a thread, whose id is that of its first message. */
export async function findForumPost(
  rest: Reader,
  { guild, forum }: { readonly guild: string; readonly forum: string },
  sought: Sought,
): Promise<string | undefined> {
  const active = threads.parse(await rest.get(Routes.guildActiveThreads(guild))).threads;
  const query = new URLSearchParams({ limit: String(PAGE) });
  const archived = threads.parse(await rest.get(Routes.channelThreads(forum, 'public'), { query }));
  const earliest = earliestId(sought);
  const begun = [...active, ...archived.threads]
    .filter(
      ({ id, parent_id: parent, owner_id: owner }) =>
        parent === forum && owner === sought.bot && !sought.others.has(id),
    )
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
    .filter(({ id }, index) => index < NEWEST_THREADS || BigInt(id) > earliest);
  for (const { id } of begun) {
    // oxlint-disable-next-line no-await-in-loop -- there are few, and they share a rate limit
    if (await beginsWith(rest, id, sought)) return id;
    sought.others.add(id);
  }
  // They come by when they were archived, the latest first.
  const oldest = archived.threads.at(-1)?.thread_metadata?.archive_timestamp;
  const isCutOff = oldest === undefined || Date.parse(oldest) > sought.sinceMs - SKEW_MS;
  if (archived.has_more === true && isCutOff) {
    throw new CannotTell('too many posts of the forum were closed meanwhile to look through them');
  }
  return undefined;
}

async function beginsWith(rest: Reader, thread: string, sought: Sought): Promise<boolean> {
  try {
    return isSought(message.parse(await rest.get(Routes.channelMessage(thread, thread))), sought);
  } catch (error) {
    // Its first message was taken away since, and it is none of those that are looked for.
    if (refusalOf(error) === 'gone') return false;
    throw error;
  }
}

function isSought({ author, components }: z.infer<typeof message>, { key, bot }: Sought): boolean {
  return author.id === bot && components?.[0]?.id === markOf(key);
}

function earliestId({ sinceMs }: Sought): bigint {
  return BigInt(Math.max(0, Math.floor(sinceMs) - SKEW_MS - EPOCH_MS)) << 22n;
}
