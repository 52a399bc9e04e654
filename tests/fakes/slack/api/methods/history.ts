import { z } from 'zod';
import { count, flag, id, moment } from '../arguments.ts';
import { defineMethod, type Call } from '../method.ts';
import { page } from '../paging.ts';
import { allScopes, conversation, scopeOf } from '../places.ts';
import { messageJson } from '../show.ts';
import { SlackError } from '../slack-error.ts';
import { messageAt, openMessages, type Channel, type Message } from '../../world/world.ts';

const bounds = {
  channel: id,
  cursor: z.string().optional(),
  limit: count.optional(),
  oldest: moment.optional(),
  latest: moment.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
} as const;

type Bounds = z.output<z.ZodObject<typeof bounds>>;

/** Timestamps have six digits after the point and compare as numbers of microseconds. */
const micros = (ts: string): bigint => {
  const [seconds = '0', rest = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
};

function between(messages: readonly Message[], { oldest, latest, inclusive = false }: Bounds): readonly Message[] {
  const from = oldest === undefined ? undefined : micros(oldest);
  const to = latest === undefined ? undefined : micros(latest);
  return messages.filter(({ ts }) => {
    const at = micros(ts);
    const afterStart = from === undefined || at > from || (inclusive && at === from);
    return afterStart && (to === undefined || at < to || (inclusive && at === to));
  });
}

function readable({ core, installation, need }: Call<unknown>, channelId: string): Channel {
  need(...allScopes('history'));
  const channel = conversation(core, installation, channelId);
  need(scopeOf(channel.kind, 'history'));
  if (!channel.members.has(installation.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

const history = defineMethod({
  name: 'conversations.history',
  arguments: z.strictObject(bounds),
  run(call) {
    const { given } = call;
    const channel = readable(call, given.channel);
    // Replies are found by their thread alone, unless they were shown in the channel too.
    const top = openMessages(channel).filter(
      (one) => one.threadTs === undefined || one.threadTs === one.ts || one.sent['reply_broadcast'] === true,
    );
    const { items, nextCursor } = page([...between(top, given)].reverse(), given, 999);
    const metadata = given.include_all_metadata === true;
    return {
      messages: items.map((one) => messageJson(one, channel, { metadata })),
      has_more: nextCursor !== '',
      pin_count: 0,
      ...(given.latest === undefined ? {} : { latest: given.latest }),
      ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
    };
  },
});

const replies = defineMethod({
  name: 'conversations.replies',
  arguments: z.strictObject({ ...bounds, ts: z.string() }),
  run(call) {
    const { given } = call;
    const channel = readable(call, given.channel);
    const named = messageAt(channel, given.ts);
    if (named === undefined) throw new SlackError('thread_not_found');
    const root = named.threadTs ?? named.ts;
    const thread = openMessages(channel).filter((one) => one.ts === root || one.threadTs === root);
    const [first, ...rest] = thread;
    const within = [...(first === undefined ? [] : [first]), ...between(rest, given)];
    const { items, nextCursor } = page(within, given, 1000);
    const metadata = given.include_all_metadata === true;
    return {
      messages: items.map((one) => messageJson(one, channel, { metadata })),
      has_more: nextCursor !== '',
      ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
    };
  },
});

export const historyMethods = [history, replies];
