import { missingAccess, unknownWebhook } from '../api-error.ts';
import type { GatewayPlace } from '../gateway/gateway.ts';
import type { CommandRegistry } from '../interactions/commands.ts';
import type { Callback } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import { userPayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { done, isTrue, ok, type Route } from './route.ts';

export interface RoutesParts {
  readonly world: World;
  readonly commands: CommandRegistry;
  readonly interactions: Interactions;
  readonly gateway: GatewayPlace;
}

/** Who the bot is, where its gateway is, and what it registers. */
export function accountRoutes({ world, commands, gateway }: RoutesParts): readonly Route[] {
  const application = () => ({
    id: world.applicationId,
    name: world.bot.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    owner: null,
    team: null,
    flags: 0,
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.hasBot).length,
    bot: userPayload(world.bot),
  });
  const mine = (id: string | undefined) => {
    if (id !== world.applicationId && id !== '@me') throw missingAccess();
  };
  const guildOf = (params: Readonly<Record<string, string>>) => {
    mine(params['application']);
    const guild = world.guilds.get(params['guild'] ?? '');
    if (!guild?.hasBot) throw missingAccess();
    return guild.id;
  };
  return [
    { method: 'GET', path: '/gateway', open: true, handle: () => ok({ url: gateway.url() }) },
    { method: 'GET', path: '/gateway/bot', handle: () => ok(gateway.forBot()) },
    { method: 'GET', path: '/users/@me', handle: () => ok(userPayload(world.bot)) },
    { method: 'GET', path: '/applications/@me', handle: () => ok(application()) },
    { method: 'GET', path: '/oauth2/applications/@me', handle: () => ok(application()) },
    {
      method: 'GET',
      path: '/applications/:application/commands',
      handle: ({ params, query }) => {
        mine(params['application']);
        return ok(commands.list().map((one) => shown(one, isTrue(query.get('with_localizations')))));
      },
    },
    {
      method: 'PUT',
      path: '/applications/:application/commands',
      handle: ({ params, body }) => {
        mine(params['application']);
        return ok(commands.replace(body));
      },
    },
    {
      method: 'GET',
      path: '/applications/:application/guilds/:guild/commands',
      handle: ({ params, query }) =>
        ok(commands.list(guildOf(params)).map((one) => shown(one, isTrue(query.get('with_localizations'))))),
    },
    {
      method: 'PUT',
      path: '/applications/:application/guilds/:guild/commands',
      handle: ({ params, body }) => ok(commands.replace(body, guildOf(params))),
    },
  ];
}

/** "Those endpoints will supply additional `name_localized`… fields"; the dictionaries only where they are asked for. */
function shown(command: unknown, withLocalizations: boolean): unknown {
  if (withLocalizations) return command;
  return JSON.parse(
    JSON.stringify(command, (key, value: unknown) => (key.endsWith('_localizations') ? undefined : value)),
  );
}

/** What answers an interaction. Its token is enough, nobody else is asked for. */
export function interactionRoutes({ interactions }: RoutesParts): readonly Route[] {
  const place = (params: Readonly<Record<string, string>>) => {
    const { application, token, message } = params;
    if (application === undefined || token === undefined) throw unknownWebhook();
    return { application, token, message: message ?? '@original' };
  };
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      open: true,
      handle: ({ params, query, body, files }) => {
        const found = interactions.acknowledge(params['interaction'] ?? '', params['token'] ?? '', body, files);
        if (!isTrue(query.get('with_response')) || !found.callback) return done;
        const { id, type, original } = found;
        const message = original && {
          response_message_id: original.id,
          response_message_loading: original.loading,
          response_message_ephemeral: original.ephemeral,
        };
        return ok({ interaction: { id, type, ...message }, resource: resourceOf(found.callback, original?.payload()) });
      },
    },
    {
      method: 'POST',
      path: '/webhooks/:application/:token',
      open: true,
      handle: ({ params, body, files }) => {
        const { application, token } = place(params);
        return ok(interactions.followUp(application, token, body, files).payload());
      },
    },
    {
      method: 'GET',
      path: '/webhooks/:application/:token/messages/:message',
      open: true,
      handle: ({ params }) => {
        const { application, token, message } = place(params);
        return ok(interactions.message(application, token, message).payload());
      },
    },
    {
      method: 'PATCH',
      path: '/webhooks/:application/:token/messages/:message',
      open: true,
      handle: ({ params, body, files }) => {
        const { application, token, message } = place(params);
        return ok(interactions.edit(application, token, message, body, files).payload());
      },
    },
    {
      method: 'DELETE',
      path: '/webhooks/:application/:token/messages/:message',
      open: true,
      handle: ({ params }) => {
        const { application, token, message } = place(params);
        interactions.delete(application, token, message);
        return done;
      },
    },
  ];
}

const resourceOf = ({ type }: Callback, message: object | undefined) =>
  type === 4 || type === 7 ? { type, message } : { type };
