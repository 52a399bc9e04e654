import { ChannelType } from 'discord.js';
import type { FakeChannel } from './channel.ts';
import type { FakeGuild, FakeMember, FakeRole } from './guild.ts';
import { permissionsIn } from './permissions.ts';
import type { FakeUser } from './user.ts';

/** The objects of https://docs.discord.com/developers/resources as the platform sends them. */

const JOINED = '2020-01-01T00:00:00.000000+00:00';

export const userPayload = (user: FakeUser) => ({
  id: user.id,
  username: user.name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
  global_name: user.bot ? null : user.name,
  discriminator: user.bot ? '4242' : '0',
  avatar: null,
  public_flags: 0,
  ...(user.bot ? { bot: true } : {}),
});

/** Without the user, as it comes with a message or in resolved data. */
export const memberPayload = (member: FakeMember) => ({
  roles: member.roles.map((role) => role.id),
  joined_at: JOINED,
  nick: null,
  avatar: null,
  banner: null,
  premium_since: null,
  communication_disabled_until: member.timedOutUntil ?? null,
  pending: false,
  flags: 0,
  deaf: false,
  mute: false,
});

/** With the user and what the member may do in the channel, as an interaction brings it. */
export const invokingMember = (member: FakeMember, channel: FakeChannel) => ({
  ...memberPayload(member),
  user: userPayload(member.user),
  permissions: String(permissionsIn(channel, member.user.id)),
});

export const rolePayload = (role: FakeRole, position: number) => ({
  id: role.id,
  name: role.name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position,
  permissions: String(role.permissions),
  managed: false,
  mentionable: role.mentionable,
  flags: 0,
});

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-flags */
const REQUIRE_TAG = 1 << 4;

export function channelPayload(channel: FakeChannel): object {
  const { id, type, name, guild, parent } = channel;
  const base = { id, type, name, flags: channel.wantsTag ? REQUIRE_TAG : 0, last_message_id: null };
  if (!guild) {
    const others = channel.recipients.map(userPayload);
    return type === ChannelType.DM ? { ...base, name: undefined, recipients: others } : { ...base, recipients: others };
  }
  const here = { ...base, guild_id: guild.id, nsfw: false, rate_limit_per_user: 0 };
  if (channel.isThread) {
    const { archivedMs, locked } = channel;
    const since = archivedMs === undefined ? JOINED : new Date(archivedMs).toISOString();
    const metadata = {
      archived: archivedMs !== undefined,
      auto_archive_duration: 1440,
      archive_timestamp: since,
      locked,
    };
    return {
      ...here,
      parent_id: parent?.id,
      owner_id: channel.starter?.id,
      message_count: 0,
      member_count: 1,
      thread_metadata: metadata,
    };
  }
  const overwrites = [...channel.overwrites].map(([of, { kind, allow, deny }]) => ({
    id: of,
    type: kind === 'role' ? 0 : 1,
    allow: String(allow),
    deny: String(deny),
  }));
  const forum = channel.isForum ? { available_tags: [], default_reaction_emoji: null } : {};
  return { ...here, parent_id: null, position: 0, topic: null, permission_overwrites: overwrites, ...forum };
}

/** For GUILD_CREATE: https://docs.discord.com/developers/events/gateway-events#guild-create. */
export function guildPayload(guild: FakeGuild, bot: FakeUser): object {
  const own = guild.members.get(bot.id);
  const channels = [...guild.channels.values()];
  return {
    ...partialGuild(guild),
    name: guild.name,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    owner_id: guild.owner.id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    preferred_locale: guild.locale,
    emojis: [],
    stickers: [],
    roles: [...guild.roles.values()].map(rolePayload),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    // Without the intent for members, a guild comes with the bot alone.
    members: own ? [{ ...memberPayload(own), user: userPayload(own.user) }] : [],
    channels: channels.filter((one) => !one.isThread).map(channelPayload),
    threads: channels.filter((one) => one.isThread).map(channelPayload),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export const partialGuild = (guild: FakeGuild) => ({ id: guild.id, locale: guild.locale, features: [] as string[] });
