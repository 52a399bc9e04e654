import { z } from 'zod';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { SlackError } from '../slack-error.ts';

const test = defineMethod({
  name: 'auth.test',
  arguments: z.strictObject({}),
  run({ core, installation: { team, botUserId, botId } }) {
    const { enterprise } = team;
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: core.world.users.get(botUserId)?.name ?? '',
      team_id: team.id,
      user_id: botUserId,
      bot_id: botId,
      ...(enterprise === null ? {} : { enterprise_id: enterprise.id }),
      is_enterprise_install: false,
    };
  },
});

const revoke = defineMethod({
  name: 'auth.revoke',
  arguments: z.strictObject({ test: flag.optional() }),
  run({ core, given, token }) {
    if (given.test === true) return { revoked: false };
    core.revoke(token);
    return { revoked: true };
  },
});

const uninstall = defineMethod({
  name: 'apps.uninstall',
  arguments: z.strictObject({ client_id: z.string(), client_secret: z.string() }),
  run({ core, given, installation }) {
    if (given.client_id !== core.app.clientId) throw new SlackError('invalid_client_id');
    if (given.client_secret !== core.app.clientSecret) throw new SlackError('bad_client_secret');
    core.uninstall(installation);
    return {};
  },
});

export const authMethods = [test, revoke, uninstall];
