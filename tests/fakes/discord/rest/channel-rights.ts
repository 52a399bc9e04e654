import { ChannelType } from 'discord.js';
import {
  forumOnly,
  missingAccess,
  missingPermissions,
  noMutualGuilds,
  noTextChannel,
  threadClosed,
  unknownChannel,
  userRefuses,
} from '../api-error.ts';
import type { FakeChannel } from '../world/channel.ts';
import { may, type Permission } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

/** What the bot may do in a channel. All throw an ApiError where it may not. */
export interface ChannelRights {
  /** The channel of a path that the bot sees. */
  readonly channelOf: (params: Readonly<Record<string, string>>) => FakeChannel;
  readonly need: (channel: FakeChannel, permission: Permission) => void;
  /** The bot writes there. */
  readonly writable: (channel: FakeChannel) => void;
}

export function channelRights(world: World): ChannelRights {
  const { bot } = world;

  const need = (channel: FakeChannel, permission: Permission) => {
    if (channel.guild && !may(channel, bot.id, permission)) throw missingPermissions();
  };

  return {
    need,

    channelOf(params) {
      const channel = world.channel(params['channel'] ?? '');
      if (!channel) throw unknownChannel();
      if (channel.guild ? !may(channel, bot.id, 'ViewChannel') : channel.type !== ChannelType.DM) throw missingAccess();
      return channel;
    },

    writable(channel) {
      if (channel.isForum) throw forumOnly();
      if (channel.type === ChannelType.GuildCategory) throw noTextChannel();
      need(channel, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages');
      if (channel.locked && channel.archivedMs !== undefined) throw threadClosed();
      const [other] = channel.recipients;
      if (!other) return;
      if (!other.takesDirectMessages) throw userRefuses();
      if (!world.sharesGuild(other) && !other.hasInstalled) throw noMutualGuilds();
    },
  };
}
