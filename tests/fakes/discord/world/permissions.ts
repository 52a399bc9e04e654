import { PermissionFlagsBits } from 'discord.js';
import type { FakeChannel } from './channel.ts';
import type { FakeGuild, FakeRole } from './guild.ts';

/** https://docs.discord.com/developers/topics/permissions */
export type Permission = keyof typeof PermissionFlagsBits;

export const bitsOf = (permissions: readonly Permission[]): bigint =>
  permissions.reduce((bits, permission) => bits | PermissionFlagsBits[permission], 0n);

const ALL = bitsOf(Object.keys(PermissionFlagsBits) as Permission[]);

/** What a new server lets everybody do: pinging everybody is among it, so that a careless bot shows. */
export const EVERYBODY_MAY: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'MentionEveryone',
  'UseExternalEmojis',
  'UseApplicationCommands',
  'UseExternalApps',
];

/** https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members */
const WHILE_TIMED_OUT = bitsOf(['ViewChannel', 'ReadMessageHistory']);

/** What the app may do in a direct message: the note under https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object. */
const IN_DIRECT_MESSAGES = bitsOf(['AttachFiles', 'EmbedLinks', 'MentionEveryone', 'UseExternalEmojis']);

/** What somebody may do there; nobody in particular: what everybody may. */
export function permissionsIn(channel: FakeChannel, userId?: string): bigint {
  const { guild } = channel;
  if (guild === undefined) return IN_DIRECT_MESSAGES;
  if (userId === undefined) return computed(channel, guild, []);
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.owner.id === userId) return ALL;
  const bits = computed(channel, guild, member.roles, userId);
  return member.timedOutUntil === undefined || bits === ALL ? bits : bits & WHILE_TIMED_OUT;
}

/** In the order of https://docs.discord.com/developers/topics/permissions#permission-overwrites. */
function computed(channel: FakeChannel, { everyone }: FakeGuild, roles: readonly FakeRole[], userId?: string): bigint {
  const base = roles.reduce((bits, role) => bits | role.permissions, everyone.permissions);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  // A thread has no overwrites of its own.
  const { overwrites } = channel.parent ?? channel;
  const steps = [[everyone.id], roles.map((role) => role.id), userId === undefined ? [] : [userId]];
  const bits = steps.reduce((before, ids) => {
    const found = ids.flatMap((id) => overwrites.get(id) ?? []);
    const denied = found.reduce((sum, one) => sum | one.deny, 0n);
    return (before & ~denied) | found.reduce((sum, one) => sum | one.allow, 0n);
  }, base);
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
}

export function may(channel: FakeChannel, userId: string, permission: Permission): boolean {
  return (permissionsIn(channel, userId) & PermissionFlagsBits[permission]) !== 0n;
}
