import { UserError } from './kernel/errors.ts';
import { LOG_LEVELS, type LogLevel } from './kernel/logger.ts';
import { nearest } from './kernel/nearest.ts';

/** The platforms that this build can start. Each has a folder under `platforms/`. */
export const PLATFORM_NAMES = ['terminal'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

export interface Config {
  /** `BRIEFS_DIR`: the folder of briefs and registers. Default `briefs`. */
  readonly briefsDir: string;
  /** `DATA_DIR`: where the index and other files of the bot lie. Made where it is missing. Default `data`. */
  readonly dataDir: string;
  /** `PLATFORMS`: which to start, parted by commas. Default: the terminal. */
  readonly platforms: readonly PlatformName[];
  /** `LOG_LEVEL`: what is written to standard error. Default `warn`. */
  readonly logLevel: LogLevel;
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

  platforms(): readonly PlatformName[] {
    const names = (this.#env['PLATFORMS'] ?? 'terminal')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '');
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

/**
 * Reads the settings from an environment.
 * @throws UserError that lists every problem at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const settings = new Settings(env);
  const config: Config = {
    briefsDir: settings.folder('BRIEFS_DIR', 'briefs'),
    dataDir: settings.folder('DATA_DIR', 'data'),
    platforms: settings.platforms(),
    logLevel: settings.logLevel(),
  };
  if (settings.problems.length === 0) return config;
  throw new UserError(['The settings need mending:', ...settings.problems.map((problem) => `  ${problem}`)].join('\n'));
}
