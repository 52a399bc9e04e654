import type { Pause } from '../../../kernel/pause.ts';

/** "No more than one message per second per channel": https://docs.slack.dev/apis/web-api/rate-limits */
const APART_MS = 1000;

interface Line {
  last: Promise<unknown>;
  /** No post before. */
  freeAtMs: number;
  waiting: number;
}

/** A channel in which the platform takes nothing for a while. */
export class Resting {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/** One after the other in each channel, as far apart as the platform wants it. Channels do not wait for each other. */
export class ChannelQueues {
  readonly #lines = new Map<string, Line>();
  readonly #pause: Pause;
  readonly #nowMs: () => number;

  constructor({ pause, nowMs }: { readonly pause: Pause; readonly nowMs: () => number }) {
    this.#pause = pause;
    this.#nowMs = nowMs;
  }

  /**
   * Does it when its turn has come. The task may call `rest` where the platform wants the whole channel to wait. Where its
   * turn is further off then than `patienceMs`, it is left, and how far off comes back. Default: it waits for as long as it takes.
   */
  async inTurn<T>(
    channel: string,
    task: (rest: (ms: number) => void) => Promise<T>,
    patienceMs = Infinity,
  ): Promise<T | Resting> {
    const line = this.#lines.get(channel) ?? { last: Promise.resolve(), freeAtMs: 0, waiting: 0 };
    this.#lines.set(channel, line);
    line.waiting += 1;
    const done = line.last.then(async () => {
      const wait = line.freeAtMs - this.#nowMs();
      if (wait > patienceMs) return new Resting(wait);
      if (wait > 0) await this.#pause(wait);
      line.freeAtMs = this.#nowMs() + APART_MS;
      return task((ms) => {
        line.freeAtMs = Math.max(line.freeAtMs, this.#nowMs() + ms);
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

  #forgetIdle(): void {
    const now = this.#nowMs();
    for (const [channel, { waiting, freeAtMs }] of this.#lines) {
      if (waiting === 0 && freeAtMs <= now) this.#lines.delete(channel);
    }
  }
}
