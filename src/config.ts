import { z } from 'zod';
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

const folder = (name: string, fallback: string) =>
  z
    .string()
    .trim()
    .default(fallback)
    .refine(
      (path) => path !== '' && !path.includes('\0'),
      `${name} is empty: name a folder, or leave it out for "${fallback}"`,
    );

const platforms = z
  .string()
  .default('terminal')
  .transform((text, context): readonly PlatformName[] => {
    const names = text
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '');
    const known = names.filter((name): name is PlatformName => PLATFORM_NAMES.some((one) => one === name));
    for (const name of names) {
      if (known.some((one) => one === name)) continue;
      const near = nearest(name, PLATFORM_NAMES);
      const hint = near === undefined ? `name one of ${PLATFORM_NAMES.join(', ')}` : `did you mean "${near}"?`;
      context.addIssue({ code: 'custom', message: `PLATFORMS names "${name}", which is no platform: ${hint}` });
    }
    if (names.length === 0) {
      context.addIssue({
        code: 'custom',
        message: `PLATFORMS is empty: name one of ${PLATFORM_NAMES.join(', ')}, or leave it out`,
      });
    }
    return [...new Set(known)];
  });

const environment = z.object({
  BRIEFS_DIR: folder('BRIEFS_DIR', 'briefs'),
  DATA_DIR: folder('DATA_DIR', 'data'),
  PLATFORMS: platforms,
  LOG_LEVEL: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(LOG_LEVELS, {
        error: ({ input }) => `LOG_LEVEL is "${String(input)}": name one of ${LOG_LEVELS.join(', ')}, or leave it out`,
      }),
    )
    .default('warn'),
});

/**
 * Reads the settings from an environment.
 * @throws UserError that lists every problem at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.message}`);
    throw new UserError(['The settings need mending:', ...problems].join('\n'));
  }
  const { BRIEFS_DIR, DATA_DIR, PLATFORMS, LOG_LEVEL } = parsed.data;
  return { briefsDir: BRIEFS_DIR, dataDir: DATA_DIR, platforms: PLATFORMS, logLevel: LOG_LEVEL };
}
