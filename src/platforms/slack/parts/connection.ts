import { SocketModeReceiver, type webApi } from '@slack/bolt';
import { UserError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { libraryLog } from './library-log.ts';
import { codeOf, forLog, refusalOf, retryAfterMs } from './remote-error.ts';

const APP_TOKEN_REFUSED =
  'Slack does not accept the token in SLACK_APP_TOKEN. On the page "Basic Information" of your app at ' +
  'https://api.slack.com/apps, under "App-Level Tokens", make one with the scope connections:write: it begins with xapp-.';

/** Before each new try; the last one goes on for ever. */
const WAITS_MS = [1000, 2000, 5000, 15_000, 60_000];
/** A connection that held for so long is no failure: the next one is tried as soon as the first. */
const HELD_MS = 60_000;
/** From the address to the first word of the platform. The library would wait for ever. */
const HELLO_WITHIN_MS = 20_000;
/** For the other side to say goodbye. The library would wait for half a minute. */
const GOODBYE_MS = 1500;

export interface ConnectionParts {
  readonly receiver: SocketModeReceiver;
  readonly logger: Logger;
  readonly pause: Pause;
  /** When it has connected, and again each time that it has. */
  readonly connected: () => void;
  /** When that connection has ended. */
  readonly disconnected: () => void;
}

export interface ReceiverParts {
  readonly appToken: string;
  readonly client: webApi.WebClientOptions;
  readonly logger: Logger;
}

/**
 * The library's own way of connecting again waits for five seconds at every change of connections, and ends the process
 * where the new one is refused: both are done here instead.
 */
export function socketReceiver({ appToken, client, logger }: ReceiverParts): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    // All that it reports, it throws as well, and `stayConnected` tells it.
    logger: libraryLog(logger, 'debug'),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: client },
    processEventErrorHandler: async ({ error }) => {
      logger.warn('something could not be acknowledged: it will come again', { why: String(forLog(error)) });
      return false;
    },
    // The same for an envelope that is sent again because its acknowledgement was lost.
    customPropertiesExtractor: (envelope: { readonly envelope_id?: unknown }) => ({ envelope: envelope.envelope_id }),
  });
}

/**
 * Stays connected until the signal says stop. The platform ends each connection after some hours, and says so: another one
 * follows at once.
 * @throws UserError where the token is not accepted.
 */
export async function stayConnected(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  const { logger, pause } = parts;
  let failures = 0;
  while (!signal.aborted) {
    const held = { ms: 0 };
    let afterMs: number | undefined;
    try {
      // oxlint-disable-next-line no-await-in-loop -- one connection after the other
      await connectOnce(parts, signal, held);
    } catch (error) {
      const why = refusalOf(error);
      if (why === 'unauthorized' || why === 'forbidden') throw new UserError(APP_TOKEN_REFUSED);
      // An answer that means nothing to us, and no new try would mend.
      if (why === 'refused' && codeOf(error) !== '') throw error;
      if (why === 'limited') afterMs = retryAfterMs(error);
      logger.warn('there is no connection: this is tried again', { why: String(forLog(error)) });
    }
    if (signal.aborted) return;
    if (held.ms > HELD_MS) failures = 0;
    // The first change of connections costs no time, so that nothing has to wait for it; many of them one after the other do.
    const waitMs =
      afterMs ?? (held.ms > 0 && failures === 0 ? 0 : WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]) ?? 0;
    failures += 1;
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (waitMs > 0) await pause(waitMs, signal).catch(() => undefined);
  }
}

/** Connects, and resolves when the connection has ended. Rejects where it never began. `held` tells how long it lasted. */
async function connectOnce(
  { receiver: { client }, logger, connected, disconnected }: ConnectionParts,
  signal: AbortSignal,
  held: { ms: number },
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let forced: NodeJS.Timeout | undefined;
  const stop = () => {
    void client.disconnect();
    // Asked a second time, the library no longer waits for the other side to say goodbye.
    forced ??= setTimeout(() => void client.disconnect(), GOODBYE_MS);
  };
  client.once('disconnected', () => ended.resolve());
  const late = setTimeout(stop, HELLO_WITHIN_MS);
  signal.addEventListener('abort', stop, { once: true });
  try {
    // It rejects without a reason where the connection ends before it has begun.
    await client.start().catch((error: unknown) => {
      throw error instanceof Error ? error : new Error('the connection ended before the platform said hello');
    });
    clearTimeout(late);
    const sinceMs = performance.now();
    if (signal.aborted) stop();
    logger.info('connected');
    connected();
    await ended.promise;
    held.ms = performance.now() - sinceMs;
    if (!signal.aborted) logger.info('the connection ended and is taken up again');
  } finally {
    disconnected();
    clearTimeout(late);
    clearTimeout(forced);
    signal.removeEventListener('abort', stop);
    client.removeAllListeners('disconnected');
  }
}
