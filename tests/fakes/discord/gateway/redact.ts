import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeUser } from '../world/user.ts';

/**
 * The message as the app gets it: without the intent for it, what others write is empty, but for the exceptions of
 * https://docs.discord.com/developers/events/gateway#message-content-intent.
 */
export function redactFor(message: StoredMessage, bot: FakeUser, readsContent: boolean): object {
  const payload = message.payload();
  if (readsContent || message.author === bot || !message.channel.guild) return payload;
  if (message.state.mentions.users.includes(bot)) return payload;
  return { ...payload, content: '', embeds: [], attachments: [], components: [] };
}
