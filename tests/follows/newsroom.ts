import type { Corpus } from '../../src/corpus/corpus.ts';
import type { Brief } from '../../src/corpus/model.ts';
import { createFollowOffice } from '../../src/follows/create-office.ts';
import { createNotifier, type Notifier } from '../../src/follows/notifier.ts';
import type { FollowOffice } from '../../src/follows/office.ts';
import type { LogFields, Logger } from '../../src/kernel/logger.ts';
import type { Channels } from '../../src/platform.ts';
import type { Audience } from '../../src/state/audience.ts';
import type { State } from '../../src/state/open-state.ts';
import { FakeChannels, type FakeChannelsOptions } from './fake-channels.ts';
import { MovableClock } from './movable-clock.ts';
import { StandInNews, textKey } from './stand-in-news.ts';

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

/** Everything that tells those who follow, over a real database, with a platform and news by their contracts. */
export class Newsroom {
  readonly clock: MovableClock;
  readonly state: State;
  readonly news: StandInNews;
  readonly channels: FakeChannels;
  readonly office: FollowOffice;
  readonly log: Logged[] = [];
  readonly #corpus: Corpus;
  readonly #texts = new Map<string, Brief>();
  #copies = 0;

  constructor(
    state: State,
    corpus: Corpus,
    { now = '2016-12-01T09:30:00Z', ...channels }: { readonly now?: string } & Omit<FakeChannelsOptions, 'clock'> = {},
  ) {
    this.state = state;
    this.#corpus = corpus;
    this.clock = new MovableClock(now);
    this.news = new StandInNews(state, corpus, this.#texts);
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

  /** A text of a brief arrives; `hash` tells it from another of the same. */
  async arrive(brief: Brief, hash = 'first'): Promise<void> {
    this.#texts.set(textKey(brief.id, hash), brief);
    await this.state.arrivals.record([{ brief: brief.id, hash }], this.clock.now());
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
