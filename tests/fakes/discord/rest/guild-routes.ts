import { missingAccess, unknownGuild, unknownMember } from '../api-error.ts';
import type { FakeGuild } from '../world/guild.ts';
import { memberPayload, rolePayload, userPayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { ok, type Route } from './route.ts';

/** A server with its roles, and who is in it. */
export function guildRoutes(world: World): readonly Route[] {
  const guildOf = (params: Readonly<Record<string, string>>): FakeGuild => {
    const guild = world.guilds.get(params['guild'] ?? '');
    if (!guild) throw unknownGuild();
    if (!guild.hasBot) throw missingAccess();
    return guild;
  };
  return [
    {
      method: 'GET',
      path: '/guilds/:guild',
      handle: ({ params }) => {
        const { id, name, owner, roles } = guildOf(params);
        return ok({ id, name, owner_id: owner.id, roles: [...roles.values()].map(rolePayload), features: [] });
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      handle: ({ params }) => {
        const member = guildOf(params).members.get(params['user'] ?? '');
        if (!member) throw unknownMember();
        return ok({ ...memberPayload(member), user: userPayload(member.user) });
      },
    },
  ];
}
