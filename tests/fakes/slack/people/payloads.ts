import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { messageJson } from '../api/show.ts';
import type { Installation } from '../world/tokens.ts';
import type { View } from '../world/views.ts';
import type { Channel, Message, User } from '../world/world.ts';

/** https://docs.slack.dev/interactivity/implementing-slash-commands: what stands for a name the person may not tell. */
export const channelNameFor = ({ kind, name }: Channel): string =>
  kind === 'public' ? name : { private: 'privategroup', im: 'directmessage', mpim: name }[kind];

/** Text that a person typed, as Slack hands it on. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What every payload of an interaction says: https://docs.slack.dev/reference/interaction-payloads. */
export function interactionBase(core: Core, { team }: Installation, user: User): JsonObject {
  const { enterprise } = team;
  const ofEnterprise = enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  return {
    team: { id: team.id, domain: team.domain, ...ofEnterprise },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: core.app.id,
    token: core.app.verificationToken,
    enterprise: enterprise === null ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: false,
  };
}

/** Where in Slack somebody acted: on a message, or in a modal or a home. */
export type Where = { readonly message: Message; readonly channel: Channel } | { readonly view: View };

export function placeOf(core: Core, where: Where): JsonObject {
  if ('view' in where) {
    return { container: { type: 'view', view_id: where.view.id }, view: core.views.json(where.view) };
  }
  const { message, channel } = where;
  const isEphemeral = message.ephemeralTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channelNameFor(channel) },
    // An ephemeral message is not kept, so the payload cannot show it.
    ...(isEphemeral ? {} : { message: messageJson(message, channel, { metadata: true }) }),
  };
}
