import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';
import type { RegisteredCommand, RegisteredOption } from '../interactions/commands.ts';
import type { Owners } from '../interactions/interaction.ts';
import type { FakeChannel } from '../world/channel.ts';
import { may, permissionsIn } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';
import { contextOf, NotPossible, type PeopleParts } from './interact.ts';

export interface FoundCommand {
  readonly command: RegisteredCommand;
  readonly owners: Owners;
}

/**
 * The command that somebody's client offers there under the name.
 * @throws NotPossible where it offers none: not registered, not for this place or this kind of installation, or not allowed.
 */
export function findCommand(
  parts: PeopleParts,
  user: FakeUser,
  channel: FakeChannel,
  type: number,
  name: string,
): FoundCommand {
  const { commands } = parts;
  const { guild } = channel;
  const offered = [...(guild ? commands.list(guild.id) : []), ...commands.list()].filter((one) => one.type === type);
  const named = offered.filter((one) => one.name === name);
  if (named.length === 0) {
    throw new NotPossible(
      `No command "${name}" is registered, only ${offered.map((one) => one.name).join(', ') || 'none'}`,
    );
  }
  for (const command of named) {
    const owners = ownersOf(parts, user, channel, command);
    const placed = command.contexts === null || command.contexts.includes(contextOf(channel));
    if (placed && (owners['0'] !== undefined || owners['1'] !== undefined)) {
      refuseWithoutPermission(user, channel, command, owners);
      return { command, owners };
    }
  }
  throw new NotPossible(
    `"${name}" is not offered to ${user.name} there: neither its contexts nor an installation allows it`,
  );
}

/** Who has added the app, of those that let this command be used here. */
function ownersOf({ world }: PeopleParts, user: FakeUser, channel: FakeChannel, command: RegisteredCommand): Owners {
  const { guild } = channel;
  const context = contextOf(channel);
  const byGuild = guild ? guild.hasBot : context === 1 && world.sharesGuild(user);
  return {
    ...(byGuild && command.integration_types.includes(0) ? { '0': guild?.id ?? '0' } : {}),
    ...(user.hasInstalled && command.integration_types.includes(1) && command.guild_id === undefined
      ? { '1': user.id }
      : {}),
  };
}

function refuseWithoutPermission(
  user: FakeUser,
  channel: FakeChannel,
  command: RegisteredCommand,
  owners: Owners,
): void {
  const { guild } = channel;
  if (!guild) return;
  if (!guild.members.has(user.id)) throw new NotPossible(`${user.name} is no member of ${guild.name}`);
  if (!may(channel, user.id, 'ViewChannel')) throw new NotPossible(`${user.name} does not see ${channel.name}`);
  if (!may(channel, user.id, 'UseApplicationCommands')) throw new NotPossible(`${user.name} may use no commands there`);
  // Only a default, which who manages the guild can change; and an app of one's own asks nobody.
  const asked = command.default_member_permissions;
  if (asked === null || owners['0'] === undefined || guild.letUse.has(`${command.name}/${user.id}`)) return;
  const has = permissionsIn(channel, user.id);
  const enough =
    asked === '0' ? (has & PermissionFlagsBits.Administrator) !== 0n : (has & BigInt(asked)) === BigInt(asked);
  if (!enough)
    throw new NotPossible(`"${command.name}" is not offered to ${user.name}, who lacks permissions ${asked}`);
}

export interface Reached {
  readonly options: readonly RegisteredOption[];
  /** The subcommand, with its group before it. */
  readonly path: readonly RegisteredOption[];
}

/** `digest create` is the subcommand `create` of `digest`, and may stand in a group. @throws NotPossible */
export function descend(command: RegisteredCommand, names: readonly string[]): Reached {
  let options = command.options ?? [];
  const path: RegisteredOption[] = [];
  for (const name of names) {
    const found = options.find((one) => one.name === name && isFolder(one));
    if (!found) throw new NotPossible(`/${command.name} has no subcommand ${name}`);
    path.push(found);
    options = found.options ?? [];
  }
  if (options.some(isFolder)) {
    throw new NotPossible(`/${[command.name, ...names].join(' ')} cannot be sent without one of its subcommands`);
  }
  return { options, path };
}

const isFolder = ({ type }: RegisteredOption) =>
  type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
