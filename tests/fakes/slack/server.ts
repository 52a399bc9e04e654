import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { systemClock, type Clock } from '../../../src/kernel/clock.ts';
import { manifest as manifestShape, type Manifest, type SlackApp } from './world/app.ts';
import { AssistantThreads } from './world/assistant-threads.ts';
import { Changes } from './changes.ts';
import type { ProblemsOfBlocks } from './api/block-rules.ts';
import type { Core } from './core.ts';
import { Dispatcher } from './delivery/dispatcher.ts';
import { Faults } from './faults.ts';
import { Front } from './front.ts';
import { HttpMode } from './delivery/http-mode.ts';
import { FakeSlack } from './fake-slack.ts';
import { stringAt } from './json.ts';
import { OAuth } from './api/oauth.ts';
import { Parts } from './parts.ts';
import { ResponseUrls } from './world/response-urls.ts';
import { SlackEvents } from './delivery/slack-events.ts';
import { SocketMode } from './delivery/socket-mode.ts';
import { Tokens } from './world/tokens.ts';
import { Triggers } from './world/triggers.ts';
import { Views } from './world/views.ts';
import { World } from './world/world.ts';

export { Person } from './people/person.ts';
export { NotPossible } from './api/slack-error.ts';
export type { FakeSlack } from './fake-slack.ts';
export type { Interaction } from './people/interaction.ts';
export type { Channel, Message } from './world/world.ts';
export type { View } from './world/views.ts';

export interface FakeSlackOptions {
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: only what the methods themselves check. */
  readonly problemsOfBlocks?: ProblemsOfBlocks;
  /** The app's manifest, as `installManifest` takes it. Default: no command, no shortcut, no event and every scope. */
  readonly manifest?: unknown;
  /** Where the app takes requests; Socket Mode where it is not given. */
  readonly requestUrl?: string;
  /**
   * Whether what comes too fast is refused with 429: a second message in a channel within one second, and more calls in a minute
   * than a workspace takes. Default: no.
   */
  readonly paced?: boolean;
  /** How long a test waits for anything. Default: 10 s. */
  readonly patienceMs?: number;
}

/** What an app without a manifest gets. */
const SCOPES = ['channels', 'groups', 'im', 'mpim']
  .flatMap((family) => [`${family}:read`, `${family}:history`])
  .concat(['chat:write', 'commands', 'users:read', 'app_mentions:read', 'assistant:write', 'usergroups:read'])
  .concat(['im:write', 'mpim:write']);

const plainManifest: Manifest = {
  display_information: { name: 'Dossier' },
  features: { app_home: { home_tab_enabled: true, messages_tab_enabled: true } },
  oauth_config: { scopes: { bot: SCOPES } },
};

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });
}

function storyOf(core: Core): string {
  const requests = core.requests.slice(-12).map(({ route, status, answer }) => {
    const error = stringAt(answer, 'error') ?? '';
    return `- ${route}: ${status ?? 'no answer'} ${error}`.trimEnd();
  });
  return [...requests, ...core.unexpected.slice(-6).map((one) => `- unexpected: ${one}`)].join('\n') || '- nothing';
}

/**
 * Starts a Slack of one workspace, with the app installed in it, on a free port of the loopback address.
 *
 * It is written from Slack's pages (docs.slack.dev), not from any client, and refuses what they say that Slack refuses.
 * Where it is stricter, it says so in `unexpected`: a test ends by expecting none there. A token for a whole
 * organisation, tokens of users, and files are not in it.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const clock = options.clock ?? systemClock;
  const world = new World(clock);
  let origin = '';
  const app: SlackApp = {
    id: world.id('A'),
    clientId: '1234567890.1234567890',
    clientSecret: 'fake-client-secret-0123456789abcdef',
    signingSecret: 'fake-signing-secret-0123456789abcd',
    verificationToken: 'fake-verification-token',
    appToken: `xapp-1-A0FAKE-${world.id('1')}-fake`,
    manifest: options.manifest === undefined ? plainManifest : manifestShape.parse(options.manifest),
    requestUrl: options.requestUrl,
  };
  const unexpected: string[] = [];
  const changes = new Changes(options.patienceMs ?? 10_000, () => storyOf(core));
  const tokens = new Tokens(world);
  tokens.addAppToken(app.appToken);
  const core: Core = {
    clock,
    app,
    world,
    tokens,
    changes,
    requests: [],
    unexpected,
    note: (what) => {
      unexpected.push(what);
      changes.announce();
    },
    pings: [],
    writes: [],
    triggers: new Triggers(world),
    views: new Views(world, app.id),
    faults: new Faults(changes),
    assistantThreads: new AssistantThreads(),
    paced: options.paced ?? false,
    problemsOfBlocks: options.problemsOfBlocks ?? (() => []),
    origin: () => origin,
    echo: (message, change) => parts.echo(message, change),
    revoke: (token) => slack.revoke(token),
    uninstall: (installation) => slack.uninstall(installation),
  };
  const socketMode = new SocketMode(core);
  const httpMode = new HttpMode(core);
  const dispatcher = new Dispatcher(core, socketMode, httpMode);
  const events = new SlackEvents(core, dispatcher);
  const responseUrls = new ResponseUrls(core);
  const oauth = new OAuth(core);
  const front = new Front(core, socketMode, oauth, responseUrls);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => front.serve(request, response));
  socketMode.attach(server);
  origin = `http://127.0.0.1:${await listen(server)}`;
  const parts = new Parts({ core, dispatcher, events, responseUrls, oauth });
  const slack = new FakeSlack(parts, { server, socketMode, httpMode });
  return slack;
}
