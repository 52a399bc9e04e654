import { z } from 'zod';
import { count, flag, id, list } from '../arguments.ts';
import { defineMethod, type Call } from '../method.ts';
import { page } from '../paging.ts';
import { allScopes, conversation, scopeOf } from '../places.ts';
import { channelJson } from '../show.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel, ChannelKind } from '../../world/world.ts';

const paged = { cursor: z.string().optional(), limit: count.optional() } as const;
const KINDS: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

function known({ core, installation, need }: Call<unknown>, channelId: string): Channel {
  need(...allScopes('read'));
  const channel = conversation(core, installation, channelId);
  need(scopeOf(channel.kind, 'read'));
  return channel;
}

/** The kinds that were asked for; each needs its own scope. */
function kinds({ need }: Call<unknown>, types: readonly string[] = ['public_channel']): readonly ChannelKind[] {
  return types.map((type) => {
    const kind = KINDS[type.trim()];
    if (kind === undefined) throw new SlackError('invalid_types');
    need(scopeOf(kind, 'read'));
    return kind;
  });
}

const info = defineMethod({
  name: 'conversations.info',
  arguments: z.strictObject({ channel: id, include_locale: flag.optional(), include_num_members: flag.optional() }),
  run(call) {
    const channel = known(call, call.given.channel);
    const shown = channelJson(channel, call.installation.botUserId);
    const members = call.given.include_num_members === true ? { num_members: channel.members.size } : {};
    return { channel: { ...shown, ...members } };
  },
});

const members = defineMethod({
  name: 'conversations.members',
  arguments: z.strictObject({ channel: id, ...paged }),
  run(call) {
    const channel = known(call, call.given.channel);
    const { items, nextCursor } = page([...channel.members], call.given, 1000);
    return { members: items, response_metadata: { next_cursor: nextCursor } };
  },
});

const open = defineMethod({
  name: 'conversations.open',
  arguments: z.strictObject({
    channel: id.optional(),
    users: list.optional(),
    return_im: flag.optional(),
    prevent_creation: flag.optional(),
  }),
  run(call) {
    const { core, given, installation, need } = call;
    need('im:write', 'mpim:write');
    if (given.channel !== undefined) {
      const { id: channelId } = conversation(core, installation, given.channel);
      return { no_op: true, already_open: true, channel: { id: channelId } };
    }
    const wanted = (given.users ?? []).map((one) => one.trim()).filter((one) => one !== '');
    if (wanted.length === 0) throw new SlackError('users_list_not_supplied');
    if (wanted.length > 8) throw new SlackError('too_many_users');
    const users = wanted.map((one) => core.world.users.get(one));
    if (users.some((one) => one === undefined || one.teamId !== installation.team.id)) {
      throw new SlackError('user_not_found');
    }
    if (users.some((one) => one?.deleted === true)) throw new SlackError('user_disabled');
    need(wanted.length === 1 ? 'im:write' : 'mpim:write');
    const channel = core.world.direct(installation.team.id, [installation.botUserId, ...wanted]);
    return { channel: given.return_im === true ? channelJson(channel, installation.botUserId) : { id: channel.id } };
  },
});

/** Conversations of the workspace that the app may know of. */
function visible({ core, installation }: Call<unknown>, wanted: readonly ChannelKind[]): readonly Channel[] {
  return [...core.world.channels.values()].filter(
    ({ teamId, kind, members: ids }) =>
      teamId === installation.team.id &&
      wanted.includes(kind) &&
      (kind === 'public' || ids.has(installation.botUserId)),
  );
}

const listing = { ...paged, types: list.optional(), exclude_archived: flag.optional() } as const;

const listAll = defineMethod({
  name: 'conversations.list',
  arguments: z.strictObject(listing),
  run(call) {
    const { given, installation } = call;
    const all = visible(call, kinds(call, given.types)).filter(
      (one) => !(given.exclude_archived === true && one.archived),
    );
    const { items, nextCursor } = page(all, given, 1000);
    const channels = items.map((one) => channelJson(one, installation.botUserId));
    return { channels, response_metadata: { next_cursor: nextCursor } };
  },
});

const ofUser = defineMethod({
  name: 'users.conversations',
  arguments: z.strictObject({ ...listing, user: id.optional() }),
  run(call) {
    const { given, installation } = call;
    const user = given.user ?? installation.botUserId;
    const all = visible(call, kinds(call, given.types))
      .filter((one) => one.members.has(user))
      .filter((one) => !(given.exclude_archived === true && one.archived));
    const { items, nextCursor } = page(all, given, 999);
    const channels = items.map((one) => channelJson(one, installation.botUserId));
    return { channels, response_metadata: { next_cursor: nextCursor } };
  },
});

const join = defineMethod({
  name: 'conversations.join',
  scopes: ['channels:join'],
  arguments: z.strictObject({ channel: id }),
  run(call) {
    const { core, given, installation } = call;
    const channel = conversation(core, installation, given.channel);
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.archived) throw new SlackError('is_archived');
    channel.members.add(installation.botUserId);
    return { channel: channelJson(channel, installation.botUserId) };
  },
});

export const conversationMethods = [info, members, open, listAll, ofUser, join];
