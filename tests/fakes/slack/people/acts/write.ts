import type { Actor } from '../actor.ts';
import { Interaction } from '../interaction.ts';
import { escaped } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import { messageAt, type Channel, type Message } from '../../world/world.ts';

/** A person's text with `@App` as a mention: everything else in it is plain. */
function marked(actor: Actor, text: string): string {
  const { botUserId } = actor.installation;
  return escaped(text).replaceAll(`@${actor.parts.botName(actor.installation)}`, `<@${botUserId}>`);
}

export function say(actor: Actor, channel: Channel, text: string, thread: Message | undefined): Interaction {
  actor.expectIn(channel);
  if (thread !== undefined && messageAt(channel, thread.ts) === undefined) {
    throw new NotPossible('This message is not in that conversation, or only one person sees it');
  }
  const content = { text: marked(actor, text), blocks: [], attachments: [] };
  const threadTs = thread === undefined ? undefined : (thread.threadTs ?? thread.ts);
  const message = actor.core.world.post(channel, { user: actor.user.id, origin: 'person', content, threadTs });
  actor.core.changes.announce();
  const { deliveries, obstacle } = actor.parts.announceMessage(message, channel);
  return new Interaction(actor.core, { deliveries, obstacle, userId: actor.user.id, channel, message });
}

export const mention = (actor: Actor, channel: Channel, text: string, thread: Message | undefined): Interaction =>
  say(actor, channel, `@${actor.parts.botName(actor.installation)} ${text}`, thread);

export function directMessage(actor: Actor, text: string, thread: Message | undefined): Interaction {
  const home = actor.core.app.manifest.features?.app_home;
  if (home?.messages_tab_enabled !== true) throw new NotPossible('The app has no messages tab: see app_home');
  if (home.messages_tab_read_only_enabled === true) {
    throw new NotPossible('Sending messages to this app has been turned off');
  }
  return say(actor, actor.direct, text, thread);
}
