import type { Corpus } from '../../src/corpus/corpus.ts';
import type { Brief } from '../../src/corpus/model.ts';
import { createFollowOffice } from '../../src/follows/create-office.ts';
import { createNotifier, type Notifier } from '../../src/follows/notifier.ts';
import type { FollowOffice } from '../../src/follows/office.ts';
import type { LogFields, Logger } from '../../src/kernel/logger.ts';
import { createNews } from '../../src/news/create-news.ts';
import type { NewsDesk } from '../../src/news/news.ts';
import { createRecorder, type Recorder } from '../../src/news/recorder.ts';
import type { Channels } from '../../src/platform.ts';
import type { Audience } from '../../src/state/audience.ts';
import type { State } from '../../src/state/open-state.ts';
import { FakeChannels, type FakeChannelsOptions } from './fake-channels.ts';
import { MovableClock } from './movable-clock.ts';
import { contentOfBrief, MemoryContents } from './memory-contents.ts';

export interface Logged {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
  readonly error?: unknown;
}

export interface CopyOptions {
  readonly state?: State;
  /** Those that it runs. Default: the one of the newsroom. */
  readonly platforms?: ReadonlyMap<string, Channels>;
}

export interface NewsroomOptions extends Omit<FakeChannelsOptions, 'clock'> {
  readonly now?: string;
  readonly clock?: MovableClock;
  /** Default: of the briefs that `arrive`. */
  readonly news?: NewsDesk;
}

/** Everything that tells those who follow, over a real database and briefs that are plain values, with a platform by its contract. */
export class Newsroom {
  readonly clock: MovableClock;
  readonly state: State;
  readonly news: NewsDesk;
  readonly channels: FakeChannels;
  readonly office: FollowOffice;
  readonly log: Logged[] = [];
  /** How often it was asked what is new. */
  asked = 0;
  readonly #corpus: Corpus;
  readonly #contents = new MemoryContents();
  readonly #recorder: Recorder;
  #copies = 0;

  constructor(
    state: State,
    corpus: Corpus,
    { now = '2016-12-01T09:30:00Z', clock = new MovableClock(now), news, ...channels }: NewsroomOptions = {},
  ) {
    this.state = state;
    this.#corpus = corpus;
    this.clock = clock;
    const parts = { contents: this.#contents, state: () => Promise.resolve(state) };
    this.#recorder = createRecorder({ ...parts, clock: this.clock, logger: this.logger });
    const sync = () => Promise.resolve();
    const desk = news ?? createNews({ ...parts, corpus, recorder: this.#recorder, isComplete: () => true, sync });
    this.news = {
      ...desk,
      between: (...asked) => {
        this.asked += 1;
        return desk.between(...asked);
      },
    };
    this.channels = new FakeChannels({ ...channels, clock: this.clock });
    this.office = createFollowOffice({
      state: () => Promise.resolve(state),
      news: this.news,
      channels: () => new Map<string, Channels>([['chat', this.channels]]),
    });
  }

  /** A copy of the bot. */
  copy({ state = this.state, platforms }: CopyOptions = {}): Notifier {
    this.#copies += 1;
    return createNotifier({
      state: () => Promise.resolve(state),
      news: this.news,
      corpus: this.#corpus,
      channels: () => platforms ?? new Map<string, Channels>([['chat', this.channels]]),
      clock: this.clock,
      logger: this.logger,
      holder: `copy ${this.#copies}`,
    });
  }

  /** A text of a brief arrives, which is in service. */
  async arrive(brief: Brief): Promise<void> {
    this.read(brief);
    await this.#recorder.record(this.clock.now());
  }

  /** Another copy of the bot has read it and this one has not. */
  async arriveElsewhere(brief: Brief): Promise<void> {
    await this.state.arrivals.record([{ brief: brief.id, ...contentOfBrief(brief) }], this.clock.now());
  }

  read(brief: Brief): void {
    this.#contents.put(brief);
  }

  /** The copy looks now, and then each minute, for so many minutes. */
  async minutes(notifier: Notifier, count: number): Promise<void> {
    for (let minute = 0; minute <= count; minute += 1) {
      if (minute > 0) this.clock.pass(1);
      await notifier.tick(this.clock.now());
    }
  }

  /** What a minute of looking wrote, at least of this level. */
  trouble(): readonly string[] {
    return this.log.filter(({ level }) => level === 'warn' || level === 'error').map(({ event }) => event);
  }

  readonly logger: Logger = {
    debug: (event, fields = {}) => this.log.push({ level: 'debug', event, fields }),
    info: (event, fields = {}) => this.log.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => this.log.push({ level: 'warn', event, fields }),
    error: (event, error, fields = {}) => this.log.push({ level: 'error', event, fields, error }),
    flushed: () => Promise.resolve(),
  };
}

export const ann: Audience = { platform: 'chat', tenant: 'T1', kind: 'person', id: 'U-ann' };
export const bob: Audience = { platform: 'chat', tenant: 'T1', kind: 'person', id: 'U-bob' };
export const desk: Audience = { platform: 'chat', tenant: 'T1', kind: 'channel', id: 'C-desk' };
