import { z } from 'zod';
import { count, flag, id } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { page } from '../paging.ts';
import { userJson } from '../show.ts';
import { SlackError } from '../slack-error.ts';

const info = defineMethod({
  name: 'users.info',
  scopes: ['users:read'],
  arguments: z.strictObject({ user: id, include_locale: flag.optional() }),
  run({ core, given, installation }) {
    const user = core.world.users.get(given.user);
    if (user === undefined || user.teamId !== installation.team.id) throw new SlackError('user_not_found');
    const locale = given.include_locale === true ? { locale: user.locale } : {};
    return { user: { ...userJson(core.clock, user), ...locale } };
  },
});

const listAll = defineMethod({
  name: 'users.list',
  scopes: ['users:read'],
  arguments: z.strictObject({
    cursor: z.string().optional(),
    limit: count.optional(),
    include_locale: flag.optional(),
  }),
  run({ core, given, installation }) {
    const all = [...core.world.users.values()].filter(({ teamId }) => teamId === installation.team.id);
    const { items, nextCursor } = page(all, given, 1000);
    return {
      members: items.map((user) => userJson(core.clock, user)),
      response_metadata: { next_cursor: nextCursor },
    };
  },
});

const groups = defineMethod({
  name: 'usergroups.list',
  scopes: ['usergroups:read'],
  arguments: z.strictObject({
    include_count: flag.optional(),
    include_disabled: flag.optional(),
    include_users: flag.optional(),
  }),
  run({ core, given, installation }) {
    const all = [...core.world.groups.values()].filter(({ teamId }) => teamId === installation.team.id);
    const shown = all.filter(({ disabled }) => given.include_disabled === true || !disabled);
    return {
      usergroups: shown.map(({ id: groupId, teamId, handle, users }) => ({
        id: groupId,
        team_id: teamId,
        is_usergroup: true,
        name: handle,
        handle,
        is_external: false,
        ...(given.include_users === true ? { users } : {}),
        ...(given.include_count === true ? { user_count: users.length } : {}),
      })),
    };
  },
});

const usersOfGroup = defineMethod({
  name: 'usergroups.users.list',
  scopes: ['usergroups:read'],
  arguments: z.strictObject({ usergroup: id, include_disabled: flag.optional() }),
  run({ core, given, installation }) {
    const group = core.world.groups.get(given.usergroup);
    const found = group?.teamId === installation.team.id && (given.include_disabled === true || !group.disabled);
    if (group === undefined || !found) throw new SlackError('no_such_subteam');
    return { users: group.users };
  },
});

export const userMethods = [info, listAll, groups, usersOfGroup];
