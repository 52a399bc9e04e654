import { PermissionFlagsBits } from 'discord.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayManageWith, permissionsIn as ours } from '../../../src/platforms/discord/parts/permissions.ts';
import { createFakeClock } from '../../fakes/discord/clock.ts';
import { permissionsIn, type Permission } from '../../fakes/discord/world/permissions.ts';
import { createWorld } from '../../fakes/discord/world/world.ts';

const quiet = () => undefined;
const world = createWorld(createFakeClock(), {
  channelAdded: quiet,
  channelChanged: quiet,
  channelRemoved: quiet,
  botJoined: quiet,
  botLeft: quiet,
});

const some = fc.subarray<Permission>([
  'ViewChannel',
  'SendMessages',
  'ManageChannels',
  'ManageGuild',
  'ReadMessageHistory',
  'SendMessagesInThreads',
]);
const overwrite = fc.record({ of: fc.constantFrom('everyone', 'first', 'second', 'member'), allow: some, deny: some });

it('permissions are those that the platform works out, whoever has which roles and whatever a channel changes', () => {
  fc.assert(
    fc.property(
      fc.record({ everyone: some, first: some, second: some, overwrites: fc.array(overwrite), isAdmin: fc.boolean() }),
      ({ everyone, first, second, overwrites, isAdmin }) => {
        const guild = world.addGuild('g', { everyoneMay: everyone });
        const user = world.addUser('Ann');
        guild.addMember(user);
        const more = isAdmin ? (['Administrator'] as const) : [];
        const roles = {
          first: guild.addRole('first', { permissions: [...first, ...more], members: [user] }),
          second: guild.addRole('second', { permissions: second, members: [user] }),
        };
        const channel = guild.addTextChannel('c');
        const whom = { everyone: guild.everyone, ...roles, member: user };
        for (const { of, allow, deny } of overwrites) {
          channel.allow(whom[of], ...allow);
          channel.deny(whom[of], ...deny);
        }
        const rules = {
          id: guild.id,
          owner: guild.owner.id,
          roles: new Map([...guild.roles].map(([id, role]) => [id, role.permissions])),
        };
        const changes = [...channel.overwrites].map(([id, { allow, deny }]) => ({ id, allow, deny }));
        const member = { id: user.id, roles: [roles.first.id, roles.second.id] };
        expect(ours(changes, rules, member)).toBe(permissionsIn(channel, user.id));
        expect(ours(changes, rules, { id: guild.owner.id, roles: [] })).toBe(permissionsIn(channel, guild.owner.id));
      },
    ),
  );
});

it('who was told to be silent may see and read, and an administrator cannot be told', () => {
  const { ViewChannel, ReadMessageHistory, SendMessages, Administrator } = PermissionFlagsBits;
  const rules = (permissions: bigint) => ({ id: 'g', owner: 'o', roles: new Map([['g', permissions]]) });
  const silent = { id: 'm', roles: [], isTimedOut: true };
  expect(ours([], rules(ViewChannel | ReadMessageHistory | SendMessages), silent)).toBe(
    ViewChannel | ReadMessageHistory,
  );
  expect(ours([], rules(Administrator), silent) & SendMessages).toBe(SendMessages);
});

it.each(['ManageChannels', 'ManageGuild', 'Administrator'] as const)('%s lets somebody manage', (name) => {
  expect(mayManageWith(PermissionFlagsBits[name] | PermissionFlagsBits.SendMessages)).toBe(true);
  expect(mayManageWith(PermissionFlagsBits.SendMessages | PermissionFlagsBits.ManageMessages)).toBe(false);
});
