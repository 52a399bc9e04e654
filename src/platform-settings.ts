import type { SettingsReader } from './settings-reader.ts';

/** More would be a slip of the hand: some 2,000 servers to a shard are usual. */
const MOST_SHARDS = 10_000;

export interface DiscordConfig {
  /** `DISCORD_TOKEN`: of the bot. */
  readonly token: string;
  /** `DISCORD_API_URL`: of a server other than Discord's, without the version: `http://127.0.0.1:8080/api`. */
  readonly apiUrl?: string | undefined;
  /** `DISCORD_GUILDS`: ids of servers in which commands are registered at once. Default none: everywhere. */
  readonly servers: readonly string[];
  /** `DISCORD_SHARDS`: what this process holds of how many, `0-3/8`. Default: all of them. */
  readonly shards?: { readonly ids: readonly number[]; readonly of: number } | undefined;
  /**
   * `DISCORD_EDITOR_ROLES`: ids of roles whose members may set up what is posted there, beside those who may manage
   * channels. Default none.
   */
  readonly editorRoles: readonly string[];
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

/** Undefined where `DISCORD_TOKEN` is not set. What is wrong becomes a problem of the reader. */
export function discordOf(settings: SettingsReader): DiscordConfig | undefined {
  // Some pages show the token as the header that it is sent in.
  const token = settings.secret('DISCORD_TOKEN', settings.text('DISCORD_TOKEN')?.replace(/^Bot\s+/i, ''));
  if (token === undefined) return undefined;
  return {
    token,
    apiUrl: settings.address('DISCORD_API_URL'),
    servers: idsOf(settings, 'DISCORD_GUILDS', 'server'),
    editorRoles: idsOf(settings, 'DISCORD_EDITOR_ROLES', 'role'),
    shards: shardsOf(settings),
  };
}

function idsOf(settings: SettingsReader, name: string, of: 'server' | 'role'): readonly string[] {
  const ids = settings.list(name);
  for (const id of ids) {
    if (/^\d{15,20}$/.test(id)) continue;
    settings.problems.push(
      `${name} holds "${id}", which is no id of a ${of}: with the developer mode on, a right click on a ${of} copies it`,
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

/** Undefined where neither `SLACK_BOT_TOKEN` nor `SLACK_CLIENT_ID` is set. What is wrong becomes a problem of the reader. */
export function slackOf(settings: SettingsReader): SlackConfig | undefined {
  const access = slackAccessOf(settings);
  if (!access) return undefined;
  return {
    way: slackWayOf(settings, access),
    access,
    apiUrl: settings.address('SLACK_API_URL'),
  };
}

export function slackEditorsOf(settings: SettingsReader): readonly string[] {
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
