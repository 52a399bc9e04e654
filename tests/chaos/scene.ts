import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { definitionSchema, type Definition } from '../../src/digests/definition.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';
import { openState, type State } from '../../src/state/open-state.ts';
import type { Queue } from '../../src/state/survey.ts';
import { StateError } from '../../src/state/state-error.ts';
import { seededRandom, type Random } from '../fixtures/random.ts';
import { BriefFolder, SUBJECTS, type SubjectName } from './brief-folder.ts';
import { Copy, Reserve } from './copies.ts';
import { openLine, type Fate, type Line } from './line.ts';
import { openPlatforms, type ChaosPlatform } from './platforms.ts';
import { newTally, type Tally } from './tally.ts';
import { WorldClock } from './world-clock.ts';

export interface SceneOptions {
  readonly seed: number;
  readonly copies: number;
  /** Of each platform. Default: 8. */
  readonly channels?: number;
  /** Of the clock. Default: thirty times as fast as the one on the wall. */
  readonly speed?: number;
  /** Whether the platforms refuse posts that come too fast for them. Default: false. */
  readonly isPaced?: boolean;
  /** Whether the bot may read what was posted. Default: true. */
  readonly canLook?: boolean;
  /** Default: a file in the folder of the one copy. */
  readonly databaseUrl?: string | undefined;
  /** Where the copies keep their data. Default: beside the briefs. */
  readonly dataFolder?: string | undefined;
  /** Decides about a post that a copy sends. Default: nothing happens to it. */
  readonly fateOf?: ((sender: Copy, platform: ChaosPlatform) => Fate | undefined) | undefined;
}

/** A digest as a test set it up. */
export interface SetUp {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly about: readonly SubjectName[];
  /** Arrivals up to this number were before its time. */
  readonly start: number;
}

const HOUR_MS = 3_600_000;
/** Every hour of the day, so that the clock leaps from one slot to the next. */
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
/** Nothing at all happens for so long: a machine that many share is slow, and it does not stand still. */
const PATIENCE_MS = 45_000;
const LOOK_AGAIN_MS = 50;

/** Two platforms, a database, a folder of briefs, and copies of the bot that are killed and started again. */
export class Scene {
  readonly random: Random;
  readonly clock: WorldClock;
  readonly folder: BriefFolder;
  readonly platforms: readonly ChaosPlatform[];
  readonly state: State;
  readonly copies: readonly Copy[];
  readonly tally: Tally;
  readonly digests: SetUp[] = [];
  readonly startedMs = performance.now();
  /** Of the one copy, where there is no address. */
  readonly databaseFile: string;
  readonly #parts: SceneParts;

  private constructor(parts: SceneParts) {
    this.#parts = parts;
    this.random = parts.random;
    this.clock = parts.clock;
    this.folder = parts.folder;
    this.platforms = parts.platforms;
    this.state = parts.state;
    this.copies = parts.copies;
    this.tally = parts.tally;
    this.databaseFile = parts.databaseFile;
  }

  static async open(options: SceneOptions): Promise<Scene> {
    const { seed, copies: count, channels = 8, canLook = true, isPaced = false, databaseUrl, fateOf } = options;
    const home = mkdtempSync(join(tmpdir(), 'dossier-chaos-'));
    const { dataFolder = home } = options;
    const random = seededRandom(seed);
    const clock = new WorldClock(options);
    const tally = newTally();
    const platforms = await openPlatforms({ clock, channels, canLook, isPaced });
    const folder = new BriefFolder(join(home, 'briefs'), seededRandom(seed, 1));
    const reserve = new Reserve(join(home, 'logs'), Math.min(count, 2));
    const lines: Line[] = [];
    const copies: Copy[] = [];
    for (let n = 0; n < count; n += 1) {
      const dataDir = join(dataFolder, `data-${n}`);
      const env: Record<string, string> = {
        BRIEFS_DIR: folder.path,
        DATA_DIR: dataDir,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      };
      const copy = new Copy({ reserve, env: () => env, clock });
      copies.push(copy);
      for (const platform of platforms) {
        const line = await openLine({
          to: platform.apiUrl,
          isPost: (method, path) => platform.isPost(method, path),
          asked: (method, path) => {
            if (platform.isLook(method, path)) tally.looks += 1;
          },
          fateOf: () => fateOf?.(copy, platform),
          life: () => copy.starts + copy.kills,
          answered(reply, isTold) {
            const reference = platform.referenceIn(reply.body);
            if (reference === undefined) return;
            if (isTold) tally.lostAnswers.delete(reference);
            else tally.lostAnswers.add(reference);
          },
        });
        lines.push(line);
        Object.assign(env, platform.env(line.url));
      }
    }
    const databaseFile = join(dataFolder, 'data-0', 'state.sqlite');
    const state = await openState(databaseUrl === undefined ? { file: databaseFile } : { url: databaseUrl });
    return new Scene({ home, databaseFile, random, clock, folder, platforms, state, copies, tally, lines, reserve });
  }

  /** Digests in channels of both platforms, some about one place, some in threads. */
  async addDigests(count: number, more: Partial<Pick<Definition, 'layout' | 'about'>> = {}): Promise<void> {
    const start = this.digests.length === 0 ? BEFORE_ALL : await this.state.arrivals.last();
    for (let n = 0; n < count; n += 1) {
      const index = this.digests.length;
      const platform = this.platforms[index % this.platforms.length];
      if (!platform) throw new Error('no platform');
      const channel = platform.channels[Math.floor(index / this.platforms.length) % platform.channels.length] ?? '';
      const about = this.random.chance(0.5) ? [] : [this.random.pick(SUBJECTS)];
      const now = this.clock.now();
      const made = await this.state.digests.create(
        {
          platform: platform.kind,
          tenant: platform.tenant,
          channel,
          name: `Digest ${index}`,
          createdBy: 'U1',
          nextAt: now.round({ smallestUnit: 'hour', roundingMode: 'ceil' }),
          covered: { seq: start, at: now },
          definition: definitionSchema.parse({
            cadence: { days: { kind: 'every-day' }, times: HOURS, zone: 'UTC' },
            about,
            without: [],
            outlets: [],
            withoutOutlets: [],
            sections: ['stories', 'disputes', 'numbers', 'actors', 'corrections'],
            most: 25,
            empty: { kind: 'silent' },
            layout: this.random.chance(0.3) ? 'threads' : 'message',
            ...more,
          }),
        },
        now,
      );
      if (!made) throw new Error('the name of a digest is taken');
      this.digests.push({ id: made.id, name: made.name, channel, about, start });
    }
  }

  /** The next hour comes for everybody: all digests are due. */
  nextHour(): void {
    this.leap(HOUR_MS);
  }

  leap(ms: number): void {
    this.clock.leap(ms);
    for (const copy of this.copies) copy.tellClock();
  }

  /** Resolves when nothing is due and nothing is under way. */
  async settled(): Promise<void> {
    let queue: Pick<Queue, 'digestsDue' | 'deliveriesOpen'> = { digestsDue: -1, deliveriesOpen: -1 };
    await this.until(
      async () => {
        queue = await this.state.survey.queue(this.clock.now()).catch(whereAway(queue));
        return queue.digestsDue === 0 && queue.deliveriesOpen === 0;
      },
      () => `${queue.digestsDue} digests are due and ${queue.deliveriesOpen} deliveries open`,
    );
  }

  /** Resolves when all that lies in the folder has arrived. */
  async allArrived(): Promise<void> {
    const last = this.folder.add();
    await this.until(
      async () => {
        const seq = await this.state.arrivals.last();
        const all = await this.state.arrivals.between(BEFORE_ALL, seq, 100_000);
        return all.some(({ brief }) => brief === last.id);
      },
      () => `${last.id} never arrived`,
    );
  }

  async until(isSo: () => Promise<boolean> | boolean, otherwise: () => string): Promise<void> {
    let [seen, seenMs] = [this.#progress(), performance.now()];
    while (!(await isSo())) {
      const now = this.#progress();
      if (now !== seen) [seen, seenMs] = [now, performance.now()];
      const [death] = this.copies.flatMap(({ deaths }) => deaths);
      if (death !== undefined) throw new Error(`A copy died by itself: ${death}`);
      if (performance.now() - seenMs > PATIENCE_MS) throw new Error(`${otherwise()}\n${this.logs()}`);
      await wait(LOOK_AGAIN_MS);
    }
  }

  #progress(): string {
    const { copies, tally, platforms } = this;
    const lives = copies.map(({ starts, kills }) => starts + kills);
    return [...lives, tally.looks, ...platforms.map((platform) => platform.posts().length)].join();
  }

  /** The ends of the logs of the copies that are alive. */
  logs(): string {
    return this.copies.map((copy) => copy.log().slice(-3000)).join('\n---\n');
  }

  /** Everybody leaves as they came. What was started is gone, whatever happened. */
  async close(): Promise<void> {
    const { copies, reserve, lines, platforms, home } = this.#parts;
    await Promise.all(copies.map((copy) => copy.end()));
    await reserve.close();
    await Promise.all(lines.map((line) => line.close()));
    await Promise.all(platforms.map((platform) => platform.close()));
    await this.state.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A database that is away tells nothing new. */
function whereAway<T>(known: T) {
  return (error: unknown): T => {
    if (error instanceof StateError) return known;
    throw error;
  };
}

interface SceneParts {
  readonly home: string;
  readonly databaseFile: string;
  readonly random: Random;
  readonly clock: WorldClock;
  readonly folder: BriefFolder;
  readonly platforms: readonly ChaosPlatform[];
  readonly state: State;
  readonly copies: readonly Copy[];
  readonly tally: Tally;
  readonly lines: readonly Line[];
  readonly reserve: Reserve;
}
