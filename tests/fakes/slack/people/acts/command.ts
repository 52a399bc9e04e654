import type { Actor } from '../actor.ts';
import { commandsOf } from '../../world/app.ts';
import type { Interaction } from '../interaction.ts';
import type { JsonObject } from '../../json.ts';
import { channelNameFor, escaped } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import type { Channel } from '../../world/world.ts';

/** With `should_escape`, names of people and channels arrive as `<@id|name>` and `<#id|name>`. */
function resolved(actor: Actor, text: string): string {
  const { users, channels } = actor.core.world;
  const { teamId } = actor.user;
  return text.replaceAll(/([@#])([a-z0-9._-]+)/g, (whole, mark: string, name: string) => {
    const all = mark === '@' ? [...users.values()] : [...channels.values()];
    const found = all.find((one) => one.teamId === teamId && one.name === name);
    return found === undefined ? whole : `<${mark}${found.id}|${name}>`;
  });
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export function command(actor: Actor, channel: Channel, name: string, text: string): Interaction {
  actor.expectIn(channel);
  const known = commandsOf(actor.core.app).find((one) => one.command === name);
  if (known === undefined) {
    throw new NotPossible(`${name} is not a valid command: the manifest does not name it`);
  }
  const { core, installation, user } = actor;
  const { team } = installation;
  const replies = actor.replies(channel, undefined);
  const responseUrl = actor.parts.responseUrls.issue(replies, 'commands');
  const triggerId = core.triggers.issue(installation, user.id, { channelId: channel.id });
  const { enterprise } = team;
  const payload: JsonObject = {
    token: core.app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: known?.should_escape === true ? resolved(actor, escaped(text.trim())) : escaped(text.trim()),
    api_app_id: core.app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  };
  return actor.tell('slash_commands', payload, { channel, responseUrl, triggerId }, (body, by) => {
    if (body !== undefined) actor.parts.responseUrls.write(replies, body, 'acknowledgement', by);
  });
}
