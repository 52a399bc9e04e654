import { ChannelType } from 'discord.js';
import { z } from 'zod';
import {
  hasThread,
  invalidForm,
  missingAccess,
  missingPermissions,
  tagRequired,
  tooManyThreads,
  unknownMessage,
  wrongChannelType,
} from '../api-error.ts';
import type { FakeClock } from '../clock.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { readNewMessage } from '../messages/read-body.ts';
import type { FakeChannel } from '../world/channel.ts';
import type { FakeGuild } from '../world/guild.ts';
import { channelPayload } from '../world/payloads.ts';
import { may } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { channelRights } from './channel-rights.ts';
import { ok, type Route } from './route.ts';

export interface ThreadRoutesParts {
  readonly world: World;
  readonly messages: MessageStore;
  readonly clock: FakeClock;
}

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
const threadFields = {
  name: z.string().trim().min(1).max(100),
  auto_archive_duration: z.literal([60, 1440, 4320, 10_080]).optional(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
};
const thread = z.strictObject(threadFields);
/** A message that begins a post in a forum has no nonce: https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const forumPost = z.strictObject({
  ...threadFields,
  applied_tags: z.array(z.string()).optional(),
  message: z
    .looseObject({})
    .refine((one) => !('nonce' in one) && !('enforce_nonce' in one), 'message: takes no nonce here'),
});
const query = z.object({ limit: z.coerce.number().int().min(2).max(100).default(50) });

/** Threads under messages, posts in forums, and the lists of both. */
export function threadRoutes({ world, messages, clock }: ThreadRoutesParts): readonly Route[] {
  const { bot } = world;
  const { channelOf, need } = channelRights(world);

  const parse = <T>(schema: z.ZodType<T>, body: unknown): T => {
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    throw invalidForm(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  };
  const threadsOf = (guild: FakeGuild) => [...guild.channels.values()].filter((one) => one.isThread);
  const room = (guild: FakeGuild) => {
    const open = threadsOf(guild).filter(({ archivedMs }) => archivedMs === undefined);
    if (open.length >= guild.mostThreads) throw tooManyThreads();
  };
  const guildOf = ({ guild }: FakeChannel): FakeGuild => {
    if (!guild) throw wrongChannelType();
    return guild;
  };

  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      handle: ({ params, body }) => {
        const channel = channelOf(params);
        const guild = guildOf(channel);
        if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) {
          throw wrongChannelType();
        }
        need(channel, 'CreatePublicThreads');
        const message = messages.find(channel, params['message'] ?? '');
        if (!message || message.onlyFor) throw unknownMessage();
        const { name } = parse(thread, body);
        if (guild.channels.has(message.id)) throw hasThread();
        room(guild);
        return { status: 201, body: channelPayload(guild.addThread(channel, name, { by: bot, message: message.id })) };
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/threads',
      handle: ({ params, body, files }) => {
        const forum = channelOf(params);
        const guild = guildOf(forum);
        if (!forum.isForum) throw wrongChannelType();
        if (!may(forum, bot.id, 'SendMessages')) throw missingPermissions();
        const { name, message, applied_tags: tags = [] } = parse(forumPost, body);
        const draft = readNewMessage(message, files, 'message');
        if (forum.wantsTag && tags.length === 0) throw tagRequired();
        room(guild);
        const id = clock.mintId();
        const channel = guild.addThread(forum, name, { by: bot, message: id });
        const first = messages.create({ id, channel, author: bot, draft, defaults: 'message' });
        return { status: 201, body: { ...channelPayload(channel), message: first.payload() } };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/threads/active',
      handle: ({ params }) => {
        const guild = world.guilds.get(params['guild'] ?? '');
        if (!guild?.hasBot) throw missingAccess();
        const seen = threadsOf(guild).filter((one) => one.archivedMs === undefined && may(one, bot.id, 'ViewChannel'));
        return ok({
          threads: seen.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id))).map(channelPayload),
          members: [],
        });
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/threads/archived/public',
      handle: ({ params, query: asked }) => {
        const channel = channelOf(params);
        if (!may(channel, bot.id, 'ReadMessageHistory')) throw missingAccess();
        const { limit } = parse(query, Object.fromEntries(asked));
        const closed = threadsOf(guildOf(channel))
          .filter(({ parent, archivedMs }) => parent === channel && archivedMs !== undefined)
          .toSorted((a, b) => (b.archivedMs ?? 0) - (a.archivedMs ?? 0));
        return ok({
          threads: closed.slice(0, limit).map(channelPayload),
          members: [],
          has_more: closed.length > limit,
        });
      },
    },
  ];
}
