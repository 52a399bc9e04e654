import { Routes, type REST, type RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { persist } from './persist.ts';
import { forLog, refusalOf } from './remote-error.ts';
import { sameCommands } from './same-commands.ts';

/** Registering has time: whoever asks meanwhile finds the commands of before. */
const WAITS_MS = [1000, 5000, 20_000, 60_000, 300_000];

export interface RegisteringParts {
  readonly rest: Pick<REST, 'get' | 'put'>;
  readonly logger: Logger;
  readonly pause: Pause;
  /** Says that nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/**
 * Puts the commands in the place of those that are registered, where these differ: everywhere, which may take some minutes
 * to be seen, or in each of these servers, at once. Never rejects: what could not be registered is in the log, and what was
 * registered before goes on being answered.
 */
export async function register(
  commands: RESTPutAPIApplicationCommandsJSONBody,
  { application, servers }: { readonly application: string; readonly servers: readonly string[] },
  { rest, logger, pause, signal }: RegisteringParts,
): Promise<void> {
  const places =
    servers.length === 0
      ? [{ route: Routes.applicationCommands(application), where: 'everywhere' }]
      : servers.map((id) => ({ route: Routes.applicationGuildCommands(application, id), where: id }));
  await Promise.all(
    places.map(async ({ route, where }) => {
      try {
        const replaced = await persist(async () => replaceAt(route), {
          waitsMs: WAITS_MS,
          pause: async (ms) => pause(ms, signal),
        });
        logger.info(replaced ? 'the commands were registered' : 'the commands are registered already', { where });
      } catch (error) {
        if (signal.aborted) return;
        const refusal = refusalOf(error);
        if (refusal === 'forbidden') {
          logger.warn('DISCORD_GUILDS names a server that the bot is not in: invite it there first', { where });
        } else logger.error('the commands could not be registered', forLog(error), { where });
      }
    }),
  );

  async function replaceAt(route: `/${string}`): Promise<boolean> {
    const query = new URLSearchParams({ with_localizations: 'true' });
    if (sameCommands(commands, await rest.get(route, { query }))) return false;
    await rest.put(route, { body: commands });
    return true;
  }
}
