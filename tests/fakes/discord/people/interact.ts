import { randomBytes } from 'node:crypto';
import { ChannelType, InteractionType, type ApplicationCommandOptionType } from 'discord.js';
import type { Changes } from '../changes.ts';
import type { FakeClock } from '../clock.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { CommandRegistry } from '../interactions/commands.ts';
import type { FakeInteraction, Owners } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeChannel } from '../world/channel.ts';
import { channelPayload, invokingMember, partialGuild, userPayload } from '../world/payloads.ts';
import { bitsOf, may, permissionsIn } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';
import type { World } from '../world/world.ts';
import { createAnswer, type Answer } from './answer.ts';

/** What people need to do something in the fake. */
export interface PeopleParts {
  readonly world: World;
  readonly commands: CommandRegistry;
  readonly interactions: Interactions;
  readonly messages: MessageStore;
  readonly gateway: Gateway;
  readonly clock: FakeClock;
  readonly changes: Changes;
}

export interface Doing {
  readonly type: InteractionType;
  readonly user: FakeUser;
  readonly channel: FakeChannel;
  readonly owners: Owners;
  readonly data: object;
  readonly what: string;
  readonly source?: StoredMessage;
  readonly target?: StoredMessage;
  readonly typed?: ApplicationCommandOptionType | undefined;
  /** What opened the form. */
  readonly triggeredBy?: FakeInteraction;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
export function contextOf(channel: FakeChannel): 0 | 1 | 2 {
  if (channel.guild) return 0;
  return channel.type === ChannelType.DM ? 1 : 2;
}

/** "ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE permissions for (G)DMs with other users". */
const IN_GROUPS = bitsOf(['AttachFiles', 'EmbedLinks', 'MentionEveryone']);

/** The app hears of it, and whoever did it gets what the app answers. */
export function interact(parts: PeopleParts, doing: Doing): Answer {
  const { world, interactions, gateway, clock, changes } = parts;
  const { type, user, channel, owners, data, what, source, target, triggeredBy } = doing;
  const { guild } = channel;
  const id = clock.mintId();
  const token = randomBytes(64).toString('base64url');
  const member = guild?.members.get(user.id);
  const context = contextOf(channel);
  // Where the app came along with somebody, it may what everybody may.
  const inGuild = permissionsIn(channel, guild?.hasBot === false ? undefined : world.bot.id);
  const appMay = context === 2 ? IN_GROUPS : inGuild;
  const payload = {
    id,
    application_id: world.applicationId,
    type,
    data,
    token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channelPayload(channel), permissions: String(permissionsIn(channel, user.id)) },
    ...(guild && member
      ? {
          guild: partialGuild(guild),
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: invokingMember(member, channel),
        }
      : { user: userPayload(user) }),
    locale: user.locale,
    app_permissions: String(appMay),
    entitlements: [],
    authorizing_integration_owners: owners,
    context,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source ? { message: source.payload() } : {}),
  };
  const interaction: FakeInteraction = {
    id,
    token,
    type,
    user,
    channel,
    owners,
    what,
    atMs: clock.nowMs(),
    payload,
    metadata: {
      id,
      type,
      user: userPayload(user),
      authorizing_integration_owners: owners,
      ...(source && type === InteractionType.MessageComponent ? { interacted_message_id: source.id } : {}),
      ...(target ? { target_message_id: target.id } : {}),
      ...(triggeredBy ? { triggering_interaction_metadata: triggeredBy.metadata } : {}),
    },
    source,
    target,
    typed: doing.typed,
    onlyEphemeral: guild !== undefined && owners['0'] === undefined && !may(channel, user.id, 'UseExternalApps'),
    callback: undefined,
    original: undefined,
    followUps: [],
    answers: 0,
    expired: 'no',
  };
  interactions.add(interaction);
  gateway.dispatch({ name: 'INTERACTION_CREATE', ...(guild ? { guildId: guild.id } : {}), data: () => payload });
  return createAnswer(interaction, changes);
}

/** What somebody cannot do in a client: the mistake is in the test, or the bot does not offer it. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
