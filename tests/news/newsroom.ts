import type { Brief } from '../../src/corpus/model.ts';
import type { OpenCorpus } from '../../src/corpus/open-corpus.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { Pause } from '../../src/kernel/pause.ts';
import { createNews } from '../../src/news/create-news.ts';
import type { News, NewsDesk, NewsFilter } from '../../src/news/news.ts';
import { createRecorder, type Recorder } from '../../src/news/recorder.ts';
import type { Mark } from '../../src/state/arrivals.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { TestCorpus } from '../corpus/index/folder.ts';

export const OPEN_FILTER: NewsFilter = { about: [], without: [], outlets: [], withoutOutlets: [] };

/** A clock that stands until it is moved. */
export class HandClock implements Clock {
  #now = Temporal.Instant.from('2016-12-01T09:00:00Z');

  now(): Temporal.Instant {
    return this.#now;
  }

  pass(minutes: number): Temporal.Instant {
    this.#now = this.#now.add({ minutes });
    return this.#now;
  }
}

/** A copy of the bot, as far as it tells what is new: an index of its own over a folder, and a state that others share. */
export interface NewsCopy {
  readonly briefs: OpenCorpus;
  readonly recorder: Recorder;
  readonly news: NewsDesk;
  readonly logged: readonly string[];
}

export interface CopyParts {
  readonly folder: TestCorpus;
  readonly state: State | (() => Promise<State>);
  readonly clock: Clock;
  readonly dataDir?: string;
  readonly pause?: Pause;
  readonly heard?: (event: string) => void;
  /** Default: the folder of briefs of `folder`. */
  readonly sync?: boolean;
}

export async function openCopy({
  folder,
  state,
  clock,
  dataDir,
  pause,
  heard,
  sync = true,
}: CopyParts): Promise<NewsCopy> {
  const briefs = folder.open(dataDir, clock);
  if (sync) await briefs.sync();
  const logged: string[] = [];
  const log = (event: string) => {
    logged.push(event);
    heard?.(event);
  };
  const logger: Logger = { debug: log, info: log, warn: log, error: log, flushed: () => Promise.resolve() };
  const open = typeof state === 'function' ? state : () => Promise.resolve(state);
  const parts = { contents: briefs.contents, state: open, clock, logger };
  const recorder = createRecorder(pause ? { ...parts, pause } : parts);
  const { corpus, contents, isComplete } = briefs;
  const news = createNews({ corpus, contents, recorder, state: open, isComplete, sync: () => briefs.sync() });
  return { briefs, recorder, news, logged };
}

/** One copy over one folder, edited step by step: `next` takes what was written into service and tells what is new in it. */
export class Newsroom {
  readonly folder: TestCorpus;
  readonly clock = new HandClock();
  readonly state: State;
  readonly copy: NewsCopy;
  #covered: Mark = { seq: BEFORE_ALL, at: this.clock.now() };

  private constructor(folder: TestCorpus, state: State, clock: HandClock, copy: NewsCopy) {
    this.folder = folder;
    this.state = state;
    this.clock = clock;
    this.copy = copy;
  }

  static async open(state: State, folder = new TestCorpus()): Promise<Newsroom> {
    const clock = new HandClock();
    return new Newsroom(folder, state, clock, await openCopy({ folder, state, clock }));
  }

  write(id: string, content: unknown): void {
    this.folder.write(`${id}.json`, content);
  }

  /** The mark after all that was written up to now. */
  async mark(): Promise<Mark> {
    await this.copy.briefs.sync();
    return this.copy.news.last(this.clock.pass(10));
  }

  async next(filter: Partial<NewsFilter> = {}): Promise<News> {
    const through = await this.mark();
    const after = this.#covered;
    this.#covered = through;
    return this.between(after, through, filter);
  }

  between(after: Mark, through: Mark, filter: Partial<NewsFilter> = {}): Promise<News> {
    return this.copy.news.between({ after, through }, { ...OPEN_FILTER, ...filter });
  }

  async end(): Promise<void> {
    await this.copy.recorder.close();
    await this.folder.end();
  }
}

export const START: Mark = { seq: BEFORE_ALL, at: Temporal.Instant.from('2016-12-01T09:00:00Z') };

const ids = (briefs: readonly Brief[]) => briefs.map(({ id }) => id);

/** News as short words, for tests that compare them. */
export function inShort(news: News) {
  return {
    stories: news.stories.map(({ briefs, earlier, points, statements }) => ({
      briefs: ids(briefs),
      ...(earlier.length > 0 && { earlier: ids(earlier) }),
      ...(points.length > 0 && { points: points.map(({ item, briefs: by }) => `${item.text} [${ids(by).join(' ')}]`) }),
      ...(statements.length > 0 && {
        statements: statements.map(({ item, briefs: by }) => `${item.by}: ${item.said} [${ids(by).join(' ')}]`),
      }),
    })),
    repeats: ids(news.repeats),
    corrections: news.corrections.map((one) => ({
      brief: one.brief.id,
      points: one.points.map(({ text }) => text),
      statements: one.statements.map(({ said }) => said),
      figures: one.figures.map((figure) => {
        const old = one.before.get(figure);
        return old ? `${old.value} → ${figure.value}` : `${figure.value}`;
      }),
      claims: one.claims.map(({ id }) => id),
      removed: one.removed,
      isReworded: one.isReworded,
      details: one.details,
    })),
    disputes: news.disputes.map(claimInShort),
    claims: news.claims.map(claimInShort),
    figures: news.figures.map(({ figure, earlier }) => ({
      now: `${figure.item.metric} ${figure.item.value} [${ids(figure.briefs).join(' ')}]`,
      ...(earlier && { earlier: `${earlier.figure.value} [${earlier.brief.id}]` }),
    })),
    actors: news.actors.map(({ actor, brief }) => `${actor.id} [${brief.id}]`),
  };
}

function claimInShort({ kind, record, added }: News['claims'][number]): string {
  const sides = added.map(({ stance, brief }) => `${stance.by} ${stance.stance} [${brief.id}]`);
  return `${kind} ${record.id}: ${sides.join(', ')}; of ${record.stances.length}`;
}
