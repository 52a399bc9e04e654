import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { UserError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { codeOf, forLog, refusalOf, retryAfterMs } from './remote-error.ts';
import { call } from './web.ts';
import type { Workspace, Workspaces } from './workspace.ts';

export const BOT_TOKEN_REFUSED =
  'Slack does not accept the token in SLACK_BOT_TOKEN. Copy it anew from the page "OAuth & Permissions" of your app at ' +
  'https://api.slack.com/apps: it begins with xoxb-, and is there once the app is installed in your workspace.';

/** Before each new try; the last one goes on for ever. */
const WAITS_MS = [1000, 2000, 5000, 15_000, 60_000];

const tested = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string().optional() });

export interface OneWorkspaceParts {
  readonly token: string;
  readonly client: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly pause: Pause;
  /** Called when the platform is not reached, before this is tried again. */
  readonly waiting: () => void;
}

/**
 * The workspace of a token, once the platform was reached. Undefined where the signal said stop before.
 * @throws UserError where the token is not accepted, or is none of a bot.
 */
export async function workspaceOfToken(parts: OneWorkspaceParts, signal: AbortSignal): Promise<Workspace | undefined> {
  const { token, client, logger, pause, waiting } = parts;
  const web = new webApi.WebClient(undefined, client);
  for (let failures = 0; !signal.aborted; failures += 1) {
    let afterMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0;
    try {
      // oxlint-disable-next-line no-await-in-loop -- each try follows the failure of the one before
      const told = tested.parse(await call(web, 'auth.test', { token }));
      if (told.bot_id === undefined) throw new UserError(BOT_TOKEN_REFUSED);
      return { team: told.team_id, botUser: told.user_id, token: async () => token };
    } catch (error) {
      const why = refusalOf(error);
      if (why !== 'unknown' && why !== 'limited') throw codeOf(error) === '' ? error : new UserError(BOT_TOKEN_REFUSED);
      if (why === 'limited') afterMs = retryAfterMs(error);
      logger.warn('the platform was not reached: this is tried again', { afterMs, why: String(forLog(error)) });
    }
    waiting();
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(afterMs, signal).catch(() => undefined);
  }
  return undefined;
}

/** The only workspace that is answered. */
export function oneWorkspace(workspace: Workspace): Workspaces {
  return {
    of: async ({ team }) => (team === workspace.team ? workspace : undefined),
    left: async () => undefined,
    installed: () => undefined,
  };
}
