import { ApplicationCommandOptionType as Type } from 'discord.js';
import type { RegisteredOption } from '../interactions/commands.ts';
import { FakeChannel } from '../world/channel.ts';
import type { FakeRole } from '../world/guild.ts';
import { channelPayload, memberPayload, rolePayload, userPayload } from '../world/payloads.ts';
import type { FakeUser } from '../world/user.ts';
import { NotPossible } from './interact.ts';

/** What somebody fills an option with; for one with choices, the name or the value of a choice. */
export type OptionValue = string | number | boolean | FakeUser | FakeChannel | FakeRole;
export type OptionValues = Readonly<Record<string, OptionValue | undefined>>;

export interface SentOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
}

/** "Any integer between -2^53+1 and 2^53-1", "any double between -2^53 and 2^53". */
const MOST = 2 ** 53;
const MOST_CHARACTERS = 6000;

/**
 * The options as the client sends them, in the order in which the command lists them.
 * @param focused the option that is being typed: then others may be missing, and its own value is checked for nothing.
 * @throws NotPossible where the client would not let somebody send them.
 */
export function fillOptions(
  command: string,
  registered: readonly RegisteredOption[],
  values: OptionValues,
  focused?: string,
): readonly SentOption[] {
  const unknown = Object.keys(values).filter((name) => !registered.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw new NotPossible(
      `/${command} has no option ${unknown.join(', ')}, only ${registered.map((one) => one.name).join(', ') || 'none'}`,
    );
  }
  const missing = registered.filter((one) => one.required && values[one.name] === undefined);
  if (missing.length > 0 && focused === undefined) {
    throw new NotPossible(`/${command} needs ${missing.map((one) => one.name).join(', ')}`);
  }
  const sent = registered.flatMap((option): SentOption[] => {
    const value = values[option.name];
    if (option.name === focused) {
      if (option.autocomplete !== true) throw new NotPossible(`/${command} suggests nothing for ${option.name}`);
      return [
        {
          name: option.name,
          type: option.type,
          value: typeof value === 'object' ? '' : String(value ?? ''),
          focused: true,
        },
      ];
    }
    if (value === undefined) return [];
    return [{ name: option.name, type: option.type, value: valueFor(option, value, `${option.name} of /${command}`) }];
  });
  const characters = sent.reduce((sum, { value }) => sum + (typeof value === 'string' ? value.length : 0), 0);
  if (characters > MOST_CHARACTERS) throw new NotPossible(`${characters} characters are more than a client sends`);
  return sent;
}

function valueFor(option: RegisteredOption, value: OptionValue, where: string): string | number | boolean {
  if (option.choices) {
    const chosen = option.choices.find((one) => one.value === value || one.name === value);
    if (chosen) return chosen.value;
    throw new NotPossible(`${where} is one of ${option.choices.map((one) => one.name).join(', ')}`);
  }
  const wrong = new NotPossible(`${where} does not take ${shownValue(value)}`);
  switch (option.type) {
    case Type.String:
      if (typeof value !== 'string' || value === '') throw wrong;
      if (value.length < (option.min_length ?? 0) || value.length > (option.max_length ?? MOST_CHARACTERS)) throw wrong;
      return value;
    case Type.Integer:
    case Type.Number:
      if (typeof value !== 'number' || Math.abs(value) > MOST) throw wrong;
      if (option.type === Type.Integer && !Number.isSafeInteger(value)) throw wrong;
      if (value < (option.min_value ?? -MOST) || value > (option.max_value ?? MOST)) throw wrong;
      return value;
    case Type.Boolean:
      if (typeof value !== 'boolean') throw wrong;
      return value;
    case Type.Channel:
      if (!(value instanceof FakeChannel)) throw wrong;
      if (option.channel_types?.includes(value.type) === false) throw wrong;
      return value.id;
    case Type.User:
      if (typeof value !== 'object' || !('bot' in value)) throw wrong;
      return value.id;
    case Type.Role:
      if (typeof value !== 'object' || !('mentionable' in value)) throw wrong;
      return value.id;
    case Type.Mentionable:
      if (typeof value !== 'object' || value instanceof FakeChannel) throw wrong;
      return value.id;
    default:
      throw new Error(`The fake knows no options of type ${option.type}`);
  }
}

/** In the words of an error. */
export const shownValue = (value: OptionValue): string =>
  typeof value === 'object' ? value.name : JSON.stringify(value);

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function resolvedOf(values: readonly (OptionValue | undefined)[], where: FakeChannel): object | undefined {
  const things = values.filter((one) => typeof one === 'object');
  if (things.length === 0) return undefined;
  const byId = <T extends { readonly id: string }>(those: readonly T[], made: (one: T) => object) =>
    those.length === 0 ? undefined : Object.fromEntries(those.map((one) => [one.id, made(one)]));
  const channels = things.filter((one) => one instanceof FakeChannel);
  const users = things.filter((one) => 'bot' in one);
  const roles = things.filter((one) => 'mentionable' in one);
  const members = users.flatMap((user) => where.guild?.members.get(user.id) ?? []);
  return {
    users: byId(users, userPayload),
    members: byId(
      members.map((member) => ({ ...member, id: member.user.id })),
      (member) => ({ ...memberPayload(member), permissions: '0' }),
    ),
    roles: byId(roles, (role) => rolePayload(role, 1)),
    channels: byId(channels, (channel) => ({ ...channelPayload(channel), permissions: '0' })),
  };
}
