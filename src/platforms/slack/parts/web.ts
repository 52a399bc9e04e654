import { LogLevel, webApi } from '@slack/bolt';
import type { Workspace } from './workspace.ts';
import { refusalOf } from './remote-error.ts';

/** Of one request. The library's own default is none at all. */
const TIMEOUT_MS = 10_000;

/** All that is called for a workspace. A scope of the manifest stands for each that needs one. */
export const methods = [
  'assistant.threads.setStatus',
  'assistant.threads.setSuggestedPrompts',
  'assistant.threads.setTitle',
  'chat.postEphemeral',
  'chat.postMessage',
  'conversations.history',
  'conversations.info',
  'conversations.open',
  'conversations.replies',
  'usergroups.users.list',
  'users.info',
  'views.open',
  'views.publish',
  'views.update',
] as const;

type Method = (typeof methods)[number];

/** Calls a method of the Web API for a workspace. Rejects with what `refusalOf` can read. */
export type Web = (
  workspace: Workspace,
  method: Method,
  given: Readonly<Record<string, unknown>>,
) => Promise<webApi.WebAPICallResult>;

/** All that it would log is thrown as well, and some of it holds what people wrote. */
const mute: webApi.Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/**
 * For a client that repeats nothing by itself: its own tries send a message a second time where only the answer was lost,
 * and a limit of one channel would keep all others waiting.
 */
export function clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: `${apiUrl}/` }),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: mute,
  };
}

/** One client for all workspaces: it holds no token, each call brings its own. */
export function createWeb(apiUrl: string | undefined): Web {
  const client = new webApi.WebClient(undefined, clientOptions(apiUrl));
  return async (workspace, method, given) => {
    const token = await workspace.token();
    try {
      return await call(client, method, { ...given, token });
    } catch (error) {
      if (refusalOf(error) !== 'expired') throw error;
      return call(client, method, { ...given, token: await renewed(workspace, token, error) });
    }
  };
}

/** Where it cannot be renewed just now, the call was refused as it was: nobody has to wonder whether it took effect. */
async function renewed(workspace: Workspace, expired: string, refusal: unknown): Promise<string> {
  try {
    return await workspace.token(expired);
  } catch (error) {
    const why = refusalOf(error);
    throw why === 'unknown' || why === 'limited' ? refusal : error;
  }
}

/** A call with a token of its own, or none. */
export async function call(
  client: webApi.WebClient,
  method: string,
  given: Readonly<Record<string, unknown>>,
): Promise<webApi.WebAPICallResult> {
  try {
    return await client.apiCall(method, { ...given });
  } catch (error) {
    if (error instanceof webApi.SlackError) throw error;
    // The body of an answer broke off, or a limit came without its time.
    throw new webApi.WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
  }
}
