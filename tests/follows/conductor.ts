import { setImmediate } from 'node:timers/promises';
import type { NewsDesk } from '../../src/news/news.ts';
import type { Channels } from '../../src/platform.ts';
import type { State } from '../../src/state/open-state.ts';

/** What a copy of the bot wants to do next: it does nothing before it is let. */
interface Waiting {
  readonly copy: Player;
  /** `post`, or the part of the database and the call: `notices.plan`. */
  readonly call: string;
  readonly go: () => void;
  readonly refuse: (error: Error) => void;
}

/** A copy of the bot that is dead: nothing that it does has an effect any more. */
class Dead extends Error {}

/** Lets several copies of the bot take turns, one call at a time, in an order that a test chooses. */
export class Conductor {
  readonly waiting: Waiting[] = [];

  /** Resolves when every copy waits for its turn or has nothing to do. What happens between two calls takes no timer. */
  async settled(): Promise<void> {
    await setImmediate();
    await setImmediate();
  }

  player(): Player {
    return new Player(this);
  }

  /** Lets one of those that wait do what it waits for, whole. */
  async letGo(at: number): Promise<void> {
    const [next] = this.waiting.splice(at, 1);
    if (!next) return;
    const done = next.copy.onceDone();
    next.go();
    await done;
    await this.settled();
  }
}

export class Player {
  readonly #conductor: Conductor;
  #isDead = false;
  #dieAfter = false;
  #done: () => void = () => undefined;

  constructor(conductor: Conductor) {
    this.#conductor = conductor;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** At once: what it waits for never happens. */
  kill(): void {
    this.#isDead = true;
    const { waiting } = this.#conductor;
    for (const one of waiting.filter(({ copy }) => copy === this)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.refuse(new Dead('dead'));
    }
  }

  /** What it does next happens, and it never learns of it. */
  killAfterNext(): void {
    this.#dieAfter = true;
  }

  onceDone(): Promise<void> {
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  async play<Result>(call: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) throw new Dead('dead');
    await new Promise<void>((go, refuse) => {
      this.#conductor.waiting.push({ copy: this, call, go, refuse });
    });
    try {
      return await work();
    } finally {
      if (this.#dieAfter) this.kill();
      this.#done();
      // oxlint-disable-next-line no-unsafe-finally -- whatever came of it, a dead copy does not hear of it
      if (this.#isDead) throw new Dead('dead');
    }
  }

  state(real: State): State {
    return { ...real, ...mapValues(real, (part, name) => this.#part(part, name)) };
  }

  channels(real: Channels): Channels {
    return {
      look: (place) => real.look(place),
      posts: (message) => real.posts(message),
      post: (place, content, attempt) => this.play('post', () => real.post(place, content, attempt)),
    };
  }

  news(real: NewsDesk): NewsDesk {
    return {
      between: (...asked) => this.play('news.between', () => real.between(...asked)),
      last: (now) => this.play('news.last', () => real.last(now)),
      lastAt: (at) => this.play('news.lastAt', () => real.lastAt(at)),
    };
  }

  #part(part: unknown, name: string): unknown {
    if (typeof part !== 'object' || part === null) return part;
    return mapValues(part, (call, method) =>
      isCall(call) ? (...args: readonly unknown[]) => this.play(`${name}.${method}`, async () => call(...args)) : call,
    );
  }
}

function isCall(value: unknown): value is (...args: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

function mapValues(all: object, to: (value: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, to(value, key)]));
}
