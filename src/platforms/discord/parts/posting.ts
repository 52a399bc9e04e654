import { PermissionFlagsBits, RESTJSONErrorCodes, type REST } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import type { PostOutcome } from '../../../platform.ts';
import type { Payload } from '../render.ts';
import { refusedAs, threadRefusedAs } from './channel-refusals.ts';
import { CannotTell, findForumPost, findPosted, type Sought } from './find-posted.ts';
import type { Target } from './post-targets.ts';
import { codeOf, limitedForMs, neverLeft, refusalOf } from './remote-error.ts';
import type { Rights } from './rights.ts';
import { NoThread, send } from './sending.ts';

export interface Posting {
  /** Posts once. Rejects with `NotAskedYet`, or for a fault. */
  post(target: Target, payload: Payload, trying: Trying): Promise<PostOutcome>;
}

export interface Trying {
  /** The same for every try of the same post, and stays with it. */
  readonly key: string;
  /** An earlier try began then and its fate is not known: the post is looked for before it is sent. */
  readonly sinceMs?: number | undefined;
}

export interface PostingParts {
  /** Tries nothing by itself a second time. */
  readonly rest: Pick<REST, 'get' | 'post'>;
  readonly rights: Rights;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
}

/** Nothing is known of the post, and the platform may be asked for it later: it is to be tried again as one of which nobody knows. */
export class NotAskedYet extends Error {
  constructor() {
    super('the platform cannot be asked just now whether a post is there');
    this.name = 'NotAskedYet';
  }
}

/** Before each look for a post whose fate is unknown: what was still on its way has arrived by then. */
const LOOKS_AFTER_MS = [500, 2000, 5000];
/** "The past few minutes" (https://docs.discord.com/developers/resources/message#create-message), and certainly this. */
const NONCE_HOLDS_MS = 60_000;
/** What cannot be sent now because nobody is reached is tried again after so long. */
export const AGAIN_MS = 30_000;

type Fate =
  | { readonly kind: 'there'; readonly reference: string }
  | { readonly kind: 'absent' }
  | Extract<PostOutcome, { readonly kind: 'rejected' | 'unknown' }>;

export function createPosting({ rest, rights, clock, pause, logger }: PostingParts): Posting {
  /** Where messages of a target are read. A thread has the id of the message that it belongs to. */
  async function findOnce(target: Target, what: Omit<Sought, 'bot'>): Promise<string | undefined> {
    const { sinceMs } = what;
    const sought = { ...what, bot: await rights.bot() };
    const channel = target.kind === 'thread' ? target.message : target.channel;
    const found =
      target.kind === 'forum'
        ? await findForumPost(rest, { guild: target.guild, forum: target.channel }, sought)
        : await findPosted(rest, channel, sought);
    if (found !== undefined) return target.kind === 'forum' ? `${found}/${found}` : `${channel}/${found}`;
    // Who may not read what was written before is shown an empty channel.
    const isHeldByNonce = target.kind !== 'forum' && clock.now().epochMilliseconds - sinceMs <= NONCE_HOLDS_MS;
    if (!isHeldByNonce && !(await readsHistory(target))) {
      throw new CannotTell('the bot may not read what was written before');
    }
    return undefined;
  }

  async function readsHistory({ channel, guild }: Target): Promise<boolean> {
    if (guild === undefined) return true;
    const may = await rights.own(guild, await rights.channel(channel));
    return (may & PermissionFlagsBits.ReadMessageHistory) !== 0n;
  }

  /** Finds out whether it is there. */
  async function look(target: Target, key: string, sinceMs: number): Promise<Fate> {
    const sought = { key, sinceMs, others: new Set<string>() };
    let isAbsent = false;
    for (const waitMs of LOOKS_AFTER_MS) {
      // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
      await pause(waitMs);
      try {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const reference = await findOnce(target, sought);
        if (reference !== undefined) return { kind: 'there', reference };
        // Elsewhere, the nonce keeps a post that arrives only now from being made twice.
        if (target.kind !== 'forum') return { kind: 'absent' };
        isAbsent = true;
      } catch (error) {
        isAbsent = false;
        const told = afterLook(error, target);
        if (told) return told;
        if ((limitedForMs(error) ?? 0) > waitMs) break;
      }
    }
    if (isAbsent) return { kind: 'absent' };
    throw new NotAskedYet();
  }

  /** Undefined where a later look may tell more. */
  function afterLook(error: unknown, target: Target): Fate | undefined {
    // What it would be in is not there, and it neither.
    if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) {
      return target.kind === 'thread' ? { kind: 'absent' } : refusedAs(error, target);
    }
    switch (refusalOf(error)) {
      case 'temporary':
      case 'unauthorized':
        return undefined;
      case undefined:
        if (error instanceof CannotTell || error instanceof z.ZodError) break;
        throw error;
      default:
        break;
    }
    logger.warn('nobody can tell whether a message was posted: it is not sent again');
    return { kind: 'unknown' };
  }

  async function post(target: Target, payload: Payload, { key, sinceMs }: Trying): Promise<PostOutcome> {
    if (sinceMs !== undefined) {
      const fate = await look(target, key, sinceMs);
      if (fate.kind !== 'absent') return fate.kind === 'there' ? postedAt(fate.reference) : fate;
    }
    const startedMs = clock.now().epochMilliseconds;
    try {
      return postedAt(await send(rest, target, payload, key));
    } catch (error) {
      if (error instanceof NoThread) return threadRefusedAs(error.cause);
      if (refusalOf(error) !== 'temporary' || limitedForMs(error) !== undefined || neverLeft(error)) throw error;
      const fate = await look(target, key, startedMs);
      if (fate.kind === 'there') return postedAt(fate.reference);
      return fate.kind === 'absent' ? { kind: 'retry', afterMs: 0 } : fate;
    }
  }

  return { post };
}

function postedAt(reference: string): PostOutcome {
  return { kind: 'posted', reference };
}
