import type { Actor } from '../actor.ts';
import { shortcutsOf } from '../../world/app.ts';
import type { Interaction } from '../interaction.ts';
import type { JsonObject } from '../../json.ts';
import { channelNameFor, interactionBase } from '../payloads.ts';
import { messageJson } from '../../api/show.ts';
import { NotPossible } from '../../api/slack-error.ts';
import type { Message } from '../../world/world.ts';

function callbackId(actor: Actor, type: 'global' | 'message', wanted: string): string {
  const known = shortcutsOf(actor.core.app).filter((one) => one.type === type);
  const found = known.find((one) => one.callback_id === wanted || one.name === wanted);
  if (found !== undefined) return found.callback_id;
  const there = known.map(({ name }) => `"${name}"`).join(', ') || 'none';
  throw new NotPossible(`There is no ${type} shortcut "${wanted}". There is: ${there}`);
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function messageShortcut(actor: Actor, wanted: string, on: Message): Interaction {
  const { message, channel } = actor.seeMessage(on);
  if (message.ephemeralTo !== undefined) throw new NotPossible('An ephemeral message has no shortcuts');
  const { core, installation, user } = actor;
  const responseUrl = actor.parts.responseUrls.issue(actor.replies(channel, message), 'actions');
  const triggerId = core.triggers.issue(installation, user.id, { channelId: channel.id });
  const payload: JsonObject = {
    type: 'message_action',
    ...interactionBase(core, installation, user),
    callback_id: callbackId(actor, 'message', wanted),
    action_ts: core.world.ts(),
    trigger_id: triggerId,
    response_url: responseUrl,
    message_ts: message.ts,
    channel: { id: channel.id, name: channelNameFor(channel) },
    message: messageJson(message, channel, { metadata: true }),
  };
  return actor.tell('interactive', payload, { channel, responseUrl, triggerId });
}

export function globalShortcut(actor: Actor, wanted: string): Interaction {
  const { core, installation, user } = actor;
  const triggerId = core.triggers.issue(installation, user.id);
  const payload: JsonObject = {
    type: 'shortcut',
    ...interactionBase(core, installation, user),
    callback_id: callbackId(actor, 'global', wanted),
    action_ts: core.world.ts(),
    trigger_id: triggerId,
  };
  return actor.tell('interactive', payload, { triggerId });
}
