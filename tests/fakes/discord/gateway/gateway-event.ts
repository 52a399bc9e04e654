import { ChannelType } from 'discord.js';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeChannel } from '../world/channel.ts';
import type { FakeGuild } from '../world/guild.ts';
import { channelPayload, guildPayload, memberPayload, userPayload } from '../world/payloads.ts';
import { may } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';
import { INTENT } from './intents.ts';
import { redactFor } from './redact.ts';

/** Something that sessions may hear of. */
export interface GatewayEvent {
  readonly name: string;
  /** Undefined: all sessions hear of it, whatever their intents. */
  readonly intent?: number;
  /** Decides which shard hears of it; without one it is the first. */
  readonly guildId?: string;
  readonly data: (intents: number) => object;
}

/** What becomes of a message, or undefined where the bot is not there to see it. */
export function messageEvent(
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: StoredMessage,
  bot: FakeUser,
): GatewayEvent | undefined {
  if (!reachesBot(message, bot)) return undefined;
  const { guild } = message.channel;
  const member = guild?.members.get(message.author.id);
  const data = (intents: number) => ({
    ...redactFor(message, bot, (intents & INTENT.messageContent) !== 0),
    channel_type: message.channel.type,
    ...(guild ? { guild_id: guild.id, ...(member ? { member: memberPayload(member) } : {}) } : {}),
    mentions: message.state.mentions.users.map((user) => {
      const mentioned = guild?.members.get(user.id);
      return { ...userPayload(user), ...(mentioned ? { member: memberPayload(mentioned) } : {}) };
    }),
  });
  return { name, ...whereOf(guild), data };
}

export function messageDeleted(message: StoredMessage, bot: FakeUser): GatewayEvent | undefined {
  if (!reachesBot(message, bot)) return undefined;
  const { guild } = message.channel;
  const data = () => ({ id: message.id, channel_id: message.channel.id, ...(guild ? { guild_id: guild.id } : {}) });
  return { name: 'MESSAGE_DELETE', ...whereOf(guild), data };
}

function reachesBot({ onlyFor, channel }: StoredMessage, bot: FakeUser): boolean {
  if (onlyFor) return false;
  return channel.guild ? may(channel, bot.id, 'ViewChannel') : channel.type === ChannelType.DM;
}

const whereOf = (guild: FakeGuild | undefined) =>
  guild ? { intent: INTENT.guildMessages, guildId: guild.id } : { intent: INTENT.directMessages };

export function channelEvent(change: 'CREATE' | 'UPDATE' | 'DELETE', channel: FakeChannel): GatewayEvent | undefined {
  if (!channel.guild?.hasBot) return undefined;
  const name = `${channel.isThread ? 'THREAD' : 'CHANNEL'}_${change}`;
  return { name, intent: INTENT.guilds, guildId: channel.guild.id, data: () => channelPayload(channel) };
}

export const guildCreated = (guild: FakeGuild, bot: FakeUser): GatewayEvent => ({
  name: 'GUILD_CREATE',
  intent: INTENT.guilds,
  guildId: guild.id,
  data: () => guildPayload(guild, bot),
});

export const guildDeleted = (guild: FakeGuild): GatewayEvent => ({
  name: 'GUILD_DELETE',
  intent: INTENT.guilds,
  guildId: guild.id,
  // No `unavailable`: the bot was removed.
  data: () => ({ id: guild.id }),
});
