import { RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from '../../../kernel/logger.ts';
import type { Attempt, ChannelLook, Channels, Place, PostOutcome, PostPlace } from '../../../platform.ts';
import type { Payload } from '../render.ts';
import { lookAt } from './channel-look.ts';
import { NO_CHANNEL, refusedAs, UNREADABLE } from './channel-refusals.ts';
import { isId } from './channel-types.ts';
import type { Directs } from './directs.ts';
import { readPost, writePosts } from './post-content.ts';
import { NoChannel, Unreadable, type Target, type Targets } from './post-targets.ts';
import { AGAIN_MS, NotAskedYet, type Posting } from './posting.ts';
import { codeOf, forLog, limitedForMs, refusalOf } from './remote-error.ts';
import type { Rights } from './rights.ts';

export interface ChannelsParts {
  readonly posting: Posting;
  readonly targets: Targets;
  readonly directs: Directs;
  readonly rights: Rights;
  readonly logger: Logger;
}

type Prepared = { readonly target: Target; readonly payload: Payload };

/** Where digests and news for followers go. */
export function createChannels({ posting, targets, directs, rights, logger }: ChannelsParts): Channels {
  async function look({ tenant, to }: Place): Promise<ChannelLook> {
    try {
      if (!isId(to.id)) return { kind: 'closed', why: NO_CHANNEL };
      if (to.kind === 'channel') return await lookAt(rights, tenant, to.id);
      await directs.open(to.id);
      return { kind: 'open' };
    } catch (error) {
      logger.warn('a channel could not be looked at', { why: String(forLog(error)) });
      // An id that somebody typed may be that of a channel which was never there.
      if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) return { kind: 'closed', why: NO_CHANNEL };
      const outcome = afterRefusal(error);
      return outcome.kind === 'rejected' ? { kind: 'closed', why: outcome.why } : { kind: 'unknown' };
    }
  }

  async function post(place: PostPlace, content: string, { key, since }: Attempt): Promise<PostOutcome> {
    const prepared = await prepare(place, content);
    if ('kind' in prepared) return told(since === undefined ? prepared : beforeItIsAsked(prepared));
    const { target, payload } = prepared;
    try {
      return told(await posting.post(target, payload, { key, sinceMs: since?.epochMilliseconds }));
    } catch (error) {
      return told(afterRefusal(error, target));
    }
  }

  /** Of a post that an earlier try may have brought there: neither that it is there nor that it is not. */
  function beforeItIsAsked(outcome: PostOutcome): PostOutcome {
    if (outcome.kind === 'retry') throw new NotAskedYet();
    return { kind: 'unknown' };
  }

  /** All that is needed before anything is sent, or why nothing is. */
  async function prepare(place: PostPlace, content: string): Promise<Prepared | PostOutcome> {
    const payload = readPost(content);
    if (!payload) return UNREADABLE;
    try {
      return { payload, target: await targets.of(place) };
    } catch (error) {
      if (error instanceof Unreadable) return UNREADABLE;
      if (error instanceof NoChannel) return { kind: 'rejected', permanent: true, why: NO_CHANNEL };
      return afterRefusal(error);
    }
  }

  /** What a request that was not taken means. Rejects for what is no refusal. */
  function afterRefusal(error: unknown, target?: Target): PostOutcome {
    const refusal = refusalOf(error);
    switch (refusal) {
      case 'temporary':
        return { kind: 'retry', afterMs: limitedForMs(error) ?? AGAIN_MS };
      case 'unauthorized':
        // Whoever runs the bot mends the token: nothing is wrong with the channel.
        return { kind: 'retry', afterMs: AGAIN_MS };
      case undefined:
        throw forLog(error);
      default:
        if (refusal === 'refused') logger.error('the platform refused a post', forLog(error));
        return refusedAs(error, target);
    }
  }

  /** An outcome with its line in the log, which holds nothing of what was to be posted. */
  function told(outcome: PostOutcome): PostOutcome {
    if (outcome.kind === 'rejected') logger.warn('something was not posted', { why: outcome.why });
    if (outcome.kind === 'retry') logger.info('something was not posted yet', { afterMs: outcome.afterMs });
    return outcome;
  }

  return { people: 'everywhere', look, posts: writePosts, post };
}
