import type { Beat } from '../digests/beat.ts';
import { within } from '../kernel/within.ts';
import { createFollowOffice } from './create-office.ts';
import { createNotifier, type NotifierParts } from './notifier.ts';
import type { FollowOffice } from './office.ts';
import type { RunningChannels } from './people.ts';

export interface RunFollowsParts extends NotifierParts {
  readonly beat: Beat;
  /** On which people ask, also where nothing can be posted. Default: `channels`. */
  readonly known?: RunningChannels | undefined;
}

/** All that `app.ts` needs of following. */
export interface RunningFollows {
  /** For the commands. It answers before `start` too, where a platform runs. */
  readonly office: FollowOffice;
  /** Begins to tell, at once and with each beat. To be called when the platforms run. */
  start(): Promise<void>;
  /** The briefs may have changed: tells what is new now, in place of at the next beat. Without effect before `start`. */
  changed(): void;
  /**
   * Begins nothing new, and waits for what is with a platform. What is not settled then is asked for by whoever takes it over.
   * To be called before the platforms and the database end. Safe to call twice, and before `start`.
   */
  stop(): Promise<void>;
}

/** The platforms need some time of the 10 s after which most containers are killed. */
const STOP_WITHIN_MS = 5000;

/** Tells those who follow what is new, as one of any number of copies of the bot. */
export function runFollows({ beat, known, ...parts }: RunFollowsParts): RunningFollows {
  const { channels, clock, logger } = parts;
  const notifier = createNotifier(parts);
  let beating: { stop(): void } | undefined;
  let isStarted = false;
  let isStopped = false;

  async function look(): Promise<void> {
    // Where no platform runs, nobody can be told, and the database is not opened for that.
    if (!isStopped && channels().size > 0) await notifier.tick(clock.now());
  }

  return {
    office: createFollowOffice({ ...parts, channels: known ?? channels }),
    async start() {
      if (isStarted || isStopped) return;
      isStarted = true;
      void look();
      const begun = await beat(look);
      beating = begun;
      // Asked to stop while it was starting.
      if (isStopped) begun.stop();
    },
    changed() {
      if (isStarted) void look();
    },
    async stop() {
      isStopped = true;
      beating?.stop();
      if ((await within(STOP_WITHIN_MS, notifier.stop())) === 'late') {
        logger.warn('a notice was still on its way at the end: whoever starts next asks what became of it');
      }
    },
  };
}
