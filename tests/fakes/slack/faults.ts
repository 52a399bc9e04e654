import type { Changes } from './changes.ts';

/** `before` means that Slack did nothing; `after` that it did all and only the answer is lost. */
export type Moment = 'before' | 'after';

export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number }
  | { readonly kind: 'status'; readonly status: number; readonly when: Moment }
  /** The socket is destroyed without an answer. */
  | { readonly kind: 'drop'; readonly when: Moment }
  /** Half a JSON text, with status 200. */
  | { readonly kind: 'malformed'; readonly when: Moment }
  /** `{ ok: false, error }`. */
  | { readonly kind: 'error'; readonly error: string; readonly when: Moment }
  /** No answer before the test releases it. */
  | { readonly kind: 'hold'; readonly when: Moment };

/** A fault that waits for its request. */
export interface Scheduled {
  /** How many requests it has struck. */
  readonly struck: number;
  /** Resolves once it has struck as often as it should. */
  done(): Promise<void>;
  /** Lets the requests go on that it holds, and holds no more. */
  release(): void;
}

class Entry implements Scheduled {
  readonly route: string;
  readonly fault: Fault;
  struck = 0;
  #left: number;
  readonly #changes: Changes;
  #release: () => void = () => {};
  readonly released: Promise<void>;

  constructor(route: string, fault: Fault, times: number, changes: Changes) {
    this.route = route;
    this.fault = fault;
    this.#left = times;
    this.#changes = changes;
    this.released = new Promise((resolve) => (this.#release = resolve));
  }

  take(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    this.struck += 1;
    this.#changes.announce();
    return true;
  }

  async done(): Promise<void> {
    const what = `the fault "${this.fault.kind}" to strike ${this.route} ${this.#left} more times`;
    await this.#changes.until(what, () => (this.#left === 0 ? true : undefined));
  }

  release(): void {
    this.#left = 0;
    this.#release();
  }
}

/** Faults by route: a method of the Web API, or `response_url`. They strike in the order in which they were set. */
export class Faults {
  readonly #entries: Entry[] = [];
  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** Strikes the next `times` requests of a route. */
  next(route: string, fault: Fault, times = 1): Scheduled {
    const entry = new Entry(route, fault, times, this.#changes);
    this.#entries.push(entry);
    return entry;
  }

  take(route: string): { readonly fault: Fault; readonly released: Promise<void> } | undefined {
    return this.#entries.find((one) => one.route === route && one.take());
  }

  releaseAll(): void {
    for (const entry of this.#entries) entry.release();
  }
}
