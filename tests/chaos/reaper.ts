import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../fixtures/random.ts';
import type { Copy } from './copies.ts';
import type { Fate, Verdict } from './line.ts';
import type { Tally } from './tally.ts';

/**
 * When a copy is killed, by what became of the post in its hands:
 * - `lost`: it never came. `late`: it comes when its sender is dead.
 * - `stored`: it is there, and nobody was told.
 * - `answered`: its sender was told, and may or may not have recorded it.
 * - `any`: at whatever it is, a while after its start.
 */
const MOMENTS = ['lost', 'late', 'stored', 'answered'] as const;

export interface ReaperParts {
  readonly random: Random;
  /** How many kills there are to be. */
  readonly kills: number;
  readonly tally: Tally;
}

/** How likely a post is to be the last of whoever sends it. */
const PER_POST = 0.4;
/** How likely a copy is to be killed a while after its start, whatever it does. */
const PER_START = 0.3;
const START_MS = 1500;
const LATE_MS = 40;
const RECORD_MS = 12;

/** Kills copies of the bot until it had its number of them, and has each started again. */
export class Reaper {
  readonly #parts: ReaperParts;
  readonly #underWay = new Set<Promise<unknown>>();
  #left: number;

  constructor(parts: ReaperParts) {
    this.#parts = parts;
    this.#left = parts.kills;
  }

  get left(): number {
    return this.#left;
  }

  /** What happens to a post that a copy sends. */
  fateOf(sender: Copy): Fate | undefined {
    const { random } = this.#parts;
    if (!sender.isAlive || this.#left === 0 || !random.chance(PER_POST)) return undefined;
    const moment = random.pick(MOMENTS);
    const life = sender.starts;
    const kill = () => this.#kill(sender, life, moment);
    switch (moment) {
      case 'lost':
        return { before: async (): Promise<Verdict> => ((await kill()) ? 'drop' : 'go on') };
      case 'late': {
        const lateMs = random.below(LATE_MS);
        return {
          before: async (): Promise<Verdict> => {
            if (await kill()) await wait(lateMs);
            return 'go on';
          },
        };
      }
      case 'stored':
        return {
          after: async (): Promise<Verdict> => {
            await kill();
            return 'go on';
          },
        };
      case 'answered': {
        const recordMs = random.below(RECORD_MS);
        return { answered: () => this.#follow(wait(recordMs).then(kill)) };
      }
    }
  }

  /** Starts a copy, perhaps to kill it soon. */
  async start(copy: Copy): Promise<void> {
    const { random } = this.#parts;
    const ms = random.chance(PER_START) ? random.below(START_MS) : undefined;
    await copy.start();
    const life = copy.starts;
    if (ms !== undefined) this.#follow(wait(ms).then(() => this.#kill(copy, life, 'any')));
  }

  /** Resolves when nobody is being killed or started any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** False where it lives no more, or there was enough of it. */
  async #kill(copy: Copy, life: number, moment: string): Promise<boolean> {
    if (this.#left === 0 || copy.starts !== life || !copy.isAlive) return false;
    this.#left -= 1;
    const { moments } = this.#parts.tally;
    moments.set(moment, (moments.get(moment) ?? 0) + 1);
    const killed = copy.kill();
    this.#follow(killed.then(() => this.start(copy)));
    await killed;
    return true;
  }

  #follow(work: Promise<unknown>): void {
    const followed = work.catch(() => undefined).finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }
}
