import { ChannelFlags, PermissionFlagsBits } from 'discord.js';
import type { ChannelLook } from '../../../platform.ts';
import { NO_CHANNEL } from './channel-refusals.ts';
import { isForum, isPostable, isThread } from './channel-types.ts';
import type { Channel, Rights } from './rights.ts';

/** As the client names them. Without the last, nobody could say of a post whether it is there. */
const NAMES = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
] as const;

/** Whether the bot may post in a channel. Rejects with what `refusalOf` can read. */
export async function lookAt(rights: Rights, tenant: string, id: string): Promise<ChannelLook> {
  const channel = await rights.channel(id);
  if (channel.guild_id !== tenant || !isPostable(channel.type)) return closed(NO_CHANNEL);
  if (channel.thread_metadata?.locked === true) return closed('The thread is locked. Choose another channel.');
  if (isForum(channel.type) && ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0) {
    return closed(
      'The forum wants a tag with every post, and Dossier gives none. Turn that off in its settings, or choose another channel.',
    );
  }
  const missing = missingIn(channel, await rights.own(tenant, channel));
  if (missing.length > 0) {
    const list = new Intl.ListFormat('en-GB').format(missing.map((name) => `“${name}”`));
    return closed(`Dossier lacks ${list} there. Give it that in the permissions of the channel.`);
  }
  return { kind: 'open', ...(typeof channel.name === 'string' ? { name: channel.name } : {}) };
}

/** To post in a forum is to begin a thread, which takes the permission to send messages. */
function missingIn({ type }: Channel, may: bigint): readonly string[] {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const unneeded = isThread(type) ? SendMessages : isForum(type) ? 0n : SendMessagesInThreads;
  return NAMES.filter(([, bit]) => bit !== unneeded && (may & bit) === 0n).map(([name]) => name);
}

function closed(why: string): ChannelLook {
  return { kind: 'closed', why };
}
