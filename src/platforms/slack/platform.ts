import { HTTPReceiver } from '@slack/bolt';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/errors.ts';
import { InFlight } from '../../kernel/in-flight.ts';
import type { Logger } from '../../kernel/logger.ts';
import { systemPause, type Pause } from '../../kernel/pause.ts';
import { definePlatform, noChannels, type Desk, type Platform, type Running } from '../../platform.ts';
import { createAnswering } from './parts/answering.ts';
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
import { BOT_TOKEN_REFUSED, oneWorkspace, workspaceOfToken } from './parts/one-workspace.ts';
import { People } from './parts/people.ts';
import { createPosting } from './parts/posting.ts';
import { createReceiving, type Received } from './parts/receiving.ts';
import { Replies } from './parts/replies.ts';
import { ResponseUrls } from './parts/response-urls.ts';
import { clientOptions, createWeb } from './parts/web.ts';
import type { Workspaces } from './parts/workspace.ts';

export interface SlackSettings {
  /** How what happens arrives: over a connection of ours, or by requests to a port. */
  readonly way: { readonly kind: 'socket'; readonly appToken: string } | HttpWay;
  readonly access: { readonly kind: 'one'; readonly botToken: string } | ManyAccess;
  /** Begins the name of every command. Default: nothing. */
  readonly commandPrefix?: string | undefined;
  /** `https://…/api` of a server other than Slack's. */
  readonly apiUrl?: string | undefined;
  /** The line whose answer stands on everybody's home. */
  readonly homeLine: string;
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
  inFlight.add(run(desk, settings, hooks).catch((error: unknown) => refused.reject(error)));

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
  return { channels: noChannels, isConnected: () => isHearing, stop: async () => (stopped ??= stop()), ended };
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
async function run(desk: Desk, settings: SlackSettings, hooks: Hooks): Promise<void> {
  const { way, apiUrl, logger, pause = systemPause } = settings;
  const workspaces = await workspacesOf(settings, hooks);
  if (!workspaces) return;
  const receive = wired(desk, settings, workspaces, hooks);
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
  { access, apiUrl, logger }: SlackSettings,
  workspaces: Workspaces,
  signingSecret: string,
): HTTPReceiver | undefined {
  if (access.kind === 'one') return undefined;
  return installPages({
    ...access,
    signingSecret,
    apiUrl,
    client: clientOptions(apiUrl),
    installed: (team) => workspaces.installed({ team }),
    log: libraryLog(logger),
  });
}

/** All parts that answer, put together. */
function wired(
  desk: Desk,
  settings: SlackSettings,
  workspaces: Workspaces,
  hooks: Hooks,
): (received: Received) => Promise<void> {
  const { apiUrl, commandPrefix, homeLine, logger, clock = systemClock, pause = systemPause } = settings;
  const { commands } = desk;
  const { inFlight } = hooks;
  const names = commandNames(
    commands.map(({ name }) => name),
    commandPrefix,
  );
  const web = createWeb(apiUrl);
  const posting = createPosting({ web, clock, pause, logger });
  const responseUrls = new ResponseUrls({ clock, pause });
  const people = new People({ web, clock, logger });
  const answering = createAnswering({
    desk,
    workspaces,
    names,
    responseUrls,
    people,
    replies: new Replies({ web, posting, responseUrls, logger }),
    forms: new Forms({ web, commands, names }),
    homes: new Homes({ web, desk, names, people, line: homeLine }),
    assistant: new Assistant({ web, commands, clock, logger }),
    clock,
    logger,
    answerWithinMs: ANSWER_WITHIN_MS,
    async refused(workspace) {
      if (settings.access.kind === 'one') hooks.refused(new UserError(BOT_TOKEN_REFUSED));
      await workspaces.left(workspace);
    },
  });
  return createReceiving({ desk, names, workspaces, answering, inFlight, clock, logger });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
