import {
  Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  type APIInteraction,
  type GatewayMessageCreateDispatchData,
  type GatewayReadyDispatchData,
} from 'discord.js';
import type { Logger } from '../../../kernel/logger.ts';
import { forLog } from './remote-error.ts';

/** Which shards this process holds, of how many. */
export interface Shards {
  readonly ids: readonly number[];
  readonly of: number;
}

/** What arrives. None of these may throw. */
export interface Hooks {
  /** When a shard has connected, and again where its session could not be resumed. */
  ready(bot: { readonly application: string; readonly shard: number }): void;
  /** When a shard has connected, lost its connection or has it again. */
  shard(shard: number, isConnected: boolean): void;
  /** When the client of all shards has ended. */
  closed(): void;
  interaction(interaction: APIInteraction): void;
  message(message: GatewayMessageCreateDispatchData, botId: string): void;
}

export interface ClientParts {
  readonly token: string;
  /** Of a server other than Discord's. */
  readonly apiUrl?: string | undefined;
  /** Default: all, as many as Discord recommends. */
  readonly shards?: Shards | undefined;
  readonly logger: Logger;
  readonly hooks: Hooks;
}

/** The gateway closed a shard for a reason for which the library does not connect again. */
export class GatewayClosed extends Error {
  readonly code: GatewayCloseCodes;

  constructor(code: GatewayCloseCodes) {
    super(`the gateway closed the connection: ${code} ${GatewayCloseCodes[code] ?? ''}`.trim());
    this.name = 'GatewayClosed';
    this.code = code;
  }
}

/**
 * What a mention and a direct message need. Nobody has to allow these first, and with them no text arrives that was not
 * meant for the bot: https://docs.discord.com/developers/events/gateway#message-content-intent.
 */
const INTENTS = [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Everything is answered from what arrives with it: the library remembers nothing of people and messages. */
const FORGETFUL = Options.cacheWithLimits({
  DMMessageManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
});

/**
 * Connects once and stays so, as the library reconnects and resumes by itself. Resolves when the signal says stop.
 * Rejects where it could not connect at all, or with `GatewayClosed` where the library gives up.
 */
export async function connectOnce(parts: ClientParts, signal: AbortSignal): Promise<void> {
  const { token, apiUrl, shards, logger, hooks } = parts;
  const client = new Client({
    intents: INTENTS,
    makeCache: FORGETFUL,
    ...(shards ? { shards: [...shards.ids], shardCount: shards.of } : { shards: 'auto' as const }),
    ...(apiUrl === undefined ? {} : { rest: { api: apiUrl } }),
  });
  const ended = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => ended.resolve(), { once: true });
  client.on(Events.ShardDisconnect, ({ code }) => ended.reject(new GatewayClosed(code)));
  client.on(Events.ShardReconnecting, (shard) => {
    hooks.shard(shard, false);
    logger.info('the connection broke and is taken up again', { shard });
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    hooks.shard(shard, true);
    logger.info('the connection was resumed', { shard, replayed });
  });
  client.on(Events.ShardError, (error, shard) => logger.warn('a connection failed', { shard, why: error.message }));
  // Without a listener, a fault within the library would end the process.
  client.on(Events.Error, (error) => logger.error('the library for the gateway failed', forLog(error)));
  listen(client, hooks);
  try {
    await Promise.race([client.login(token), ended.promise]);
    await ended.promise;
  } finally {
    hooks.closed();
    await client.destroy();
  }
}

/** The events as they arrive, and before the library has made objects of them. */
function listen(client: Client, hooks: Hooks): void {
  let botId: string | undefined;
  client.ws.on(GatewayDispatchEvents.Ready, ({ user, application }: GatewayReadyDispatchData, shard) => {
    botId = user.id;
    hooks.shard(shard, true);
    hooks.ready({ application: application.id, shard });
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) =>
    hooks.interaction(interaction),
  );
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
    if (botId !== undefined) hooks.message(message, botId);
  });
}
