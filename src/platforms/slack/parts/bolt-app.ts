import { App, type Logger as LibraryLogger, type Receiver } from '@slack/bolt';
import type { Logger } from '../../../kernel/logger.ts';
import type { Received } from './receiving.ts';
import { forLog } from './remote-error.ts';
import { clientOptions } from './web.ts';

export interface BoltParts {
  readonly receiver: Receiver;
  readonly apiUrl: string | undefined;
  readonly log: LibraryLogger;
  readonly logger: Logger;
  readonly receive: (received: Received) => Promise<void>;
}

/**
 * Bolt, with everything that it takes handed on to one function. It looks for a token before it lets an event be
 * acknowledged, which for many workspaces takes a database and now and then a call: so it is told of none, and which
 * workspace something is from is asked where there is time. It registers itself with the receiver.
 */
export function boltApp({ receiver, apiUrl, log, logger, receive }: BoltParts): App {
  const app = new App({
    receiver,
    logger: log,
    clientOptions: clientOptions(apiUrl),
    authorize: async ({ teamId }) => (teamId === undefined ? {} : { teamId }),
    convoStore: false,
    // Intake tells what bots say from what people say.
    ignoreSelf: false,
  });
  app.use(async (args) => {
    const { envelope } = args.context;
    await receive({
      body: args.body,
      acknowledge: 'ack' in args && args.ack ? acknowledging(args.ack) : undefined,
      envelope: typeof envelope === 'string' ? envelope : undefined,
    });
  });
  app.error(async (error) =>
    logger.error('the library failed', forLog('original' in error ? (error.original ?? error) : error)),
  );
  return app;
}

/** Each kind of payload takes an answer of its own; ours are made for the kind that they answer. */
function acknowledging(ack: unknown): (answer?: object) => Promise<void> {
  return ack as (answer?: object) => Promise<void>;
}
