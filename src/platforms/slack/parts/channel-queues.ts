import type { Pause } from '../../../kernel/pause.ts';

/** "No more than one message per second per channel": https://docs.slack.dev/apis/web-api/rate-limits */
const APART_MS = 1000;
/** What a workspace takes is counted by the minute: as above. */
const STRAINED_MS = 60_000;

interface Line {
  last: Promise<unknown>;
  /** No post before. */
  freeAtMs: number;
  waiting: number;
}

interface Strain {
  /** The one that was refused first. */
  readonly channel: string;
  last: Promise<unknown>;
  freeAtMs: number;
  untilMs: number;
}

/** A channel or a workspace in which the platform takes nothing for a while. */
export class Resting {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/**
 * One after the other in each channel, as far apart as the platform wants it. Channels do not wait for each other, until the
 * platform has refused one for its rate: it does not say whether that was too much for the channel or for the whole workspace.
 * For a minute, all of the workspace goes one after the other then. Where it refuses another channel meanwhile, it was the
 * workspace, and all of it rests: one at a time finds out whether it still has to.
 */
export class ChannelQueues {
  readonly #lines = new Map<string, Line>();
  readonly #strained = new Map<string, Strain>();
  readonly #pause: Pause;
  readonly #nowMs: () => number;

  constructor({ pause, nowMs }: { readonly pause: Pause; readonly nowMs: () => number }) {
    this.#pause = pause;
    this.#nowMs = nowMs;
  }

  /**
   * Does it when its turn has come. The task may call `rest` where the platform wants it to wait. Where its turn is further off
   * then than `patienceMs`, it is left, and how far off comes back. Default: it waits for as long as it takes.
   */
  async inTurn<T>(
    { workspace, channel }: { readonly workspace: string; readonly channel: string },
    task: (rest: (ms: number) => void) => Promise<T>,
    patienceMs = Infinity,
  ): Promise<T | Resting> {
    const key = `${workspace} ${channel}`;
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), freeAtMs: 0, waiting: 0 };
    this.#lines.set(key, line);
    line.waiting += 1;
    const done = line.last.then(async () => {
      const resting = await this.#until(line.freeAtMs, patienceMs);
      if (resting) return resting;
      return this.#oneByOneWhereStrained(workspace, async (freeAtMs) => {
        const stillResting = await this.#until(freeAtMs(), patienceMs);
        if (stillResting) return stillResting;
        try {
          return await task((ms) => {
            line.freeAtMs = Math.max(line.freeAtMs, this.#nowMs() + ms);
            this.#strain(workspace, channel, ms);
          });
        } finally {
          // From its end on: nobody knows when in between it came to the platform.
          line.freeAtMs = Math.max(line.freeAtMs, this.#nowMs() + APART_MS);
        }
      });
    });
    line.last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#forgetIdle();
    }
  }

  async #until(freeAtMs: number, patienceMs: number): Promise<Resting | undefined> {
    const wait = freeAtMs - this.#nowMs();
    if (wait > patienceMs) return new Resting(wait);
    if (wait > 0) await this.#pause(wait);
    return undefined;
  }

  async #oneByOneWhereStrained<T>(workspace: string, task: (freeAtMs: () => number) => Promise<T>): Promise<T> {
    const strain = this.#strained.get(workspace);
    if (!strain || strain.untilMs <= this.#nowMs()) return task(() => 0);
    const done = strain.last.then(async () => task(() => strain.freeAtMs));
    strain.last = done.catch(() => undefined);
    return done;
  }

  #strain(workspace: string, channel: string, ms: number): void {
    const now = this.#nowMs();
    const known = this.#strained.get(workspace);
    const strain = known && known.untilMs > now ? known : { channel, last: Promise.resolve(), freeAtMs: 0, untilMs: 0 };
    this.#strained.set(workspace, strain);
    if (strain.channel !== channel) strain.freeAtMs = Math.max(strain.freeAtMs, now + ms);
    strain.untilMs = Math.max(strain.untilMs, now + ms + STRAINED_MS);
  }

  #forgetIdle(): void {
    const now = this.#nowMs();
    for (const [channel, { waiting, freeAtMs }] of this.#lines) {
      if (waiting === 0 && freeAtMs <= now) this.#lines.delete(channel);
    }
    for (const [workspace, { untilMs }] of this.#strained) {
      if (untilMs <= now) this.#strained.delete(workspace);
    }
  }
}
