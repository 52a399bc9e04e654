import {
  ApplicationIntegrationType,
  type APIInteraction,
  type APIUser,
  type GatewayMessageCreateDispatchData,
} from 'discord.js';
import type { Asker } from '../../../platform.ts';
import { isPostable } from './channel-types.ts';
import type { Managing } from './managing.ts';
import { MANAGERS } from './notices.ts';

/** Who did something and where. It asks the platform for nothing. */
export interface AskerOf {
  interaction(interaction: APIInteraction): Asker | undefined;
  message(message: GatewayMessageCreateDispatchData): Asker;
}

export function createAskerOf(managing: Managing): AskerOf {
  const shared = (tenant: string | undefined) => ({
    platform: 'discord',
    managers: tenant === undefined ? MANAGERS.elsewhere : managing.managers,
    tenant,
  });
  return {
    interaction(interaction) {
      const { member, channel } = interaction;
      const user = member?.user ?? interaction.user;
      if (!user) return undefined;
      const tenant = guildOf(interaction);
      return {
        ...shared(tenant),
        person: user.id,
        name: nameOf(user, member?.nick),
        channel: tenant !== undefined && channel && isPostable(channel.type) ? channel.id : undefined,
        mayManage: async () =>
          tenant !== undefined && member !== undefined && managing.with(BigInt(member.permissions), member.roles),
      };
    },

    message({ guild_id: tenant, channel_id: channel, channel_type: type, author, member }) {
      const isTaken = tenant !== undefined && (type === undefined || isPostable(type));
      return {
        ...shared(tenant),
        person: author.id,
        name: nameOf(author, member?.nick),
        channel: isTaken ? channel : undefined,
        mayManage: async () =>
          tenant !== undefined &&
          member !== undefined &&
          managing.ask(tenant, channel, { id: author.id, roles: member.roles }),
      };
    },
  };
}

/**
 * The server, if it has added the bot. Where the app only came along with somebody, it is no community here: nothing can be
 * posted there, and its managers have not asked for it.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
function guildOf({ guild_id: guild, authorizing_integration_owners: owners }: APIInteraction): string | undefined {
  const addedBy = owners[ApplicationIntegrationType.GuildInstall];
  return guild !== undefined && addedBy === guild ? guild : undefined;
}

function nameOf({ username, global_name: name }: APIUser, nick: string | null | undefined): string {
  return nick ?? name ?? username;
}
