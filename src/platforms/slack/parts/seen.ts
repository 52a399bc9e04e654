import type { Clock } from '../../../kernel/clock.ts';

/**
 * Remembers keys for a time: what came twice is answered once. Where more come than it holds, the oldest are forgotten:
 * memory is bounded, whoever sends what.
 */
export class Seen {
  readonly #untilMs = new Map<string, number>();
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #most: number;

  constructor(parts: { readonly clock: Clock; readonly keepMs: number; readonly most: number }) {
    this.#clock = parts.clock;
    this.#keepMs = parts.keepMs;
    this.#most = parts.most;
  }

  /** True for a key that did not come before, which has come from now on. */
  isNew(key: string): boolean {
    const now = this.#clock.now().epochMilliseconds;
    // In the order in which they came, which is that of their ends.
    for (const [old, untilMs] of this.#untilMs) {
      if (untilMs > now && this.#untilMs.size < this.#most) break;
      this.#untilMs.delete(old);
    }
    if ((this.#untilMs.get(key) ?? 0) > now) return false;
    this.#untilMs.delete(key);
    this.#untilMs.set(key, now + this.#keepMs);
    return true;
  }

  /** As if it had not come. */
  forget(key: string): void {
    this.#untilMs.delete(key);
  }

  get size(): number {
    return this.#untilMs.size;
  }
}
