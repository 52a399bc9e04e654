import { HTTPReceiver } from '@slack/bolt';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/errors.ts';
import { InFlight } from '../../kernel/in-flight.ts';
import type { Logger } from '../../kernel/logger.ts';
import { systemPause, type Pause } from '../../kernel/pause.ts';
import { definePlatform, type Desk, type Platform, type Running } from '../../platform.ts';
import { createAnswering } from './parts/answering.ts';
import { createAskerOf } from './parts/askers.ts';
import { Assistant } from './parts/assistant.ts';
import { boltApp } from './parts/bolt-app.ts';
import { commandNames } from './parts/command-names.ts';
import { socketReceiver, stayConnected } from './parts/connection.ts';
import { Forms } from './parts/forms.ts';
import { Homes } from './parts/homes.ts';
import { HttpServer } from './parts/http-server.ts';
import { libraryLog } from './parts/library-log.ts';
import { installPages } from './parts/install-pages.ts';
import type { Installations } from './parts/installations.ts';
import { ManyWorkspaces } from './parts/many-workspaces.ts';
import { botScopes } from './parts/manifest.ts';
import { isGroup, Managing } from './parts/managing.ts';
import { BOT_TOKEN_REFUSED, oneWorkspace, workspaceOfToken } from './parts/one-workspace.ts';
import { People } from './parts/people.ts';
import { createReceiving, type Received } from './parts/receiving.ts';
import { Replies } from './parts/replies.ts';
import { ResponseUrls } from './parts/response-urls.ts';
import { clientOptions } from './parts/web.ts';
import { createWays, type Ways } from './parts/ways.ts';
import type { Workspaces } from './parts/workspace.ts';

export interface SlackSettings {
  /** How what happens arrives: over a connection of ours, or by requests to a port. */
  readonly way: { readonly kind: 'socket'; readonly appToken: string } | HttpWay;
  readonly access: { readonly kind: 'one'; readonly botToken: string } | ManyAccess;
  /** Begins the name of every command. Default: nothing. */
  readonly commandPrefix?: string | undefined;
  /** `https://…/api` of a server other than Slack's. */
  readonly apiUrl?: string | undefined;
  /** The lines whose answers stand on everybody's home: what is in the news, and what belongs to the reader. */
  readonly homeLine: string;
  /** One that the desk has no command for is left out. Default: none. */
  readonly homeSections?: readonly string[] | undefined;
  /** Ids of people and of user groups who may set up what everybody reads. Default: every full member may. */
  readonly editors?: readonly string[] | undefined;
  readonly logger: Logger;
  /** Default: that of the system. */
  readonly clock?: Clock | undefined;
  /** Between two tries. Default: that of the system. */
  readonly pause?: Pause | undefined;
}

interface ManyAccess {
  readonly kind: 'many';
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what comes back from the platform's own page. */
  readonly stateSecret: string;
  readonly installations: Installations;
}

interface HttpWay {
  readonly kind: 'http';
  readonly signingSecret: string;
  readonly port: number;
}

/** A desk that is silent for so long has failed. */
const ANSWER_WITHIN_MS = 60_000;
/** What is not answered by then is given up when the bot stops. Container engines wait for ten seconds. */
const STOP_WITHIN_MS = 8000;

/** The bot on Slack, in one workspace or in many. */
export function slackPlatform(settings: SlackSettings): Platform {
  return definePlatform({
    name: 'slack',
    start: async (desk) => started(desk, settings),
  });
}

async function started(desk: Desk, settings: SlackSettings): Promise<Running> {
  const stopping = new AbortController();
  const inFlight = new InFlight();
  const finished = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<never>();
  /** Connected, or found that it is up to the network: the other platforms need not wait for that. */
  const first = Promise.withResolvers<void>();
  let isHearing = false;
  const hooks: Hooks = {
    inFlight,
    hears: (isConnected) => (isHearing = isConnected),
    signal: stopping.signal,
    goesOn: () => first.resolve(),
    refused: (error) => refused.reject(error),
  };
  const ways = waysOf(desk, settings, hooks);
  inFlight.add(run(desk, settings, ways, hooks).catch((error: unknown) => refused.reject(error)));

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    const left = await inFlight.settled(STOP_WITHIN_MS);
    if (left > 0) settings.logger.warn('stopped before all was finished', { left });
    finished.resolve();
  }
  const ended = Promise.race([finished.promise, refused.promise]);
  try {
    await Promise.race([first.promise, ended]);
  } catch (error) {
    await (stopped ??= stop());
    throw error;
  }
  return { channels: ways.channels, isConnected: () => isHearing, stop: async () => (stopped ??= stop()), ended };
}

interface Hooks {
  readonly inFlight: InFlight;
  readonly signal: AbortSignal;
  /** Whether what happens arrives here, from now on. */
  hears(isConnected: boolean): void;
  /** Nobody needs to wait any more. */
  goesOn(): void;
  /** Settings turned out to be wrong. */
  refused(error: unknown): void;
}

/** Resolves when the signal says stop and nothing is taken any more. */
async function run(desk: Desk, settings: SlackSettings, ways: Ways, hooks: Hooks): Promise<void> {
  const { way, apiUrl, logger, pause = systemPause } = settings;
  const workspaces = await workspacesOf(settings, hooks);
  if (!workspaces) return;
  ways.reached(workspaces);
  const receive = wired(desk, settings, workspaces, ways, hooks);
  const log = libraryLog(logger);
  if (way.kind === 'socket') {
    const receiver = socketReceiver({ appToken: way.appToken, client: clientOptions(apiUrl), logger });
    boltApp({ receiver, apiUrl, log, logger, receive });
    const connection = {
      receiver,
      logger,
      connected: () => {
        hooks.hears(true);
        hooks.goesOn();
      },
      disconnected: () => hooks.hears(false),
      pause: async (...wait: Parameters<Pause>) => {
        hooks.goesOn();
        await pause(...wait);
      },
    };
    return stayConnected(connection, hooks.signal);
  }
  const { signingSecret, port } = way;
  const receiver = new HTTPReceiver({ signingSecret, logger: log });
  boltApp({ receiver, apiUrl, log, logger, receive });
  const pages = pagesOf(settings, workspaces, signingSecret);
  const { clock = systemClock } = settings;
  const server = new HttpServer({ receiver, pages, signingSecret, port, clock, logger });
  logger.info('listening', { port: await server.listen() });
  hooks.hears(true);
  hooks.goesOn();
  await aborted(hooks.signal);
  hooks.hears(false);
  return server.close();
}

async function workspacesOf(settings: SlackSettings, hooks: Hooks): Promise<Workspaces | undefined> {
  const { access, apiUrl, logger, clock = systemClock, pause = systemPause } = settings;
  const client = clientOptions(apiUrl);
  if (access.kind === 'many') return new ManyWorkspaces({ ...access, client, clock, logger });
  const parts = { token: access.botToken, client, logger, pause, waiting: () => hooks.goesOn() };
  const workspace = await workspaceOfToken(parts, hooks.signal);
  return workspace && oneWorkspace(workspace);
}

function pagesOf(
  { access, apiUrl, editors = [], logger }: SlackSettings,
  workspaces: Workspaces,
  signingSecret: string,
): HTTPReceiver | undefined {
  if (access.kind === 'one') return undefined;
  return installPages({
    ...access,
    signingSecret,
    scopes: botScopes(editors.some(isGroup)),
    apiUrl,
    client: clientOptions(apiUrl),
    installed: (team) => workspaces.installed({ team }),
    log: libraryLog(logger),
  });
}

function waysOf(desk: Desk, settings: SlackSettings, hooks: Hooks): Ways {
  const { access, apiUrl, commandPrefix, logger, clock = systemClock, pause = systemPause } = settings;
  const names = commandNames(
    desk.commands.map(({ name }) => name),
    commandPrefix,
  );
  const { inFlight, signal } = hooks;
  const onlyRefused = () => {
    if (access.kind === 'one') hooks.refused(new UserError(BOT_TOKEN_REFUSED));
  };
  return createWays({ apiUrl, names, clock, pause, logger, inFlight, signal, onlyRefused });
}

/** All parts that answer, put together. */
function wired(
  desk: Desk,
  settings: SlackSettings,
  workspaces: Workspaces,
  { web, names, posting, directs, refused }: Ways,
  { inFlight }: Hooks,
): (received: Received) => Promise<void> {
  const { homeLine, homeSections = [], editors = [], logger, clock = systemClock, pause = systemPause } = settings;
  const responseUrls = new ResponseUrls({ clock, pause });
  const people = new People({ web, clock, logger });
  const askerOf = createAskerOf(new Managing({ web, editors, logger }));
  const lines = { latest: homeLine, sections: homeSections };
  const answering = createAnswering({
    desk,
    workspaces,
    names,
    responseUrls,
    people,
    askerOf,
    replies: new Replies({ web, posting, directs, responseUrls, logger }),
    forms: new Forms({ web, desk, names }),
    homes: new Homes({ web, desk, names, people, askerOf, lines }),
    assistant: new Assistant({ web, commands: desk.commands, clock, logger }),
    clock,
    logger,
    answerWithinMs: ANSWER_WITHIN_MS,
    refused,
  });
  return createReceiving({ desk, names, workspaces, answering, askerOf, inFlight, clock, logger });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
