import type { Readable, Writable } from 'node:stream';
import { join } from 'node:path';
import { createBackOffice, type Pace } from './back-office.ts';
import type { ManifestAsked, ShownAs } from './command-line.ts';
import { commands } from './commands/all.ts';
import { statePlace, type Config, type PlatformName } from './config.ts';
import type { SlackInstalling } from './platform-settings.ts';
import { openCorpus, type OpenCorpus } from './corpus/open-corpus.ts';
import type { NameHit } from './corpus/name-table.ts';
import { isOutlet, type Subject } from './corpus/model.ts';
import { createDesk, sheetOf } from './desk.ts';
import type { Clock } from './kernel/clock.ts';
import { unreachable, UserError } from './kernel/errors.ts';
import type { Logger } from './kernel/logger.ts';
import { plainText } from './message/plain-text.ts';
import { noMetrics, type Metrics } from './metrics.ts';
import { createNames } from './names/create-names.ts';
import type { Measures } from './operations/measures.ts';
import { createOversight, tellOfBriefs } from './oversight.ts';
import type { Answer, Desk, Platform, Running } from './platform.ts';
import type { State } from './state/open-state.ts';
import { showOnTerminal, terminalPlatform } from './platforms/terminal/platform.ts';

/** What an app needs of the world around it. */
export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly terminal: TerminalStreams;
  /** Of `measuresOf`, where somebody watches. Default: nothing is counted. */
  readonly measures?: Measures | undefined;
  /** For whoever cannot wait. Default: as time goes by. */
  readonly pace?: Pace | undefined;
}

export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  readonly columns: () => number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly zone: string;
}

export interface App {
  readonly desk: Desk;
  readonly briefs: OpenCorpus;
  /** How often the index turned out to be damaged and was thrown away. */
  rebuilds(): number;
  /**
   * Tells of health and numbers from now on, where the settings name a port. To be called before the index is read for the
   * first time, which may take long. Resolves with the port. @throws UserError where that cannot be had
   */
  serveOperations(): Promise<number | undefined>;
  /**
   * Watches the folder and starts every platform of the settings. Resolves once all of them have ended, at once where
   * the app was stopped before.
   */
  run(): Promise<void>;
  /** An answer as somebody sees it: what a platform would send, the plain fallback, or the data itself. */
  show(answer: Answer, as: ShownAs): string;
  /** Ends what is on its way to channels, the platforms, then the index. Safe to call twice, and before `run`. */
  stop(): Promise<void>;
}

/**
 * Wires everything. Nothing is started yet: the index answers from what it has.
 * @throws UserError where the data folder cannot be written.
 */
export function createApp(config: Config, { clock, logger, terminal, measures, pace }: Surroundings): App {
  const metrics = measures?.metrics ?? noMetrics;
  let rebuilds = 0;
  const briefs = openCorpus({
    briefsDir: config.briefsDir,
    dataDir: config.dataDir,
    clock,
    tell: (event) => {
      if (event.kind === 'rebuilding') rebuilds++;
      // Who waits for what another copy has read syncs again and again: a sync that found nothing must not have it looked for anew.
      if (event.kind === 'synced' && event.read + event.removed > 0) backOffice.synced();
      tellOfBriefs(event, logger);
    },
  });
  const { corpus } = briefs;
  const names = createNames(corpus.names, {
    inTheNews: ({ kinds = ['actor', 'place', 'topic'], limit }) => corpus.inTheNews({ kinds, limit }).map(hitOf),
  });
  let opened: Promise<State> | undefined;
  /** Opened by the first who needs it: most of what is asked does not. */
  const state = async () => (opened ??= stateOf(config, { metrics, logger, failed: () => (opened = undefined) }));
  const running = new Map<PlatformName, Running>();
  const backOffice = createBackOffice({ ...pace, briefs, state, running, askedAs: ['terminal'], clock, logger });
  const desk = createDesk({
    corpus,
    names,
    commands,
    services: backOffice.services,
    clock,
    metrics,
    report: (incident, error) => logger.error('a request failed', error, { incident }),
  });
  /** What `run` rejects with, so that nobody tells of it twice. */
  const told = new Set<unknown>();
  let stopped: Promise<void> | undefined;
  const asked = Promise.withResolvers<'stop'>();
  const isStopping = () => stopped !== undefined;
  const oversight = createOversight({ config, measures, briefs, state, running, isStopping, clock, logger });

  async function end(): Promise<void> {
    await backOffice.stop();
    for (const result of await Promise.allSettled([...running.values()].map(async (one) => one.stop()))) {
      if (result.status === 'fulfilled' || told.has(result.reason)) continue;
      logger.error('a platform did not stop well', result.reason);
    }
    await briefs.close();
    // Where it could not be opened, whoever wanted it has said so.
    await opened?.then(
      async (open) => open.close(),
      () => undefined,
    );
    await oversight.close();
  }

  return {
    desk,
    briefs,
    rebuilds: () => rebuilds,
    serveOperations: async () => oversight.serve(),
    async run() {
      if (stopped) return;
      briefs.watch();
      for (const name of config.platforms) {
        // oxlint-disable-next-line no-await-in-loop -- a platform that refuses its settings keeps the next from starting
        const platform = await platformOf(name, config, { clock, logger, terminal, pace, state });
        const starting = platform.start(desk);
        // oxlint-disable-next-line no-await-in-loop -- as above
        const one = await Promise.race([starting, asked.promise]);
        if (one === 'stop') {
          // Nobody waits for what cannot be reached.
          void starting.then(async (late) => late.stop()).catch(() => undefined);
          return;
        }
        running.set(name, one);
        logger.info('platform started', { platform: name });
        // Asked to stop while it was starting.
        if (stopped) return one.stop();
      }
      backOffice.start();
      try {
        await Promise.all([...running.values()].map(async (one) => one.ended));
      } catch (error) {
        told.add(error);
        throw error;
      }
    },
    show(answer, as) {
      switch (as) {
        case 'json':
          return `${JSON.stringify(answer)}\n`;
        case 'text':
          return `${plainText(answer.message)}\n`;
        case 'terminal':
          return showOnTerminal(answer, terminal);
        default:
          return unreachable(as);
      }
    },
    stop() {
      asked.resolve('stop');
      return (stopped ??= end());
    },
  };
}

/** A platform is loaded when it is started: its library takes longer to load than a question takes to answer. */
async function platformOf(
  name: PlatformName,
  config: Config,
  { clock, logger, terminal, pace, state }: Surroundings & { readonly state: () => Promise<State> },
): Promise<Platform> {
  switch (name) {
    case 'discord': {
      if (!config.discord) throw new UserError('DISCORD_TOKEN is not set.');
      const { discordPlatform } = await import('./platforms/discord/platform.ts');
      return discordPlatform({ ...config.discord, clock, pause: pace?.pause, logger });
    }
    case 'slack': {
      if (!config.slack) throw new UserError('SLACK_BOT_TOKEN is not set.');
      const { slackPlatform } = await import('./platforms/slack/platform.ts');
      const { access: configured, ...slack } = config.slack;
      const access = configured.kind === 'one' ? configured : await withInstallations(configured, { state, clock });
      return slackPlatform({
        ...slack,
        access,
        commandPrefix: config.slackPrefix,
        editors: config.slackEditors,
        homeLine: 'latest',
        homeSections: ['following', 'digest list'],
        clock,
        pause: pace?.pause,
        logger,
      });
    }
    case 'terminal':
      return terminalPlatform({ ...terminal, historyFile: join(config.dataDir, 'history'), greetingLine: 'status' });
    default:
      return unreachable(name);
  }
}

/** Loaded only here: the database takes longer to load than a question takes to answer. */
async function stateOf(
  config: Config,
  { metrics, logger, failed }: { readonly metrics: Metrics; readonly logger: Logger; readonly failed: () => void },
): Promise<State> {
  const [{ openState }, { databaseFailed, measuredState }] = await Promise.all([
    import('./state/open-state.ts'),
    import('./operations/measured-state.ts'),
  ]);
  const lost = (error: Error) => logger.warn('a connection to the database ended', { why: error.message });
  try {
    return measuredState(await openState(statePlace(config), lost), metrics);
  } catch (error) {
    // The next who needs it tries anew.
    failed();
    databaseFailed(error, metrics);
    throw error;
  }
}

async function withInstallations(
  access: SlackInstalling,
  { state, clock }: { readonly state: () => Promise<State>; readonly clock: Clock },
) {
  const { tenantSecrets } = await import('./tenants.ts');
  const installations = tenantSecrets({ platform: 'slack', state: await state(), keys: access.stateKeys, clock });
  return { ...access, installations };
}

/**
 * What a platform has to be told of the commands, as text for a file or a form.
 * @throws UserError where the address or the prefix of the commands is none that the platform takes.
 */
export async function manifestOf(asked: ManifestAsked, config: Config): Promise<string> {
  const sheets = commands.map(sheetOf);
  switch (asked.platform) {
    case 'discord': {
      const { registration } = await import('./platforms/discord/parts/register.ts');
      return `${JSON.stringify(registration(sheets), undefined, 2)}\n`;
    }
    case 'slack': {
      const { manifest, printManifest } = await import('./platforms/slack/parts/manifest.ts');
      const { as, url, isShared } = asked;
      const mode = url === undefined ? 'socket' : 'http';
      const hasGroups = config.slackEditors?.some((id) => id.startsWith('S')) === true;
      return printManifest(manifest(sheets, { prefix: config.slackPrefix, mode, url, isShared, hasGroups }), as);
    }
    default:
      return unreachable(asked);
  }
}

/**
 * The addresses at which the bot is added to where people ask.
 * @throws UserError where a setting is missing or not accepted.
 */
export async function inviteTo(platform: 'discord', config: Config): Promise<string> {
  switch (platform) {
    case 'discord': {
      if (!config.discord) throw new UserError('Set DISCORD_TOKEN first: the link is that of its application.');
      const { inviteLinks } = await import('./platforms/discord/parts/invite.ts');
      const { name, server, person } = await inviteLinks(config.discord);
      return `Add ${name} to a server:\n${server}\n\nOr to your own account, for use everywhere:\n${person}\n`;
    }
    default:
      return unreachable(platform);
  }
}

function hitOf(subject: Subject): NameHit {
  const { id, kind, name, briefs } = subject;
  return { id, kind, name, briefs, outlet: isOutlet(subject) };
}
