import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  HTTPError,
  RateLimitError,
  RESTJSONErrorCodes,
} from 'discord.js';

/**
 * What a refused request means for us:
 * - `unauthorized`: the token is no longer taken, for this and every later request;
 * - `late`: the three seconds for the first answer, or the fifteen minutes for the others, are over;
 * - `answered`: another process, or this one a moment ago, has answered already;
 * - `gone`: the message or the channel is not there any more;
 * - `forbidden`: a permission is missing there;
 * - `no reply`: it may write there, but not point at the message that it answers;
 * - `temporary`: worth trying again, and nobody knows whether the request took effect;
 * - `refused`: the request is wrong, which is a fault of ours.
 */
export type Refusal =
  | 'unauthorized'
  | 'late'
  | 'answered'
  | 'gone'
  | 'forbidden'
  | 'no reply'
  | 'temporary'
  | 'refused';

const byCode: ReadonlyMap<number | string, Refusal> = new Map<number | string, Refusal>([
  [RESTJSONErrorCodes.UnknownInteraction, 'late'],
  [RESTJSONErrorCodes.InvalidWebhookToken, 'late'],
  [RESTJSONErrorCodes.UnknownWebhook, 'late'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'answered'],
  [RESTJSONErrorCodes.UnknownMessage, 'gone'],
  [RESTJSONErrorCodes.UnknownChannel, 'gone'],
  [RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory, 'no reply'],
]);

/** Undefined for an error that no request caused. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof DiscordAPIError) {
    const known = byCode.get(error.code);
    if (known !== undefined) return known;
    if (error.status === 401) return 'unauthorized';
    return error.status === 403 ? 'forbidden' : 'refused';
  }
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return 'unauthorized';
  if (error instanceof HTTPError || error instanceof RateLimitError) return 'temporary';
  return isOfNetwork(error) ? 'temporary' : undefined;
}

/** The number of a refusal. Undefined where the platform gave none. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** How long the platform wants nothing of the kind. Undefined for what is no rate limit: then nothing was taken. */
export function limitedForMs(error: unknown): number | undefined {
  return error instanceof RateLimitError ? Math.ceil(Math.max(error.retryAfter, error.timeToReset)) : undefined;
}

/** Whether no connection came about, so that the platform cannot have taken anything. */
export function neverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code) || neverLeft(error.cause);
}

/** A connection that was refused, broken or too slow: the codes of Node and of its HTTP client. */
function isOfNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError') return true;
  const code = 'code' in error ? String(error.code) : '';
  return /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(code) || isOfNetwork(error.cause);
}

/**
 * The error as the log may have it. As the library makes it, it holds the body of the request, which is what people
 * read, and its address, in which there is a token.
 */
export function forLog(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError) && !(error instanceof HTTPError)) return error;
  const told = new Error(`${error.method} ${pathOf(error.url)} was refused: ${error.status} ${error.message}`);
  told.name = error.name;
  if (error.stack !== undefined) told.stack = `${told.message}\n${error.stack.split('\n').slice(1).join('\n')}`;
  return told;
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/(\/(?:webhooks|interactions)\/\d+)\/[^/]+/, '$1/…');
}
