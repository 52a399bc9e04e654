import { z } from 'zod';
import { unreachable } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Attempt, ChannelLook, Channels, Place, PostOutcome, PostPlace } from '../../../platform.ts';
import { NO_CHANNEL, NOT_INSTALLED, refusedAs, UNREADABLE } from './channel-refusals.ts';
import type { CommandNames } from './command-names.ts';
import { isPerson, type Directs } from './directs.ts';
import { isPostable } from './form-fields.ts';
import { readPost, writePosts } from './post-content.ts';
import type { Payload } from '../render.ts';
import type { Place as Conversation } from './find-posted.ts';
import type { Posting, PostOutcome as Posted } from './posting.ts';
import { codeOf, forLog, refusalOf, retryAfterMs, scopesOf } from './remote-error.ts';
import type { Web } from './web.ts';
import { WorkspaceLeft, type Workspace, type Workspaces } from './workspace.ts';

export interface ChannelsParts {
  readonly web: Web;
  readonly posting: Posting;
  readonly directs: Directs;
  readonly names: CommandNames;
  /** Undefined until the platform was reached. */
  readonly workspaces: () => Workspaces | undefined;
  /** The token of a workspace is no longer taken. */
  readonly refused: (workspace: Workspace) => Promise<void>;
  readonly logger: Logger;
}

/** What cannot be sent now because nobody is reached is tried again after so long. */
const AGAIN_MS = 30_000;
/** A channel that has to rest for longer is told so: whoever posts there may let others go first. */
const PATIENCE_MS = 5000;
const TIMESTAMP = /^\d{1,12}\.\d{6}$/;

/** https://docs.slack.dev/reference/methods/conversations.info */
const info = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_archived: z.boolean().optional(),
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_member: z.boolean().optional(),
  }),
});

/**
 * Where digests and news for followers go. The bot has to be in a channel: the scope `chat:write.public` would let it post
 * in any public one, but only a member may look into what was posted there, without which a post whose fate is not known
 * could not be told from one that is not there (https://docs.slack.dev/reference/methods/conversations.history). To join
 * by itself would take the scope `channels:join`, for what one line of an editor does: it is invited.
 */
export function createChannels(parts: ChannelsParts): Channels {
  const { web, posting, directs, names, workspaces, refused, logger } = parts;

  /** `unknown` where it cannot be found out now. */
  async function workspaceOf(tenant: string): Promise<Workspace | 'none' | 'unknown'> {
    try {
      const known = workspaces();
      return known ? ((await known.of({ team: tenant })) ?? 'none') : 'unknown';
    } catch (error) {
      logger.error('a workspace could not be looked up', forLog(error));
      return 'unknown';
    }
  }

  async function look({ tenant, to }: Place): Promise<ChannelLook> {
    const workspace = await workspaceOf(tenant);
    if (workspace === 'unknown') return { kind: 'unknown' };
    if (workspace === 'none') return { kind: 'closed', why: NOT_INSTALLED.why };
    try {
      if (to.kind === 'person') {
        if (!isPerson(to.id)) return lookAfter(refusedAs('user_not_found'));
        await directs.open(workspace, to.id);
        return { kind: 'open' };
      }
      return isPostable(to.id) ? await lookAt(workspace, to.id) : { kind: 'closed', why: NO_CHANNEL };
    } catch (error) {
      logger.warn('a channel could not be looked at', { why: String(forLog(error)) });
      if (isOfOtherKind(error)) return { kind: 'closed', why: NO_CHANNEL };
      return lookAfter(await afterRefusal(error, workspace));
    }
  }

  async function lookAt(workspace: Workspace, channel: string): Promise<ChannelLook> {
    const { channel: found } = info.parse(await web(workspace, 'conversations.info', { channel }));
    if (found.is_im === true || found.is_mpim === true) return { kind: 'closed', why: NO_CHANNEL };
    if (found.is_archived === true) return lookAfter(refusedAs('is_archived'));
    if (found.is_member !== true) return lookAfter(refusedAs('not_in_channel'));
    return { kind: 'open', name: found.name };
  }

  async function post(place: PostPlace, content: string, attempt: Attempt): Promise<PostOutcome> {
    const sent = await prepared(place, content);
    if ('kind' in sent) return told(attempt.since === undefined ? sent : beforeItIsAsked(sent));
    const { workspace, at, payload } = sent;
    const trying = { sinceMs: attempt.since?.epochMilliseconds, patienceMs: PATIENCE_MS };
    try {
      return told(outcomeOf(await posting.post(workspace, at, payload, attempt.key, trying)));
    } catch (error) {
      return told(await afterRefusal(error, workspace));
    }
  }

  /** Of a post that an earlier try may have brought there: neither that it is there nor that it is not. */
  function beforeItIsAsked(outcome: PostOutcome): PostOutcome {
    if (outcome.kind === 'retry') throw new NotAskedYet();
    return { kind: 'unknown' };
  }

  /** All that is needed before anything is sent, or why nothing is. */
  async function prepared({ tenant, to, under }: PostPlace, content: string): Promise<Prepared | PostOutcome> {
    const payload = readPost(content, to.kind === 'person');
    if (!payload || (under !== undefined && !TIMESTAMP.test(under))) return UNREADABLE;
    const workspace = await workspaceOf(tenant);
    if (workspace === 'unknown') return { kind: 'retry', afterMs: AGAIN_MS };
    if (workspace === 'none') return NOT_INSTALLED;
    // The id of a person or of a direct conversation would be taken as well, and lead to somebody's own messages.
    if (to.kind === 'channel' && !isPostable(to.id)) return { kind: 'rejected', permanent: true, why: NO_CHANNEL };
    if (to.kind === 'person' && !isPerson(to.id)) return refusedAs('user_not_found');
    try {
      const channel = to.kind === 'person' ? await directs.of(workspace, to.id) : to.id;
      return { workspace, payload, at: { channel, thread: under } };
    } catch (error) {
      return afterRefusal(error, workspace);
    }
  }

  /** What a call that was not taken means. Rejects for what is no refusal. */
  async function afterRefusal(error: unknown, workspace: Workspace): Promise<PostOutcome> {
    const why = refusalOf(error);
    switch (why) {
      case 'limited':
        return { kind: 'retry', afterMs: retryAfterMs(error) };
      case 'unknown':
      case 'expired':
        return { kind: 'retry', afterMs: AGAIN_MS };
      case 'unauthorized':
        await refused(workspace);
        return refusedAs(codeOf(error));
      case undefined:
        if (error instanceof WorkspaceLeft) return NOT_INSTALLED;
        throw forLog(error);
      default:
        if (codeOf(error) === '') throw forLog(error);
        if (why === 'refused') logger.error('the platform refused a call', forLog(error));
        return refusedAs(codeOf(error));
    }
  }

  /** An outcome with its line in the log, which holds nothing of what was to be posted. */
  function told(outcome: PostOutcome): PostOutcome {
    if (outcome.kind === 'rejected') logger.warn('something was not posted', { why: outcome.why });
    if (outcome.kind === 'retry') logger.info('something was not posted yet', { afterMs: outcome.afterMs });
    return outcome;
  }

  return { look, posts: (message) => writePosts(message, names), post };
}

/** Nothing is known of the post, and the platform may be asked for it later: it is to be tried again as one of which nobody knows. */
class NotAskedYet extends Error {
  constructor() {
    super('the platform cannot be asked just now whether a post is there');
    this.name = 'NotAskedYet';
  }
}

/** @throws NotAskedYet */
function outcomeOf(outcome: Posted): PostOutcome {
  switch (outcome.kind) {
    case 'posted':
      return { kind: 'posted', reference: outcome.ts };
    case 'rejected':
      return refusedAs(outcome.code);
    case 'retry':
      return outcome;
    case 'unknown':
      if (outcome.mayBeAsked) throw new NotAskedYet();
      return { kind: 'unknown' };
    default:
      return unreachable(outcome);
  }
}

interface Prepared {
  readonly workspace: Workspace;
  readonly payload: Payload;
  readonly at: Conversation;
}

/** The app may look at every channel, and this is none: a conversation of several people. */
function isOfOtherKind(error: unknown): boolean {
  const scopes = scopesOf(error);
  return codeOf(error) === 'missing_scope' && scopes.includes('channels:read') && scopes.includes('groups:read');
}

function lookAfter(outcome: PostOutcome): ChannelLook {
  return outcome.kind === 'rejected' ? { kind: 'closed', why: outcome.why } : { kind: 'unknown' };
}
