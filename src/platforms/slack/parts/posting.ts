import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import type { Payload } from '../render.ts';
import { ChannelQueues, Resting } from './channel-queues.ts';
import { CannotTell, EVENT_TYPE, findPosted, type Place } from './find-posted.ts';
import { codeOf, refusalOf, retryAfterMs } from './remote-error.ts';
import type { Web } from './web.ts';
import { WorkspaceLeft, type Workspace } from './workspace.ts';

/**
 * What came of a post. `rejected` was not posted, for the reason that the platform names by a code. `retry` was not
 * posted and may be tried again after a while. `unknown` may have been posted, and nobody can tell: it is not to be sent
 * again.
 */
export type PostOutcome =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** `mayBeAsked`: not now, and perhaps later. */
  | { readonly kind: 'unknown'; readonly mayBeAsked: boolean };

export interface Posting {
  /** Posts once. `key` is the same for every try of the same message, and stays with it. */
  post(workspace: Workspace, place: Place, payload: Payload, key: string, trying?: Trying): Promise<PostOutcome>;
  /** Posts, and tries again for a while where that helps. What is in the end `retry` was given up. */
  deliver(workspace: Workspace, place: Place, payload: Payload, key: string): Promise<PostOutcome>;
}

export interface Trying {
  /** An earlier try began then and its fate is not known: the message is looked for before it is sent. */
  readonly sinceMs?: number | undefined;
  /** Where the platform wants a longer wait, it is `retry` at once, or `unknown` where it would have to be asked. Default: it waits. */
  readonly patienceMs?: number | undefined;
}

export interface PostingParts {
  readonly web: Web;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  /** Of a clock that never goes back. Default: that of the process. */
  readonly nowMs?: (() => number) | undefined;
}

/** Before each look for a message whose fate is unknown: what was still on its way has arrived by then. */
const LOOKS_AFTER_MS = [500, 2000, 5000];
const TRIES = 4;
/** Nobody waits longer for an answer. */
const PATIENCE_MS = 60_000;

const posted = z.object({ channel: z.string(), ts: z.string() });

export function createPosting({ web, clock, pause, logger, nowMs = () => performance.now() }: PostingParts): Posting {
  const queues = new ChannelQueues({ pause, nowMs });

  async function send(workspace: Workspace, place: Place, payload: Payload, key: string): Promise<PostOutcome> {
    const answer = await web(workspace, 'chat.postMessage', {
      ...payload,
      channel: place.channel,
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
      metadata: { event_type: EVENT_TYPE, event_payload: { id: key } },
    });
    return { kind: 'posted', ...posted.parse(answer) };
  }

  /** Finds out whether it is there. */
  async function look(
    workspace: Workspace,
    place: Place,
    key: string,
    { sinceMs, patienceMs = Infinity }: Trying & { readonly sinceMs: number },
  ): Promise<PostOutcome> {
    for (const waitMs of LOOKS_AFTER_MS) {
      // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
      await pause(waitMs);
      try {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const found = await findPosted(web, workspace, place, { key, sinceMs });
        return found ? { kind: 'posted', channel: place.channel, ts: found.ts } : { kind: 'retry', afterMs: 0 };
      } catch (error) {
        // What it would stand under is gone, and it with that.
        if (codeOf(error) === 'thread_not_found') return { kind: 'rejected', code: codeOf(error) };
        if (isForGood(error)) return unknown(false);
        const restMs = refusalOf(error) === 'limited' ? retryAfterMs(error) : 0;
        if (restMs > patienceMs) break;
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (restMs > 0) await pause(restMs);
      }
    }
    return unknown(true);
  }

  function unknown(mayBeAsked: boolean): PostOutcome {
    logger.warn('nobody can tell whether a message was posted: it is not sent again', { mayBeAsked });
    return { kind: 'unknown', mayBeAsked };
  }

  async function post(
    workspace: Workspace,
    place: Place,
    payload: Payload,
    key: string,
    { sinceMs, patienceMs }: Trying = {},
  ): Promise<PostOutcome> {
    const tryOnce = async (rest: (ms: number) => void): Promise<PostOutcome> => {
      if (sinceMs !== undefined) {
        const found = await look(workspace, place, key, { sinceMs, patienceMs });
        if (found.kind !== 'retry') return found;
      }
      const startedMs = clock.now().epochMilliseconds;
      try {
        return await send(workspace, place, payload, key);
      } catch (error) {
        const why = refusalOf(error);
        switch (why) {
          case 'limited': {
            const afterMs = retryAfterMs(error);
            logger.info('posting waits for a rate limit', { afterMs });
            rest(afterMs);
            return { kind: 'retry', afterMs };
          }
          case 'unknown':
            return look(workspace, place, key, { sinceMs: startedMs, patienceMs });
          case 'forbidden':
          case 'gone':
            return { kind: 'rejected', code: codeOf(error) };
          default:
            throw error;
        }
      }
    };
    const turn = { workspace: workspace.team, channel: place.channel };
    const done = await queues.inTurn(turn, tryOnce, patienceMs);
    if (!(done instanceof Resting)) return done;
    return sinceMs === undefined ? { kind: 'retry', afterMs: Math.ceil(done.ms) } : unknown(true);
  }

  return {
    post,
    async deliver(workspace, place, payload, key) {
      const startedMs = nowMs();
      for (let tries = 1; ; tries += 1) {
        // oxlint-disable-next-line no-await-in-loop -- each try follows the one before
        const outcome = await post(workspace, place, payload, key);
        if (outcome.kind !== 'retry' || tries === TRIES) return outcome;
        if (nowMs() + outcome.afterMs - startedMs > PATIENCE_MS) return outcome;
        // The queue of the channel waits itself; what comes after this message waits behind it anyway.
        // oxlint-disable-next-line no-await-in-loop -- as above
        await pause(outcome.afterMs);
      }
    },
  };
}

/** Whether no later look would tell more. */
function isForGood(error: unknown): boolean {
  switch (refusalOf(error)) {
    case 'limited':
    case 'unknown':
    case 'expired':
      return false;
    case 'unauthorized':
      // Of the others, whoever runs the bot mends the settings.
      return codeOf(error) === 'account_inactive' || codeOf(error) === 'token_revoked';
    case undefined:
      return error instanceof CannotTell || error instanceof WorkspaceLeft || error instanceof z.ZodError;
    default:
      return true;
  }
}
