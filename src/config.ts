import { join } from 'node:path';
import { UserError } from './kernel/errors.ts';
import { LOG_LEVELS, type LogLevel } from './kernel/logger.ts';
import { nearest } from './kernel/nearest.ts';
import { discordOf, slackEditorsOf, slackOf, type DiscordConfig, type SlackConfig } from './platform-settings.ts';
import { listOf, SettingsReader } from './settings-reader.ts';

/** The platforms that this build can start. Each has a folder under `platforms/`. */
export const PLATFORM_NAMES = ['terminal', 'discord', 'slack'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

export interface Config {
  /** `BRIEFS_DIR`: the folder of briefs and registers. Default `briefs`. */
  readonly briefsDir: string;
  /** `DATA_DIR`: where the index and other files of the bot lie. Made where it is missing. Default `data`. */
  readonly dataDir: string;
  /** `PLATFORMS`: which to start, parted by commas. Default: those whose token is set, and the terminal where none is. */
  readonly platforms: readonly PlatformName[];
  /** Undefined where `DISCORD_TOKEN` is not set. */
  readonly discord?: DiscordConfig | undefined;
  /** Undefined where neither `SLACK_BOT_TOKEN` nor `SLACK_CLIENT_ID` is set. */
  readonly slack?: SlackConfig | undefined;
  /** `SLACK_COMMAND_PREFIX`: begins the name of every command there. Default nothing. Known before there is any token. */
  readonly slackPrefix?: string | undefined;
  /** `DATABASE_URL`: of a PostgreSQL database, for several copies of the bot. Default: a file in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** `OPS_PORT` and `OPS_HOST`, default `127.0.0.1`: where health and numbers are told. Default: nowhere. */
  readonly ops?: { readonly host: string; readonly port: number } | undefined;
  /**
   * `SLACK_EDITORS`: ids of people (U…) and of user groups (S…) who may set up what is posted there, beside admins.
   * Default none: then every full member may. Known before there is any token, as the manifest depends on it.
   */
  readonly slackEditors?: readonly string[] | undefined;
  /** `LOG_LEVEL`: what is written to standard error. Default `warn`. */
  readonly logLevel: LogLevel;
}

/**
 * Reads the settings from an environment.
 * @throws UserError that lists every problem at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const settings = new SettingsReader(env);
  const discord = discordOf(settings);
  const slack = slackOf(settings);
  const configured = [...(discord ? ['discord' as const] : []), ...(slack ? ['slack' as const] : [])];
  const slackPrefix = settings.text('SLACK_COMMAND_PREFIX');
  const databaseUrl = settings.secret('DATABASE_URL');
  const ops = opsOf(settings);
  const slackEditors = slackEditorsOf(settings);
  const config: Config = {
    briefsDir: settings.folder('BRIEFS_DIR', 'briefs'),
    dataDir: settings.folder('DATA_DIR', 'data'),
    platforms: platformsOf(settings, configured),
    ...(discord ? { discord } : {}),
    ...(slack ? { slack } : {}),
    ...(slackPrefix === undefined ? {} : { slackPrefix }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(ops ? { ops } : {}),
    ...(slackEditors.length === 0 ? {} : { slackEditors }),
    logLevel: logLevelOf(settings),
  };
  if (settings.problems.length === 0) return config;
  throw new UserError(['The settings need mending:', ...settings.problems.map((problem) => `  ${problem}`)].join('\n'));
}

/** Where what must not be lost lies: a file, or a server. */
export function statePlace({ dataDir, databaseUrl }: Config): { readonly file: string } | { readonly url: string } {
  return databaseUrl === undefined ? { file: join(dataDir, 'state.sqlite') } : { url: databaseUrl };
}

/** What must stand in no log. */
export function secretsOf({ discord, slack, databaseUrl }: Config): readonly string[] {
  const { way, access } = slack ?? {};
  return [
    discord?.token,
    way?.kind === 'socket' ? way.appToken : way?.signingSecret,
    ...(access?.kind === 'many'
      ? [access.clientSecret, access.stateSecret, ...keysIn(access.stateKeys)]
      : [access?.botToken]),
    ...passwordsIn(databaseUrl),
  ].filter((secret) => secret !== undefined);
}

/** Of `2026b:KEY,2026a:KEY`, the keys. */
function keysIn(stateKeys: string): readonly string[] {
  return listOf(stateKeys).map((part) => part.slice(part.indexOf(':') + 1));
}

/** As it stands in the address, and as it is meant. */
function passwordsIn(url: string | undefined): readonly string[] {
  const password = URL.parse(url ?? '')?.password ?? '';
  return password === '' ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function opsOf(settings: SettingsReader): Config['ops'] {
  settings.needs('OPS_HOST', 'OPS_PORT');
  if (settings.text('OPS_PORT') === undefined) return undefined;
  return { host: settings.secret('OPS_HOST') ?? '127.0.0.1', port: settings.port('OPS_PORT', 9464) };
}

function platformsOf(settings: SettingsReader, configured: readonly PlatformName[]): readonly PlatformName[] {
  const fallback = configured.length > 0 ? configured.join() : 'terminal';
  const names = listOf(settings.raw('PLATFORMS') ?? fallback).map((name) => name.toLowerCase());
  const known = names.filter((name): name is PlatformName => PLATFORM_NAMES.some((one) => one === name));
  for (const name of names) {
    if (known.some((one) => one === name)) continue;
    const near = nearest(name, PLATFORM_NAMES);
    const hint = near === undefined ? `name one of ${PLATFORM_NAMES.join(', ')}` : `did you mean "${near}"?`;
    settings.problems.push(`PLATFORMS names "${name}", which is no platform: ${hint}`);
  }
  if (names.length === 0) {
    settings.problems.push(`PLATFORMS is empty: name one of ${PLATFORM_NAMES.join(', ')}, or leave it out`);
  }
  if (known.includes('discord') && !configured.includes('discord')) {
    settings.problems.push(
      'PLATFORMS names discord, and DISCORD_TOKEN is not set: copy the token from the page "Bot" of your application',
    );
  }
  if (known.includes('slack') && !configured.includes('slack')) {
    settings.problems.push(
      'PLATFORMS names slack, and neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set: copy the token from the page "OAuth & Permissions" of your app',
    );
  }
  return [...new Set(known)];
}

function logLevelOf(settings: SettingsReader): LogLevel {
  const text = (settings.raw('LOG_LEVEL') ?? 'warn').trim().toLowerCase();
  const level = LOG_LEVELS.find((one) => one === text);
  if (level === undefined) {
    settings.problems.push(`LOG_LEVEL is "${text}": name one of ${LOG_LEVELS.join(', ')}, or leave it out`);
  }
  return level ?? 'warn';
}
