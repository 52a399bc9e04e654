import type { Corpus } from '../corpus/corpus.ts';
import type { Clock } from '../kernel/clock.ts';
import { UserError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { NewsDesk } from '../news/news.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import type { Tenure } from '../state/tenure.ts';
import { Trouble } from '../state/trouble.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { holdNews } from './hold-news.ts';
import type { RunningChannels } from './people.ts';
import { tellFollowers } from './tell-followers.ts';

/** Longer than the slowest call to a platform: who has lost the lease must have sent what it began. */
const LEASE_MS = 120_000;
/** How long it is remembered what became of a notice. */
const KEPT_DAYS = 30;

export interface NotifierParts {
  readonly state: () => Promise<State>;
  readonly news: NewsDesk;
  readonly corpus: Corpus;
  readonly channels: RunningChannels;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this copy of the bot in the database. */
  readonly holder: string;
}

/** Tells people and channels what is new about what they follow. */
export interface Notifier {
  /**
   * Reads what arrived and tells whoever may be told. Of several copies of the bot one does it at a time, on each platform one
   * that runs it. Never rejects: what went wrong is in the log, and the next tick goes on with it. A call during another is
   * answered by one more tick after it.
   */
  tick(now: Temporal.Instant): Promise<void>;
  /** Begins nothing new, and resolves when what is on its way is recorded. Safe to call twice. */
  stop(): Promise<void>;
}

export function createNotifier(parts: NotifierParts): Notifier {
  const { news, corpus, channels, clock, logger, holder } = parts;
  const trouble = new Trouble();
  let isStopped = false;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function run(now: Temporal.Instant): Promise<void> {
    if (isStopped) return;
    const opened = await guarded('reading', () => parts.state());
    if (!opened || opened === 'away') return;
    const read = await guarded('reading', () =>
      underLease(opened, 'notices', (tenure) => holdNews({ state: opened, news, corpus, logger }, tenure, now)),
    );
    const telling = {
      state: opened,
      news,
      corpus,
      clock,
      logger,
      lookup: lookupIn(corpus),
      isStopping: () => isStopped,
    };
    const each = [...channels()].map(([platform, there]) =>
      guarded(platform, () =>
        underLease(opened, `notices ${platform}`, async (tenure) => {
          const isHeld = await tellFollowers(telling, platform, there, tenure);
          if (isHeld) await opened.notices.prune(clock.now().subtract({ hours: 24 * KEPT_DAYS }));
          return isHeld;
        }),
      ),
    );
    const told = await Promise.all(each);
    if (![read, ...told].includes('away') && trouble.isOver())
      logger.info('the database answers again: who follows is told');
  }

  /** Does nothing where another copy is at it. */
  async function underLease(state: State, name: string, work: (tenure: Tenure) => Promise<boolean>): Promise<void> {
    const taking = await state.leases.take(name, { holder, now: clock.now(), ms: LEASE_MS });
    if (taking.kind === 'held') return;
    const { lease } = taking;
    try {
      if (!(await work({ lease, ms: LEASE_MS })))
        logger.warn('another copy has taken over telling who follows', { name });
    } finally {
      await state.leases.giveBack(lease, clock.now());
    }
  }

  async function guarded<Result>(part: string, work: () => Promise<Result>): Promise<Result | 'away' | undefined> {
    try {
      return await work();
    } catch (error) {
      // With each part and each minute it would be the same.
      if (trouble.isKnown(error)) return 'away';
      // What its keeper can mend is no fault.
      if (error instanceof UserError) logger.warn('who follows is told later', { part, why: error.message });
      else logger.error('telling who follows failed', error, { part });
      return error instanceof StateError ? 'away' : undefined;
    }
  }

  function begin(now: Temporal.Instant): Promise<void> {
    const work = run(now).finally(() => {
      if (running === work) running = undefined;
    });
    running = work;
    return work;
  }

  return {
    tick(now) {
      if (!running) return begin(now);
      next ??= running.then(() => {
        next = undefined;
        return begin(clock.now());
      });
      return next;
    },
    async stop() {
      isStopped = true;
      await next;
      await running;
    },
  };
}
