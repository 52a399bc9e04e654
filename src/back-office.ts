import { randomUUID } from 'node:crypto';
import type { OpenCorpus } from './corpus/open-corpus.ts';
import { everyMinute, type Beat } from './digests/beat.ts';
import { createComposer } from './digests/create-composer.ts';
import { createDigestOffice } from './digests/create-office.ts';
import { forgetDeliveries } from './digests/forget-deliveries.ts';
import { runDigests } from './digests/run-digests.ts';
import { digestStandings } from './digests/standing.ts';
import { runFollows } from './follows/run-follows.ts';
import type { Clock } from './kernel/clock.ts';
import type { Logger } from './kernel/logger.ts';
import { systemPause, type Pause } from './kernel/pause.ts';
import { within } from './kernel/within.ts';
import { createNews } from './news/create-news.ts';
import type { NewsDesk } from './news/news.ts';
import { createRecorder } from './news/recorder.ts';
import { noChannels, type Channels, type Running } from './platform.ts';
import type { Services } from './services.ts';
import type { State } from './state/open-state.ts';

/** How fast the bot works by itself. Only tests, which cannot wait for minutes, have another. */
export interface Pace {
  /** Default: every minute. */
  readonly beat?: Beat | undefined;
  /** Default: 60 s. */
  readonly leaseMs?: number | undefined;
  /** Between two tries, of the platforms too. Default: that of the system. */
  readonly pause?: Pause | undefined;
}

export interface BackOfficeParts extends Pace {
  readonly briefs: OpenCorpus;
  /** Opened by the first who needs it. */
  readonly state: () => Promise<State>;
  /** Those that have started, by name. */
  readonly running: ReadonlyMap<string, Running>;
  /** Platforms as which somebody asks though they do not run: nothing can be posted on them from here. Default: none. */
  readonly askedAs?: readonly string[] | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What works behind the desk: it keeps what has arrived, and brings to channels what nobody asked for just now. */
export interface BackOffice {
  readonly services: Services;
  /** The index was brought up to the folder. */
  synced(): void;
  /** To be called once the platforms have started. */
  start(): void;
  /** To be called while the platforms still run: what is with them is finished. Safe to call twice, and before `start`. */
  stop(): Promise<void>;
}

/** A database that does not answer must not keep the platforms from ending. */
const RECORD_WITHIN_MS = 1000;

const AWAY: Channels = {
  ...noChannels,
  look: () => Promise.resolve({ kind: 'closed', why: 'The bot does not run there just now.' }),
};

export function createBackOffice(parts: BackOfficeParts): BackOffice {
  const { briefs, state, running, clock, logger, askedAs = [], beat = everyMinute } = parts;
  const { pause = systemPause, leaseMs } = parts;
  const { corpus, contents } = briefs;
  const sync = async () => briefs.sync();
  const recorder = createRecorder({ contents, state, clock, logger });
  const news = createNews({ corpus, contents, recorder, state, isComplete: () => briefs.isComplete(), sync });
  const composer = createComposer({ news, corpus });
  const channels = () => channelsOf(running);
  const known = () => new Map([...askedAs.map((name) => [name, AWAY] as const), ...channels()]);
  const alike = { state, channels, clock, logger, beat, holder: randomUUID() };
  const lastMark: NewsDesk['last'] = async (...asked) => news.last(...asked);
  const digests = runDigests({ ...alike, composer, lastMark, pause, leaseMs });
  const follows = runFollows({ ...alike, known, news, corpus });
  const forgetting = forgetDeliveries({ ...alike, pause });
  let isStarted = false;
  let isStopped = false;
  const stopped = Promise.withResolvers<void>();
  let starting: Promise<void> = Promise.resolve();

  async function begin(): Promise<void> {
    // What was written while the bot was down belongs into what is due now. A sync that fails says so itself. One of a large
    // folder takes minutes, and is broken off after this has stopped.
    await Promise.race([sync().catch(() => undefined), stopped.promise]);
    if (isStopped) return;
    recorder.soon();
    await Promise.all([digests.start(), follows.start(), forgetting.start()]);
  }

  return {
    services: {
      news,
      digests: createDigestOffice({
        state,
        news,
        composer,
        delivering: digests,
        channelsOf: (platform) => channels().get(platform),
      }),
      standings: digestStandings(state),
      follows: follows.office,
    },
    synced() {
      // Who asks once needs no record of what arrived, unless it is asked for.
      if (!isStarted) return;
      recorder.soon();
      follows.changed();
    },
    start() {
      isStarted = true;
      // Where nobody can be reached, nothing is due.
      if (channels().size === 0) return;
      starting = begin().catch((error: unknown) => logger.error('what is to be posted could not be begun', error));
    },
    async stop() {
      isStopped = true;
      stopped.resolve();
      await Promise.all([digests.stop(), follows.stop(), forgetting.stop()]);
      await starting;
      if ((await within(RECORD_WITHIN_MS, recorder.close())) === 'late') {
        logger.warn('arrivals were still being recorded at the end: the next start goes on with them');
      }
    },
  };
}

/** Of those on which something can be posted that nobody asked for: where not, digests wait for a copy of the bot that can. */
function channelsOf(running: ReadonlyMap<string, Running>): ReadonlyMap<string, Channels> {
  return new Map(
    [...running].filter(([, one]) => one.channels !== noChannels).map(([name, one]) => [name, one.channels]),
  );
}
