import type { Clock } from '../../../../src/kernel/clock.ts';
import type { JsonObject } from '../json.ts';
import type { Channel, Message, User } from '../world/world.ts';

function parentOf({ threadTs }: Message, channel: Channel): JsonObject {
  const parent = channel.messages.find(({ ts }) => ts === threadTs);
  return parent === undefined ? {} : { parent_user_id: parent.user };
}

/** A message as the Web API, events and payloads give it. */
export function messageJson(message: Message, channel: Channel, whole: { readonly metadata: boolean }): JsonObject {
  const { content, botId } = message;
  const replies = channel.messages.filter((one) => !one.deleted && one.threadTs === message.ts);
  const last = replies.at(-1);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: content.text,
    team: message.teamId,
    ...(botId === undefined ? {} : { bot_id: botId }),
    ...(content.blocks.length === 0 ? {} : { blocks: content.blocks }),
    ...(content.attachments.length === 0 ? {} : { attachments: content.attachments }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs, ...parentOf(message, channel) }),
    ...(last === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          latest_reply: last.ts,
          reply_users: [...new Set(replies.map((one) => one.user))],
        }),
    ...(message.earlier.length === 0 ? {} : { edited: { user: message.user, ts: message.ts } }),
    ...(whole.metadata && content.metadata !== undefined ? { metadata: { ...content.metadata } } : {}),
  };
}

export function userJson(clock: Clock, user: User): JsonObject {
  const at = clock.now().toZonedDateTimeISO(user.tz);
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: at.offsetNanoseconds / 1e9,
    profile: { real_name: user.realName, display_name: user.name, team: user.teamId },
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: user.isPrimaryOwner,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 0,
  };
}

export function channelJson(channel: Channel, botUserId: string): JsonObject {
  const { kind } = channel;
  const other = [...channel.members].find((one) => one !== botUserId) ?? botUserId;
  const common = { id: channel.id, created: 0, is_archived: channel.archived, context_team_id: channel.teamId };
  if (kind === 'im') return { ...common, is_im: true, is_org_shared: false, user: other };
  return {
    ...common,
    name: channel.name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'public',
    is_general: false,
    is_shared: false,
    is_member: channel.members.has(botUserId),
    name_normalized: channel.name,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
