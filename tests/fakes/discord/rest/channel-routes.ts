import { MessageType } from 'discord.js';
import { z } from 'zod';
import { ApiError, invalidForm, invalidRecipients, notYourMessage, unknownMessage } from '../api-error.ts';
import type { FakeClock } from '../clock.ts';
import { redactFor } from '../gateway/redact.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { readEdit, readNewMessage, type Draft } from '../messages/read-body.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeChannel } from '../world/channel.ts';
import { channelPayload } from '../world/payloads.ts';
import { may } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { channelRights } from './channel-rights.ts';
import { done, ok, type Route } from './route.ts';

export interface ChannelRoutesParts {
  readonly world: World;
  readonly messages: MessageStore;
  readonly clock: FakeClock;
  /** Whether the app may read what others write. */
  readonly readsContent: boolean;
  /** How long a nonce is remembered; the page says "the past few minutes". */
  readonly nonceWindowMs: number;
}

export function channelRoutes({
  world,
  messages,
  clock,
  readsContent,
  nonceWindowMs,
}: ChannelRoutesParts): readonly Route[] {
  const { bot } = world;
  const { channelOf, need, writable } = channelRights(world);
  /** What only one person sees is in no channel. */
  const messageOf = (channel: FakeChannel, params: Readonly<Record<string, string>>): StoredMessage => {
    const message = messages.find(channel, params['message'] ?? '');
    if (!message || message.onlyFor) throw unknownMessage();
    return message;
  };
  const seen = (message: StoredMessage) => redactFor(message, bot, readsContent);

  const repeated = ({ nonce, enforceNonce }: Draft) =>
    enforceNonce && nonce !== undefined
      ? messages.all.findLast(
          (one) => one.nonce === nonce && one.author === bot && clock.nowMs() - one.atMs <= nonceWindowMs,
        )
      : undefined;

  const repliedTo = (channel: FakeChannel, { replyTo }: Draft): StoredMessage | undefined => {
    if (!replyTo) return undefined;
    if (channel.guild && !may(channel, bot.id, 'ReadMessageHistory')) {
      throw new ApiError(403, 160_002, 'Cannot reply without permission to read message history');
    }
    const found = messages.find(channel, replyTo.id);
    if (found && !found.onlyFor) return found;
    if (replyTo.must) throw invalidForm(['message_reference: Unknown message'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE');
    return undefined;
  };

  return [
    {
      method: 'POST',
      path: '/users/@me/channels',
      handle: ({ body }) => {
        const read = z.looseObject({ recipient_id: z.string() }).safeParse(body);
        const user = world.users.get(read.data?.recipient_id ?? '');
        if (!user || user.bot) throw invalidRecipients();
        return ok(channelPayload(world.directMessages(user)));
      },
    },
    { method: 'GET', path: '/channels/:channel', handle: ({ params }) => ok(channelPayload(channelOf(params))) },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      handle: ({ params }) => {
        writable(channelOf(params));
        return done;
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      handle: ({ params, body, files }) => {
        const channel = channelOf(params);
        writable(channel);
        if (files.length > 0) need(channel, 'AttachFiles');
        const draft = readNewMessage(body, files, 'message');
        const before = repeated(draft);
        if (before) return ok(before.payload());
        const reference = repliedTo(channel, draft);
        // A message opens a closed thread again.
        channel.archivedMs = undefined;
        const type = reference ? MessageType.Reply : MessageType.Default;
        return ok(messages.create({ channel, author: bot, draft, defaults: 'message', type, reference }).payload());
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      handle: ({ params, query }) => {
        const channel = channelOf(params);
        if (channel.guild && !may(channel, bot.id, 'ReadMessageHistory')) return ok([]);
        const here = messages.all.filter((one) => one.channel === channel && !one.deleted && !one.onlyFor);
        return ok(page(here, query).map(seen));
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      handle: ({ params }) => {
        const channel = channelOf(params);
        need(channel, 'ReadMessageHistory');
        return ok(seen(messageOf(channel, params)));
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      handle: ({ params, body, files }) => {
        const message = messageOf(channelOf(params), params);
        if (message.author !== bot) throw notYourMessage();
        messages.edit(message, readEdit(body, files, message.state), 'message');
        return ok(message.payload());
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      handle: ({ params }) => {
        const channel = channelOf(params);
        const message = messageOf(channel, params);
        if (message.author !== bot) {
          if (!channel.guild) throw new ApiError(403, 50_003, 'Cannot execute action on a DM channel');
          need(channel, 'ManageMessages');
        }
        messages.delete(message);
        return done;
      },
    },
  ];
}

/** https://docs.discord.com/developers/resources/message#get-channel-messages: newest first. */
function page(messages: readonly StoredMessage[], query: URLSearchParams): readonly StoredMessage[] {
  const limits = z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .safeParse(query.get('limit') ?? undefined);
  if (!limits.success) throw invalidForm(['limit: int value should be between 1 and 100'], 'NUMBER_TYPE_MAX');
  const limit = limits.data;
  const newestFirst = messages.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  if (before) return newestFirst.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
  if (after) return newestFirst.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
  if (around) {
    const at = newestFirst.findIndex(({ id }) => BigInt(id) <= BigInt(around));
    const from = Math.max(0, (at === -1 ? newestFirst.length : at) - Math.floor(limit / 2));
    return newestFirst.slice(from, from + limit);
  }
  return newestFirst.slice(0, limit);
}
