import { z } from 'zod';

/** Keeps what a workspace gave the app when it was installed, sealed. The text is this adapter's own. */
export interface Installations {
  find(team: string): Promise<string | undefined>;
  /** Takes the place of what was kept. */
  save(team: string, text: string): Promise<void>;
  remove(team: string): Promise<void>;
  /** Runs the work while nobody else, in this or another process, runs any for the same workspace. */
  alone<T>(team: string, work: () => Promise<T>): Promise<T>;
}

/** The app in one workspace. */
export interface Installation {
  readonly team: string;
  /** Of the bot as a member of the workspace. */
  readonly botUser: string;
  readonly token: string;
  /** For a new token in the place of one that expires. Serves once. */
  readonly refreshToken?: string | undefined;
  /** Seconds since 1970. Undefined: never. */
  readonly expiresAtS?: number | undefined;
}

const kept = z.object({
  team: z.string(),
  botUser: z.string(),
  token: z.string(),
  refreshToken: z.string().optional(),
  expiresAtS: z.number().optional(),
});

export function writeInstallation(installation: Installation): string {
  return JSON.stringify(installation);
}

export function readInstallation(text: string): Installation {
  return kept.parse(JSON.parse(text));
}
