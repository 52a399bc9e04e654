import { PermissionFlagsBits } from 'discord.js';
import type { FakeChannel } from './channel.ts';

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

/** What the app may do in a direct message: the note under https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object. */
const IN_DIRECT_MESSAGES = bitsOf(['AttachFiles', 'EmbedLinks', 'MentionEveryone', 'UseExternalEmojis']);

/** What somebody may do there, in the order of https://docs.discord.com/developers/topics/permissions#permission-overwrites. */
export function permissionsIn(channel: FakeChannel, userId: string): bigint {
  if (channel.guild === undefined) return IN_DIRECT_MESSAGES;
  const member = channel.guild.members.get(userId);
  if (!member) return 0n;
  const { guild } = channel;
  const roles = [guild.everyone, ...member.roles];
  const base = roles.reduce((bits, role) => bits | role.permissions, 0n);
  if (guild.owner.id === userId || (base & PermissionFlagsBits.Administrator) !== 0n) return ALL;

  // A thread has no overwrites of its own.
  const { overwrites } = channel.parent ?? channel;
  let bits = base;
  const put = (ids: readonly string[]) => {
    const found = ids.flatMap((id) => overwrites.get(id) ?? []);
    bits &= ~found.reduce((sum, one) => sum | one.deny, 0n);
    bits |= found.reduce((sum, one) => sum | one.allow, 0n);
  };
  put([guild.everyone.id]);
  put(member.roles.map((role) => role.id));
  put([userId]);
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
}

export function may(channel: FakeChannel, userId: string, permission: Permission): boolean {
  return (permissionsIn(channel, userId) & PermissionFlagsBits[permission]) !== 0n;
}
