import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { BEFORE_ALL_CONTENT, type ContentPlace, type Contents } from '../corpus/contents.ts';
import type { Clock } from '../kernel/clock.ts';
import { UserError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { systemPause, type Pause } from '../kernel/pause.ts';
import type { Sequence } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import type { Setting } from '../state/settings.ts';

/** Records what arrives: each text of a brief in service, once for all copies of the bot. */
export interface Recorder {
  /**
   * Resolves when all that is in service at the time of the call is recorded. Asks nothing of the database where nothing has
   * changed since the last time. @throws StateError
   */
  record(now: Temporal.Instant): Promise<void>;
  /** The same in the background, again and again until it succeeds: for the app to call at its start and after each sync. */
  soon(): void;
  /** Whether this copy recorded an arrival since it started: it had read it then. */
  isOwn(seq: Sequence): boolean;
  /** Ends what is under way, after the portion that it is at. What is left is recorded at the next start. */
  close(): Promise<void>;
}

export interface RecorderParts {
  readonly contents: Contents;
  /** Opened by the first call that needs it. */
  readonly state: () => Promise<State>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pause?: Pause;
}

/** Recorded in one transaction, while nothing else runs: some milliseconds. */
const AT_ONCE = 200;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;

/** Up to where an index was recorded, so that a start need not compare every brief with the database. */
const recordedTo: Setting<ContentPlace> = {
  key: 'recorded-to',
  schema: z.strictObject({ revision: z.int(), brief: z.string() }),
};

export function createRecorder(parts: RecorderParts): Recorder {
  return new BriefRecorder(parts);
}

class BriefRecorder implements Recorder {
  readonly #parts: RecorderParts;
  readonly #own = new Set<Sequence>();
  readonly #closing = new AbortController();
  /** Of the index `of`. */
  #at: { readonly of: string; readonly place: ContentPlace } | undefined;
  /** One at a time: each begins where the one before it ended. */
  #last: Promise<void> = Promise.resolve();
  #background: Promise<void> | undefined;
  #isWanted = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  record(now: Temporal.Instant): Promise<void> {
    const next = this.#last.then(() => this.#recordAll(now));
    this.#last = next.catch(() => undefined);
    return next;
  }

  soon(): void {
    if (this.#closing.signal.aborted) return;
    this.#isWanted = true;
    this.#background ??= this.#untilDone();
  }

  isOwn(seq: Sequence): boolean {
    return this.#own.has(seq);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#background;
    await this.#last;
  }

  async #recordAll(now: Temporal.Instant): Promise<void> {
    const { contents } = this.#parts;
    const index = contents.index();
    if (this.#at?.of === index && contents.after(this.#at.place, 1).length === 0) return;
    const state = await this.#parts.state();
    const scope = ['news', 'index', index];
    const begun = this.#at?.of === index ? this.#at.place : await state.settings.read(scope, recordedTo);
    let place = begun ?? BEFORE_ALL_CONTENT;
    let recorded = 0;
    // Another index in its place is begun with at the next call.
    while (!this.#closing.signal.aborted && contents.index() === index) {
      const some = contents.after(place, AT_ONCE);
      const last = some.at(-1);
      if (!last) break;
      // oxlint-disable-next-line no-await-in-loop -- in the order of the index
      const fresh = await state.arrivals.record(some, now);
      for (const { seq } of fresh) this.#own.add(seq);
      recorded += fresh.length;
      place = { revision: last.revision, brief: last.brief };
      this.#at = { of: index, place };
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      await setImmediate();
    }
    this.#at = { of: index, place };
    if (place !== begun) await state.settings.write(scope, recordedTo, place, now);
    if (recorded > 0) this.#parts.logger.info('arrivals were recorded', { briefs: recorded });
  }

  async #untilDone(): Promise<void> {
    const { clock, logger, pause = systemPause } = this.#parts;
    const { signal } = this.#closing;
    for (let waitMs = FIRST_RETRY_MS; this.#isWanted && !signal.aborted;) {
      this.#isWanted = false;
      try {
        // oxlint-disable-next-line no-await-in-loop -- one try after the other
        await this.record(clock.now());
        waitMs = FIRST_RETRY_MS;
      } catch (error) {
        this.#isWanted = true;
        // What its keeper can mend is no fault.
        if (error instanceof UserError) logger.warn('arrivals are recorded later', { why: error.message });
        else logger.error('arrivals are recorded later', error);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await pause(waitMs, signal).catch(() => undefined);
        waitMs = Math.min(waitMs * 2, LAST_RETRY_MS);
      }
    }
    this.#background = undefined;
  }
}
