import { GatewayCloseCodes } from 'discord.js';
import { UserError } from '../../../kernel/errors.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { connectOnce, GatewayClosed, type ClientParts } from './client.ts';
import { refusalOf } from './remote-error.ts';

export const TOKEN_REFUSED =
  'Discord does not accept the token in DISCORD_TOKEN. Copy it anew from the page "Bot" of your application at ' +
  'https://discord.com/developers/applications, or reset it there.';

const WRONG_SHARDS =
  'Discord does not accept the numbers in DISCORD_SHARDS, or asks for more shards than they name. Raise the number ' +
  'after the slash for every process, or leave the setting out for a single one.';

/** Before each new try; the last one goes on for ever. */
const WAITS_MS = [1000, 2000, 5000, 15_000, 60_000];
/** A connection that held for so long is no failure: the next one is tried as soon as the first. */
const HELD_MS = 600_000;

export interface ConnectionParts extends ClientParts {
  readonly pause: Pause;
}

/**
 * Stays connected until the signal says stop: the library reconnects and resumes by itself, and where it cannot, or where
 * it never came so far, a new client begins anew. Resolves when it was stopped.
 * @throws UserError where a setting is not accepted; a fault where no new try will mend it.
 */
export async function stayConnected(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const started = performance.now();
    try {
      // oxlint-disable-next-line no-await-in-loop -- one client after the other
      await connectOnce(parts, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isPassing(error, parts)) throw reasonToEnd(error);
      if (performance.now() - started > HELD_MS) failures = 0;
      const afterMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0;
      failures += 1;
      parts.logger.warn('there is no connection: this is tried again', { afterMs, why: String(error) });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await parts.pause(afterMs, signal).catch(() => undefined);
    }
  }
}

/** Whether another try may go better. */
function isPassing(error: unknown, { shards }: ConnectionParts): boolean {
  // A new client asks how many shards there have to be.
  if (error instanceof GatewayClosed) return error.code === GatewayCloseCodes.ShardingRequired && shards === undefined;
  return refusalOf(error) === 'temporary';
}

function reasonToEnd(error: unknown): unknown {
  const code = error instanceof GatewayClosed ? error.code : undefined;
  if (code === GatewayCloseCodes.AuthenticationFailed || refusalOf(error) === 'unauthorized') {
    return new UserError(TOKEN_REFUSED);
  }
  const isOfShards = code === GatewayCloseCodes.InvalidShard || code === GatewayCloseCodes.ShardingRequired;
  return isOfShards ? new UserError(WRONG_SHARDS) : error;
}
