import { webApi } from '@slack/bolt';

/**
 * What a failed call means for us:
 * - `unauthorized`: the token is no longer taken, for this and every later call;
 * - `expired`: the token has to be renewed;
 * - `limited`: too many calls, which is over after a while;
 * - `unknown`: nobody knows whether the call took effect;
 * - `forbidden`: the app may not do that there, or not without a scope that it has not;
 * - `gone`: the place, the person or the message is not there any more;
 * - `late`: the few seconds in which a form may be opened are over;
 * - `refused`: the call is wrong, which is a fault of ours.
 */
export type Refusal = 'unauthorized' | 'expired' | 'limited' | 'unknown' | 'forbidden' | 'gone' | 'late' | 'refused';

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of the other methods that are called. */
const CODES: Readonly<Record<Exclude<Refusal, 'limited' | 'refused'>, readonly string[]>> = {
  unauthorized: ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'not_allowed_token_type'],
  expired: ['token_expired'],
  unknown: ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
  forbidden: [
    'access_denied',
    'cannot_reply_to_message',
    'ekm_access_denied',
    'messages_tab_disabled',
    'missing_scope',
    'no_permission',
    'not_in_channel',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'slack_connect_blocked_file_type',
    'team_access_not_granted',
    'user_not_in_channel',
  ],
  gone: [
    'cannot_dm_bot',
    'channel_not_found',
    'is_archived',
    'message_not_found',
    'org_login_required',
    'team_not_found',
    'thread_not_found',
    'user_disabled',
    'user_not_found',
    'user_not_visible',
  ],
  late: ['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged'],
};

const byCode = new Map(
  Object.entries(CODES).flatMap(([refusal, codes]) => codes.map((code) => [code, refusal as Refusal])),
);

/** Undefined for an error that no call of the Web API caused. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return 'limited';
  if (error instanceof webApi.WebAPIRequestError) return 'unknown';
  // Status 200 and 429 aside, the platform promises nothing of any.
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? 'unknown' : 'refused';
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  const code = codeOf(error);
  if (code === 'ratelimited' || code === 'rate_limited' || code === 'message_limit_exceeded') return 'limited';
  // The library hands on what is no JSON as the code of an error: an answer that broke off.
  if (!/^[a-z]\w*$/.test(code)) return 'unknown';
  return byCode.get(code) ?? 'refused';
}

/** What the platform calls the error: `not_in_channel`. */
export function codeOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : '';
}

/** Of a refusal for a scope that is missing, those that there are. */
export function scopesOf(error: unknown): readonly string[] {
  if (!(error instanceof webApi.WebAPIPlatformError) || !('provided' in error.data)) return [];
  return String(error.data.provided).split(',');
}

/** Of a refusal for a limit, how long to wait. */
export function retryAfterMs(error: unknown): number {
  const seconds = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : 1;
  return Math.max(1, seconds) * 1000;
}

/**
 * The error as the log may have it: what the library adds to it are bodies, headers and messages that quote what was sent.
 */
export function forLog(error: unknown): unknown {
  if (!(error instanceof webApi.SlackError)) return error;
  const told = new Error(wordsOf(error));
  told.name = error.constructor.name;
  if (error.stack !== undefined) told.stack = `${told.message}\n${error.stack.split('\n').slice(1).join('\n')}`;
  return told;
}

function wordsOf(error: webApi.SlackError): string {
  if (error instanceof webApi.WebAPIHTTPError) return `the platform answered with status ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError)
    return `the platform was not reached: ${networkWords(error.original)}`;
  if (!(error instanceof webApi.WebAPIPlatformError)) return 'the platform refused a call for a rate limit';
  const code = codeOf(error);
  if (!/^[a-z]\w*$/.test(code)) return 'the platform answered with something that is no answer';
  const { response_metadata: metadata } = error.data;
  const needed = 'needed' in error.data ? error.data.needed : undefined;
  const places = (metadata?.messages ?? []).flatMap((text) => /\[json-pointer:[^\]]*\]/.exec(text)?.[0] ?? []);
  const scope = typeof needed === 'string' ? [`needs the scope ${needed}`] : [];
  return ['the platform refused a call:', code, ...scope, ...places].join(' ');
}

/** The code of the innermost cause: `ECONNREFUSED`, `TimeoutError`. */
function networkWords(error: Error): string {
  if (error.cause instanceof Error) return networkWords(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
