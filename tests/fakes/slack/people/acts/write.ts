import type { Actor } from '../actor.ts';
import { Interaction } from '../interaction.ts';
import { escaped } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import { messageAt, type Channel, type Message } from '../../world/world.ts';

/**
 * A person's text as the client sends it: `@App` is a mention, `@here` one of all, and `#name` a channel that they see, whose
 * name comes with it where it is public. https://docs.slack.dev/messaging/formatting-message-text
 */
function marked(actor: Actor, text: string): string {
  const { botUserId } = actor.installation;
  const channels = [...actor.core.world.channels.values()].filter(
    ({ teamId, kind, members }) =>
      teamId === actor.user.teamId && (kind === 'public' || (kind === 'private' && members.has(actor.user.id))),
  );
  return escaped(text)
    .replaceAll(`@${actor.parts.botName(actor.installation)}`, `<@${botUserId}>`)
    .replaceAll(/@(here|channel|everyone)\b/g, '<!$1>')
    .replaceAll(/#([a-z0-9._-]+)/g, (whole, name: string) => {
      const found = channels.find((one) => one.name === name);
      return found === undefined ? whole : `<#${found.id}|${found.kind === 'public' ? name : ''}>`;
    });
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
