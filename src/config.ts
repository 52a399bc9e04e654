import { UserError } from './kernel/errors.ts';
import { LOG_LEVELS, type LogLevel } from './kernel/logger.ts';
import { nearest } from './kernel/nearest.ts';
import { listOf, SettingsReader } from './settings-reader.ts';

/** The platforms that this build can start. Each has a folder under `platforms/`. */
export const PLATFORM_NAMES = ['terminal', 'discord', 'slack'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** More would be a slip of the hand: some 2,000 servers to a shard are usual. */
const MOST_SHARDS = 10_000;

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
  /**
   * `SLACK_EDITORS`: ids of people (U…) and of user groups (S…) who may set up what is posted there, beside admins.
   * Default none: then every full member may. Known before there is any token, as the manifest depends on it.
   */
  readonly slackEditors?: readonly string[] | undefined;
  /** `LOG_LEVEL`: what is written to standard error. Default `warn`. */
  readonly logLevel: LogLevel;
}

export interface DiscordConfig {
  /** `DISCORD_TOKEN`: of the bot. */
  readonly token: string;
  /** `DISCORD_API_URL`: of a server other than Discord's, without the version: `http://127.0.0.1:8080/api`. */
  readonly apiUrl?: string | undefined;
  /** `DISCORD_GUILDS`: ids of servers in which commands are registered at once. Default none: everywhere. */
  readonly servers: readonly string[];
  /** `DISCORD_SHARDS`: what this process holds of how many, `0-3/8`. Default: all of them. */
  readonly shards?: { readonly ids: readonly number[]; readonly of: number } | undefined;
}

export interface SlackConfig {
  /**
   * `SLACK_APP_TOKEN`: over a connection that Dossier opens. `SLACK_SIGNING_SECRET` and `PORT`, default 3000: by requests
   * to it.
   */
  readonly way:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  /** One workspace by its `SLACK_BOT_TOKEN`, or all that install the app. */
  readonly access: { readonly kind: 'one'; readonly botToken: string } | SlackInstalling;
  /** `SLACK_API_URL`: of a server other than Slack's: `http://127.0.0.1:8080/api`. */
  readonly apiUrl?: string | undefined;
}

export interface SlackInstalling {
  readonly kind: 'many';
  /** `SLACK_CLIENT_ID` and `SLACK_CLIENT_SECRET`: of the app. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** `SLACK_STATE_SECRET`: signs what comes back from the page on which somebody installs the app. Any long random text. */
  readonly stateSecret: string;
  /** `STATE_KEYS`: seal the tokens of the workspaces in the database. */
  readonly stateKeys: string;
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
  const slackEditors = slackEditorsOf(settings);
  const config: Config = {
    briefsDir: settings.folder('BRIEFS_DIR', 'briefs'),
    dataDir: settings.folder('DATA_DIR', 'data'),
    platforms: platformsOf(settings, configured),
    ...(discord ? { discord } : {}),
    ...(slack ? { slack } : {}),
    ...(slackPrefix === undefined ? {} : { slackPrefix }),
    ...(slackEditors.length === 0 ? {} : { slackEditors }),
    logLevel: logLevelOf(settings),
  };
  if (settings.problems.length === 0) return config;
  throw new UserError(['The settings need mending:', ...settings.problems.map((problem) => `  ${problem}`)].join('\n'));
}

/** What must stand in no log. */
export function secretsOf({ discord, slack }: Config): readonly string[] {
  const { way, access } = slack ?? {};
  return [
    discord?.token,
    way?.kind === 'socket' ? way.appToken : way?.signingSecret,
    ...(access?.kind === 'many'
      ? [access.clientSecret, access.stateSecret, ...keysIn(access.stateKeys)]
      : [access?.botToken]),
  ].filter((secret) => secret !== undefined);
}

/** Of `2026b:KEY,2026a:KEY`, the keys. */
function keysIn(stateKeys: string): readonly string[] {
  return listOf(stateKeys).map((part) => part.slice(part.indexOf(':') + 1));
}

function discordOf(settings: SettingsReader): DiscordConfig | undefined {
  // Some pages show the token as the header that it is sent in.
  const token = settings.secret('DISCORD_TOKEN', settings.text('DISCORD_TOKEN')?.replace(/^Bot\s+/i, ''));
  if (token === undefined) return undefined;
  return {
    token,
    apiUrl: settings.address('DISCORD_API_URL'),
    servers: serversOf(settings),
    shards: shardsOf(settings),
  };
}

function serversOf(settings: SettingsReader): readonly string[] {
  const ids = settings.list('DISCORD_GUILDS');
  for (const id of ids) {
    if (/^\d{15,20}$/.test(id)) continue;
    settings.problems.push(
      `DISCORD_GUILDS holds "${id}", which is no id of a server: with the developer mode on, a right click on a server copies it`,
    );
  }
  return ids;
}

function shardsOf(settings: SettingsReader): DiscordConfig['shards'] {
  const text = settings.text('DISCORD_SHARDS');
  if (text === undefined) return undefined;
  const [, first = '', last = first, count = ''] = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(text) ?? [];
  const [from, to, of] = [first, last, count].map(Number) as [number, number, number];
  if (count === '' || from > to || to >= of || of > MOST_SHARDS) {
    settings.problems.push(`DISCORD_SHARDS is "${text}": write 0-3/8 for the first four of eight, counted from 0`);
    return undefined;
  }
  return { ids: Array.from({ length: to - from + 1 }, (_, index) => from + index), of };
}

function slackOf(settings: SettingsReader): SlackConfig | undefined {
  const access = slackAccessOf(settings);
  if (!access) return undefined;
  return {
    way: slackWayOf(settings, access),
    access,
    apiUrl: settings.address('SLACK_API_URL'),
  };
}

function slackEditorsOf(settings: SettingsReader): readonly string[] {
  const ids = settings.list('SLACK_EDITORS');
  for (const id of ids) {
    if (/^[SUW][A-Z0-9]{2,20}$/.test(id)) continue;
    settings.problems.push(
      `SLACK_EDITORS holds "${id}", which is no id of a person (U…) or of a user group (S…): the menu of a profile or of a group copies it`,
    );
  }
  return ids;
}

function slackAccessOf(settings: SettingsReader): SlackConfig['access'] | undefined {
  const [botToken, clientId] = [settings.secret('SLACK_BOT_TOKEN'), settings.text('SLACK_CLIENT_ID')];
  if (botToken !== undefined && clientId !== undefined) {
    settings.problems.push(
      'SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: the one is for a single workspace, the other for all that install the app',
    );
  }
  if (clientId !== undefined) {
    settings.needs('SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'STATE_KEYS');
    return {
      kind: 'many',
      clientId,
      clientSecret: settings.secret('SLACK_CLIENT_SECRET') ?? '',
      stateSecret: settings.secret('SLACK_STATE_SECRET') ?? '',
      stateKeys: settings.text('STATE_KEYS') ?? '',
    };
  }
  if (botToken === undefined) {
    const stray = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].find((name) => settings.text(name) !== undefined);
    if (stray !== undefined) {
      settings.problems.push(
        `${stray} is set, and SLACK_BOT_TOKEN not: copy it from the page "OAuth & Permissions" of your app`,
      );
    }
    return undefined;
  }
  if (!botToken.startsWith('xox')) {
    settings.problems.push(
      'SLACK_BOT_TOKEN begins with xoxb-: copy it from the page "OAuth & Permissions" of your app',
    );
  }
  return { kind: 'one', botToken };
}

function slackWayOf(settings: SettingsReader, { kind }: SlackConfig['access']): SlackConfig['way'] {
  const [appToken, signingSecret] = [settings.secret('SLACK_APP_TOKEN'), settings.secret('SLACK_SIGNING_SECRET')];
  if (kind === 'many' && signingSecret === undefined) {
    settings.problems.push(
      'SLACK_CLIENT_ID is set, and SLACK_SIGNING_SECRET not: many workspaces are answered by requests to PORT',
    );
  } else if (appToken === undefined && signingSecret === undefined) {
    settings.problems.push(
      'SLACK_BOT_TOKEN is set, and neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET: set the first to connect to Slack, or the second to take its requests',
    );
  } else if (appToken !== undefined && signingSecret !== undefined) {
    settings.problems.push(
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: leave out the one for the way that you do not use',
    );
  }
  if (appToken !== undefined && !appToken.startsWith('xapp-')) {
    settings.problems.push(
      'SLACK_APP_TOKEN begins with xapp-: make one on the page "Basic Information" of your app, under "App-Level Tokens"',
    );
  }
  if (signingSecret === undefined) return { kind: 'socket', appToken: appToken ?? '' };
  return { kind: 'http', signingSecret, port: settings.port('PORT', 3000) };
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
