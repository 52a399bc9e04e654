import { PermissionFlagsBits } from 'discord.js';

const { Administrator, ManageChannels, ManageGuild, ViewChannel, ReadMessageHistory } = PermissionFlagsBits;

/** A server as far as it says what somebody may do. */
export interface GuildRules {
  readonly id: string;
  readonly owner: string;
  /** Permissions of each role by its id. The role of everybody has the id of the server. */
  readonly roles: ReadonlyMap<string, bigint>;
}

/** What a channel changes about that: of a role or of a single member. A thread has those of its channel. */
export interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Member {
  readonly id: string;
  readonly roles: readonly string[];
  /** Was told to be silent for a while, and has not served it yet. */
  readonly isTimedOut?: boolean | undefined;
}

const EVERYTHING = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);
const WHILE_TIMED_OUT = ViewChannel | ReadMessageHistory;

/**
 * What a member may do in a channel. Who does not see it may do nothing there.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites gives the order.
 */
export function permissionsIn(overwrites: readonly Overwrite[], guild: GuildRules, member: Member): bigint {
  if (member.id === guild.owner) return EVERYTHING;
  const base = [guild.id, ...member.roles].reduce((sum, role) => sum | (guild.roles.get(role) ?? 0n), 0n);
  if ((base & Administrator) !== 0n) return EVERYTHING;
  const ofRoles = new Set(member.roles.filter((role) => role !== guild.id));
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => ofRoles.has(id)),
    overwrites.filter(({ id }) => id === member.id),
  ];
  const bits = steps.reduce((before, step) => {
    const denied = step.reduce((sum, one) => sum | one.deny, 0n);
    return (before & ~denied) | step.reduce((sum, one) => sum | one.allow, 0n);
  }, base);
  if ((bits & ViewChannel) === 0n) return 0n;
  return member.isTimedOut === true ? bits & WHILE_TIMED_OUT : bits;
}

/** Whether they may set up what everybody reads. */
export function mayManageWith(permissions: bigint): boolean {
  return (permissions & (Administrator | ManageChannels | ManageGuild)) !== 0n;
}
