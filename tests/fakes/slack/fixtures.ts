import { App, LogLevel, SocketModeReceiver, type Logger } from '@slack/bolt';
import { jsonObject, type JsonObject } from './json.ts';
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from './server.ts';

/** A manifest with one of everything. */
const newsManifest = {
  display_information: { name: 'Dossier' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    assistant_view: { assistant_description: 'Answers from briefs' },
    slash_commands: [{ command: '/brief', description: 'What happened', should_escape: false }],
    shortcuts: [
      { name: 'Who is in this?', type: 'message', callback_id: 'who', description: 'Whom it names' },
      { name: 'Ask', type: 'global', callback_id: 'ask', description: 'Ask something' },
    ],
  },
  oauth_config: {
    redirect_urls: ['http://127.0.0.1'],
    scopes: {
      bot: [
        'commands',
        'chat:write',
        'app_mentions:read',
        'im:history',
        'im:write',
        'users:read',
        'assistant:write',
        'channels:history',
        'channels:read',
        'groups:history',
        'groups:read',
        'usergroups:read',
        'im:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_mention',
        'message.im',
        'app_home_opened',
        'app_uninstalled',
        'tokens_revoked',
        'assistant_thread_started',
        'assistant_thread_context_changed',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

/** The manifest with some parts put in the place of its own. */
export const manifestWith = (parts: Readonly<Record<string, unknown>>): unknown => ({ ...newsManifest, ...parts });

export const startNewsroom = (options: FakeSlackOptions = {}): Promise<FakeSlack> =>
  startFakeSlack({ manifest: newsManifest, ...options });

/** Bolt logs what the tests bring about on purpose; what the fake saw stands in the error of a test. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** A call of the Web API by plain HTTP: a form, with the token in the header. */
export async function call(
  slack: FakeSlack,
  method: string,
  given: Readonly<Record<string, string>> = {},
  token: string | undefined = slack.botToken,
): Promise<JsonObject> {
  const answer = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    body: new URLSearchParams(given),
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
  });
  return jsonObject.parse(await answer.json());
}

/** The real Bolt in Socket Mode. */
export function boltInSocketMode(slack: FakeSlack): App {
  return new App({
    token: slack.botToken,
    appToken: slack.app.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
  });
}

/** Bolt in Socket Mode that opens another connection half a second after it lost one, not five seconds. */
export function hastyBolt(slack: FakeSlack): App {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: slack.app.appToken,
    clientPingTimeout: 500,
    installerOptions: { clientOptions },
    logger: silent,
  });
  return new App({ token: slack.botToken, receiver, clientOptions, logger: silent });
}
