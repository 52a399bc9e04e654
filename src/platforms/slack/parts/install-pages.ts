import {
  HTTPReceiver,
  type Installation as BoltInstallation,
  type Logger as LibraryLogger,
  type webApi,
} from '@slack/bolt';
import { writeInstallation, type Installations } from './installations.ts';
import { paths } from './manifest.ts';

export interface InstallPagesParts {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what comes back from the platform's own page, so that nobody else can send it. */
  readonly stateSecret: string;
  readonly signingSecret: string;
  /** What the app may do there. */
  readonly scopes: readonly string[];
  readonly apiUrl: string | undefined;
  readonly client: webApi.WebClientOptions;
  readonly installations: Installations;
  readonly installed: (team: string) => void;
  readonly log: LibraryLogger;
}

/**
 * The page on which somebody adds the app to a workspace, and the one to which they come back. A receiver of its own: the
 * library looks for tokens by itself in one that both installs and takes events, and renews them as often as they are asked for.
 */
export function installPages(parts: InstallPagesParts): HTTPReceiver {
  const { clientId, clientSecret, stateSecret, signingSecret, scopes, apiUrl, client, installations, installed, log } =
    parts;
  return new HTTPReceiver({
    signingSecret,
    // It takes no events.
    endpoints: [],
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    logger: log,
    installerOptions: {
      installPath: paths.install,
      redirectUriPath: paths.installed,
      clientOptions: client,
      ...(apiUrl === undefined ? {} : { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
    },
    installationStore: {
      async storeInstallation(installation) {
        const { team, text } = keptOf(installation);
        await installations.alone(team, async () => installations.save(team, text));
        installed(team);
      },
      async fetchInstallation() {
        return Promise.reject(new Error('installations are read elsewhere'));
      },
    },
  });
}

function keptOf({ team, bot }: BoltInstallation): { readonly team: string; readonly text: string } {
  if (!team || !bot) throw new Error('an installation without a workspace or a bot');
  const { token, userId: botUser, refreshToken, expiresAt: expiresAtS } = bot;
  return { team: team.id, text: writeInstallation({ team: team.id, botUser, token, refreshToken, expiresAtS }) };
}
