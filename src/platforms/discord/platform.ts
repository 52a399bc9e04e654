import { REST, RESTEvents } from 'discord.js';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/errors.ts';
import { InFlight } from '../../kernel/in-flight.ts';
import type { Logger } from '../../kernel/logger.ts';
import { systemPause, type Pause } from '../../kernel/pause.ts';
import { definePlatform, type Desk, type Platform, type Running } from '../../platform.ts';
import { createAnswering } from './parts/answering.ts';
import { createAskerOf } from './parts/askers.ts';
import type { Shards } from './parts/client.ts';
import { stayConnected, TOKEN_REFUSED } from './parts/connection.ts';
import { Managing } from './parts/managing.ts';
import { registration } from './parts/register.ts';
import { register } from './parts/registering.ts';
import { Replies } from './parts/replies.ts';
import { ShardStates } from './parts/shard-states.ts';
import { createWays } from './parts/ways.ts';

export interface DiscordSettings {
  /** Of the bot. Never logged. */
  readonly token: string;
  /** `https://…/api` of a server other than Discord's. */
  readonly apiUrl?: string | undefined;
  /** Servers in which the commands are registered at once. None: everywhere. */
  readonly servers?: readonly string[] | undefined;
  /** Default: all, in this process. */
  readonly shards?: Shards | undefined;
  /** Ids of roles whose members may set up what is posted, beside those who may manage channels. Default none. */
  readonly editorRoles?: readonly string[] | undefined;
  readonly logger: Logger;
  /** Default: that of the system. */
  readonly clock?: Clock | undefined;
  /** Between two tries. Default: that of the system. */
  readonly pause?: Pause | undefined;
}

/** A desk that is silent for so long has failed; the platform itself waits for an answer for 15 minutes. */
const ANSWER_WITHIN_MS = 60_000;
/** What is not answered by then is given up when the bot stops. Container engines wait for ten seconds. */
const STOP_WITHIN_MS = 8000;
/** 10,000 refused requests within ten minutes shut the address out: https://docs.discord.com/developers/topics/rate-limits */
const WARN_EVERY_REFUSED = 500;

/** The bot on Discord: one connection for what happens there, and requests that answer it. */
export function discordPlatform(settings: DiscordSettings): Platform {
  return definePlatform({
    name: 'discord',
    start: async (desk) => started(desk, settings),
  });
}

async function started(desk: Desk, settings: DiscordSettings): Promise<Running> {
  const { token, apiUrl, shards, servers = [], editorRoles = [], logger } = settings;
  const { clock = systemClock, pause = systemPause } = settings;
  const stopping = new AbortController();
  const { signal } = stopping;
  const inFlight = new InFlight();
  const finished = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<never>();
  /** Connected, or found that it is up to the network: the other platforms need not wait for that. */
  const first = Promise.withResolvers<void>();

  const rest = new REST({
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    invalidRequestWarningInterval: WARN_EVERY_REFUSED,
  }).setToken(token);
  const ways = createWays({ token, apiUrl, clock, pause, logger, inFlight, signal });
  for (const one of [rest, ways.rest]) watch(one, logger, () => refused.reject(new UserError(TOKEN_REFUSED)));
  const answering = createAnswering({
    desk,
    askerOf: createAskerOf(new Managing({ rights: ways.rights, editorRoles, logger })),
    replies: new Replies({ rest, pause }),
    logger,
    answerWithinMs: ANSWER_WITHIN_MS,
  });

  const states = new ShardStates();
  let isRegistered = false;
  function registerOnce(application: string): void {
    if (isRegistered) return;
    isRegistered = true;
    inFlight.add(register(registration(desk.commands), { application, servers }, { rest, logger, pause, signal }));
  }

  inFlight.add(
    stayConnected(
      {
        token,
        apiUrl,
        shards,
        logger,
        pause: async (...wait) => {
          first.resolve();
          await pause(...wait);
        },
        hooks: {
          ready({ application, shard }) {
            logger.info('connected', { shard });
            first.resolve();
            // Of several processes, the one with the first shard does it for all.
            if (shard === 0) registerOnce(application);
          },
          shard: (shard, isConnected) => states.set(shard, isConnected),
          closed: () => states.clear(),
          interaction(interaction) {
            if (!signal.aborted) inFlight.add(answering.interaction(interaction));
          },
          message(message, botId) {
            if (!signal.aborted) inFlight.add(answering.message(message, botId));
          },
        },
      },
      signal,
    ).catch((error: unknown) => refused.reject(error)),
  );

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    const left = await inFlight.settled(STOP_WITHIN_MS);
    if (left > 0) logger.warn('stopped before all was finished', { left });
    finished.resolve();
  }
  const ended = Promise.race([finished.promise, refused.promise]);
  try {
    await Promise.race([first.promise, ended]);
  } catch (error) {
    await (stopped ??= stop());
    throw error;
  }
  return {
    channels: ways.channels,
    isConnected: () => states.areConnected && !signal.aborted,
    stop: async () => (stopped ??= stop()),
    ended,
  };
}

function watch(rest: REST, logger: Logger, onRefusedToken: () => void): void {
  // The library drops the token then, and every later request would fail.
  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth !== false) onRefusedToken();
  });
  rest.on(RESTEvents.RateLimited, ({ method, route, retryAfter, scope }) =>
    logger.info('a request waits for a rate limit', { method, route, retryAfterMs: retryAfter, scope }),
  );
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    logger.warn('many requests are refused: at 10,000 the address is shut out', { count, leftMs: remainingTime }),
  );
}
