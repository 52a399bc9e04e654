import { UserError } from './kernel/errors.ts';
import { LOG_LEVELS, type LogLevel } from './kernel/logger.ts';
import { nearest } from './kernel/nearest.ts';

/** The platforms that this build can start. Each has a folder under `platforms/`. */
export const PLATFORM_NAMES = ['terminal', 'discord'] as const;
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

/** Read by hand: the schema library takes longer to load than a question takes to answer. */
class Settings {
  readonly problems: string[] = [];
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  folder(name: string, fallback: string): string {
    const path = (this.#env[name] ?? fallback).trim();
    if (path === '' || path.includes('\0')) {
      this.problems.push(`${name} is empty: name a folder, or leave it out for "${fallback}"`);
    }
    return path;
  }

  /** Undefined where it is not set, or set to nothing, as a container engine does with what it was not given. */
  #text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === '' ? undefined : text;
  }

  discord(): DiscordConfig | undefined {
    // Some pages show the token as the header that it is sent in.
    const token = this.#text('DISCORD_TOKEN')?.replace(/^Bot\s+/i, '');
    if (token === undefined) return undefined;
    if (/\s/.test(token)) this.problems.push('DISCORD_TOKEN has white space in it: copy the token alone');
    return { token, apiUrl: this.#address('DISCORD_API_URL'), servers: this.#servers(), shards: this.#shards() };
  }

  #address(name: string): string | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
      this.problems.push(`${name} is no address of the web: it begins with http:// or https://`);
    }
    return text.replace(/\/+$/, '');
  }

  #servers(): readonly string[] {
    const ids = listOf(this.#text('DISCORD_GUILDS') ?? '');
    for (const id of ids) {
      if (/^\d{15,20}$/.test(id)) continue;
      this.problems.push(
        `DISCORD_GUILDS holds "${id}", which is no id of a server: with the developer mode on, a right click on a server copies it`,
      );
    }
    return ids;
  }

  #shards(): DiscordConfig['shards'] {
    const text = this.#text('DISCORD_SHARDS');
    if (text === undefined) return undefined;
    const [, first = '', last = first, count = ''] = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(text) ?? [];
    const [from, to, of] = [first, last, count].map(Number) as [number, number, number];
    if (count === '' || from > to || to >= of || of > MOST_SHARDS) {
      this.problems.push(`DISCORD_SHARDS is "${text}": write 0-3/8 for the first four of eight, counted from 0`);
      return undefined;
    }
    return { ids: Array.from({ length: to - from + 1 }, (_, index) => from + index), of };
  }

  platforms(configured: readonly PlatformName[]): readonly PlatformName[] {
    const fallback = configured.length > 0 ? configured.join() : 'terminal';
    const names = listOf(this.#env['PLATFORMS'] ?? fallback).map((name) => name.toLowerCase());
    const known = names.filter((name): name is PlatformName => PLATFORM_NAMES.some((one) => one === name));
    for (const name of names) {
      if (known.some((one) => one === name)) continue;
      const near = nearest(name, PLATFORM_NAMES);
      const hint = near === undefined ? `name one of ${PLATFORM_NAMES.join(', ')}` : `did you mean "${near}"?`;
      this.problems.push(`PLATFORMS names "${name}", which is no platform: ${hint}`);
    }
    if (names.length === 0) {
      this.problems.push(`PLATFORMS is empty: name one of ${PLATFORM_NAMES.join(', ')}, or leave it out`);
    }
    if (known.includes('discord') && !configured.includes('discord')) {
      this.problems.push(
        'PLATFORMS names discord, and DISCORD_TOKEN is not set: copy the token from the page "Bot" of your application',
      );
    }
    return [...new Set(known)];
  }

  logLevel(): LogLevel {
    const text = (this.#env['LOG_LEVEL'] ?? 'warn').trim().toLowerCase();
    const level = LOG_LEVELS.find((one) => one === text);
    if (level === undefined) {
      this.problems.push(`LOG_LEVEL is "${text}": name one of ${LOG_LEVELS.join(', ')}, or leave it out`);
    }
    return level ?? 'warn';
  }
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * Reads the settings from an environment.
 * @throws UserError that lists every problem at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const settings = new Settings(env);
  const discord = settings.discord();
  const config: Config = {
    briefsDir: settings.folder('BRIEFS_DIR', 'briefs'),
    dataDir: settings.folder('DATA_DIR', 'data'),
    platforms: settings.platforms(discord ? ['discord'] : []),
    ...(discord ? { discord } : {}),
    logLevel: settings.logLevel(),
  };
  if (settings.problems.length === 0) return config;
  throw new UserError(['The settings need mending:', ...settings.problems.map((problem) => `  ${problem}`)].join('\n'));
}

/** What must stand in no log. */
export function secretsOf({ discord }: Config): readonly string[] {
  return discord ? [discord.token] : [];
}
