import type { ApplicationCommandOptionType } from 'discord.js';
import { z } from 'zod';
import { ApiError, invalidForm } from '../api-error.ts';
import type { FakeClock } from '../clock.ts';
import { problemsOfCommands } from '../validate-commands.ts';

/** What of a registered command somebody's client needs. */
export interface RegisteredOption {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly autocomplete?: boolean;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
  readonly options?: readonly RegisteredOption[];
}

export interface RegisteredCommand {
  readonly id: string;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly version: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly RegisteredOption[];
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
  readonly integration_types: readonly number[];
}

export interface CommandRegistry {
  /** The global commands, or those of one guild. */
  list(guildId?: string): readonly RegisteredCommand[];
  /** Takes the place of all that there are. @throws ApiError */
  replace(body: unknown, guildId?: string): readonly RegisteredCommand[];
}

/** @param integrationTypes which kinds of installation the app allows; a command may name no other. */
export function createCommandRegistry(
  applicationId: string,
  integrationTypes: readonly number[],
  clock: FakeClock,
): CommandRegistry {
  const scopes = new Map<string, readonly RegisteredCommand[]>();
  const list = (guildId = '') => scopes.get(guildId) ?? [];
  return {
    list,
    replace(body, guildId) {
      const commands = z.array(z.looseObject({ type: z.int().default(1), name: z.string() })).safeParse(body);
      if (!commands.success) throw invalidForm(['a list of commands is needed']);
      const most: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
      for (const [type, those] of Map.groupBy(commands.data, (one) => one.type)) {
        if (those.length > (most[type] ?? 0))
          throw new ApiError(400, 30_032, `Maximum number of application commands reached (${most[type]}).`);
      }
      const problems = [
        ...problemsOfCommands(commands.data),
        ...commands.data.flatMap(tooLarge),
        ...commands.data.flatMap(foreign),
      ];
      if (problems.length > 0) throw invalidForm(problems);
      const before = list(guildId);
      const now = commands.data.map((command) => stored(command, before, guildId));
      scopes.set(guildId ?? '', now);
      return now;
    },
  };

  function foreign(command: { readonly [key: string]: unknown }, index: number): readonly string[] {
    const types = z.array(z.int()).nullish().parse(command['integration_types']) ?? [];
    return types.every((one) => integrationTypes.includes(one))
      ? []
      : [`${index}.integration_types: the app does not allow these`];
  }

  /** With what the platform adds, and without what it leaves out: a list that comes back never equals the one that was sent. */
  function stored(
    command: Loose & { readonly type: number; readonly name: string },
    before: readonly RegisteredCommand[],
    guildId: string | undefined,
  ): RegisteredCommand {
    const known = before.find((one) => one.type === command.type && one.name === command.name);
    const options = (command['options'] ?? []) as readonly Loose[];
    const made = {
      id: known?.id ?? clock.mintId(),
      application_id: applicationId,
      version: known?.version ?? clock.mintId(),
      default_member_permissions: null,
      type: command.type,
      name: command.name,
      name_localizations: null,
      description: '',
      description_localizations: null,
      nsfw: false,
      ...(guildId === undefined
        ? { dm_permission: true, contexts: null, integration_types: integrationTypes }
        : { guild_id: guildId, contexts: null, integration_types: [0] }),
      ...dropped(command, guildId === undefined ? ['options'] : ['options', 'contexts', 'integration_types']),
      ...(options.length > 0 ? { options: options.map(storedOption) } : {}),
    };
    if (known && JSON.stringify(known) !== JSON.stringify(made)) return { ...made, version: clock.mintId() };
    return made;
  }
}

interface Loose {
  readonly [key: string]: unknown;
}

const dropped = (from: Loose, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key, value]) => value !== undefined && !keys.includes(key)));

/** `false` is what a missing field means, and what comes back is a missing field. */
function storedOption(option: Loose): RegisteredOption {
  const { options } = option;
  return {
    name_localizations: null,
    description_localizations: null,
    ...Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false)),
    ...(Array.isArray(options) ? { options: options.map((one) => storedOption(one as Loose)) } : {}),
  } as unknown as RegisteredOption;
}

/** "Slash commands can have a maximum of 8000 characters": only the longest of the languages counts. */
function tooLarge(command: Loose, index: number): readonly string[] {
  return lettersOf(command) > 8000 ? [`${index}: Command exceeds maximum size (8000)`] : [];
}

function lettersOf(node: Loose): number {
  const longest = (field: string) =>
    Math.max(
      ...[node[field], ...Object.values((node[`${field}_localizations`] ?? {}) as Loose)].map((text) =>
        typeof text === 'string' ? text.length : 0,
      ),
    );
  const value = typeof node['value'] === 'string' ? node['value'].length : 0;
  const inner = [...((node['options'] ?? []) as Loose[]), ...((node['choices'] ?? []) as Loose[])];
  return longest('name') + longest('description') + value + inner.reduce((sum, one) => sum + lettersOf(one), 0);
}
