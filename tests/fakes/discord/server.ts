import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChanges } from './changes.ts';
import { createFakeClock } from './clock.ts';
import { channelEvent, guildCreated, guildDeleted, messageDeleted, messageEvent } from './gateway/gateway-event.ts';
import { createGateway, type GatewayControls } from './gateway/gateway.ts';
import type { GatewayEvent } from './gateway/gateway-event.ts';
import { INTENT } from './gateway/intents.ts';
import { createCommandRegistry, type RegisteredCommand } from './interactions/commands.ts';
import { createInteractions } from './interactions/interactions.ts';
import { createMessageStore } from './messages/message-store.ts';
import type { StoredMessage } from './messages/stored-message.ts';
import { createPerson, type Person } from './people/person.ts';
import { channelRoutes } from './rest/channel-routes.ts';
import { createFaults, type Faults } from './rest/faults.ts';
import { createLimits, noLimits } from './rest/limits.ts';
import { guildRoutes } from './rest/guild-routes.ts';
import { createHttpApi, type RecordedRequest } from './rest/http-api.ts';
import { accountRoutes, interactionRoutes } from './rest/routes.ts';
import { threadRoutes } from './rest/thread-routes.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';
import type { FakeUser } from './world/user.ts';
import { createWorld, type GuildOptions, type PersonOptions } from './world/world.ts';

export interface FakeDiscordOptions {
  /** The token that is right. */
  readonly token?: string;
  /** Milliseconds since 1970. Default: time stands still at the start, so that nothing expires unless a test moves it. */
  readonly now?: () => number;
  /** Privileged intents that the app was given. Default: none. */
  readonly grantedIntents?: readonly ('guildMembers' | 'guildPresences' | 'messageContent')[];
  /** Kinds of installation that the app allows, 0 by guilds and 1 by people. Default: both. */
  readonly integrationTypes?: readonly (0 | 1)[];
  readonly heartbeatIntervalMs?: number;
  /** How many shards GET /gateway/bot recommends. Default: 1. */
  readonly shards?: number;
  /** Fewer shards are refused with 4011. Default: by the number of guilds. */
  readonly shardsNeeded?: number;
  readonly sessionStarts?: { readonly total?: number; readonly remaining?: number; readonly maxConcurrency?: number };
  /** Whether what comes too fast is refused with 429. Default: no. */
  readonly paced?: boolean;
  /** How long a nonce is remembered. Default: three minutes. */
  readonly nonceWindowMs?: number;
  /** How long a test waits for something that does not happen. */
  readonly patienceMs?: number;
}

/** A server that speaks Discord's API v10 over loopback, and the people and places behind it. */
export interface FakeDiscord {
  /** For the `rest.api` of a client: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly bot: FakeUser;
  addGuild(name: string, options?: GuildOptions): FakeGuild;
  /** The person of that name, made at the first call; they join the guilds that are named. */
  person(name: string, options?: PersonOptions & { readonly in?: readonly FakeGuild[] }): Person;
  /** A conversation of people without the bot, where the app comes along with somebody. */
  groupOf(...people: readonly Person[]): FakeChannel;
  /** What stands in the channel now, oldest first, with what only one person sees. */
  messages(channel: FakeChannel): readonly StoredMessage[];
  /** Every message of the bot that ever notified anybody. */
  readonly pings: readonly StoredMessage[];
  commands(guild?: FakeGuild): readonly RegisteredCommand[];
  readonly requests: readonly RecordedRequest[];
  /** Requests to places that the fake does not know, and those where the fake itself broke. */
  readonly unexpected: readonly RecordedRequest[];
  /** Requests that the platform refused as malformed: status 400, each with its reasons in `reply`. */
  readonly malformed: readonly RecordedRequest[];
  readonly faults: Faults;
  readonly gateway: GatewayControls;
  nowMs(): number;
  /** Moves the time of the fake. */
  advance(ms: number): void;
  /** Resolves when a bot is connected and identified. */
  connected(): Promise<void>;
  /** Resolves with what `look` finds, now or after anything that happens. @param missing what the error names. */
  until<T>(missing: string, look: () => T | undefined): Promise<T>;
  close(): Promise<void>;
}

export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const { token = 'token-of-the-fake-bot', integrationTypes = [0, 1], patienceMs = 5000 } = options;
  const { total = 1000, remaining = total, maxConcurrency = 1 } = options.sessionStarts ?? {};
  const grantedIntents = (options.grantedIntents ?? []).reduce((bits, name) => bits | INTENT[name], 0);
  const clock = createFakeClock(options.now);
  const changes = createChanges(patienceMs);
  const happened = () => changes.happened();
  const faults = createFaults(changes);
  const tell = (event: GatewayEvent | undefined) => {
    if (event) gateway.dispatch(event);
  };

  const world = createWorld(clock, {
    channelAdded: (channel) => tell(channelEvent('CREATE', channel)),
    channelChanged: (channel) => tell(channelEvent('UPDATE', channel)),
    channelRemoved: (channel) => tell(channelEvent('DELETE', channel)),
    botJoined: (guild) => tell(guildCreated(guild, world.bot)),
    botLeft: (guild) => tell(guildDeleted(guild)),
  });
  const messages = createMessageStore(clock, world.users, {
    created: (message) => tell(messageEvent('MESSAGE_CREATE', message, world.bot)),
    changed: (message) => tell(messageEvent('MESSAGE_UPDATE', message, world.bot)),
    deleted: (message) => tell(messageDeleted(message, world.bot)),
  });
  const commands = createCommandRegistry(world.applicationId, integrationTypes, clock);
  const interactions = createInteractions({ applicationId: world.applicationId, bot: world.bot, clock, messages });
  const gateway = createGateway({
    options: {
      token,
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      grantedIntents,
      shards: options.shards ?? 1,
      shardsNeeded: options.shardsNeeded,
      sessionStarts: { total, remaining, resetAfterMs: 14_400_000, maxConcurrency },
    },
    world,
    clock,
    base: () => `ws://127.0.0.1:${port()}`,
    happened,
  });
  const parts = { world, commands, interactions, gateway };
  const nonceWindowMs = options.nonceWindowMs ?? 3 * 60_000;
  const readsContent = (grantedIntents & INTENT.messageContent) !== 0;
  const routes = [
    ...accountRoutes(parts),
    ...interactionRoutes(parts),
    ...guildRoutes(world),
    ...threadRoutes({ world, messages, clock }),
    ...channelRoutes({ world, messages, clock, readsContent, nonceWindowMs }),
  ];
  const limits = options.paced === true ? createLimits() : noLimits;
  const api = createHttpApi({ token, routes, faults, clock, limits, happened });

  const server = createServer((request, response) => void api.answer(request, response));
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = () => (server.address() as AddressInfo).port;
  const people = new Map<string, Person>();

  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token,
    applicationId: world.applicationId,
    bot: world.bot,
    addGuild: (name, guild) => world.addGuild(name, guild),

    person(name, { in: guilds = [], ...person } = {}) {
      const found =
        people.get(name) ?? createPerson({ ...parts, messages, clock, changes }, world.addUser(name, person));
      people.set(name, found);
      for (const guild of guilds) guild.addMember(found.user);
      return found;
    },

    groupOf: (...members) => world.groupOf(members.map(({ user }) => user)),
    messages: (channel) => messages.all.filter((one) => one.channel === channel && !one.deleted),
    commands: (guild) => commands.list(guild?.id),
    requests: api.requests,
    unexpected: api.unexpected,
    faults,
    gateway,

    get pings() {
      return messages.all.filter((one) => one.author === world.bot && one.pings);
    },

    get malformed() {
      return api.requests.filter(({ status }) => status === 400);
    },

    nowMs: () => clock.nowMs(),

    advance(ms) {
      clock.advance(ms);
      happened();
    },

    async connected() {
      await changes.until(
        () => 'a bot that is connected',
        () => gateway.sessions.find((one) => one.connected),
      );
    },

    until: async (missing, look) => changes.until(() => missing, look),

    async close() {
      faults.releaseAll();
      changes.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
