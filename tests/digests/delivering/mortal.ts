import { setImmediate } from 'node:timers/promises';
import { StateError } from '../../../src/state/state-error.ts';
import type { Through } from './world.ts';

/** How an effect comes to nothing, or to something of which its caller never hears. */
export interface Accident {
  readonly kind: 'die' | 'database away';
  /** How many effects go well before. */
  readonly after: number;
  /** Whether the effect takes place. */
  readonly isDone: boolean;
}

class Dead extends Error {}

/**
 * The life of a copy of the bot that has accidents at any of its effects: with the database, the platform or the composer. Once
 * it is dead nothing of it has any effect any more.
 */
export class Life {
  readonly #accidents: Accident[];
  #steps = 0;
  #isDead = false;

  constructor(accidents: readonly Accident[]) {
    this.#accidents = [...accidents];
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  get through(): Through {
    return {
      kept: ({ digests, deliveries }) => ({
        digests: this.#mortal(digests, true),
        deliveries: this.#mortal(deliveries, true),
      }),
      channels: (room) => this.#mortal(room, false, new Set(['posts'])),
      composing: () => {
        if (this.#isDead) throw new Dead('dead');
      },
    };
  }

  #mortal<T extends object>(of: T, isDatabase: boolean, atOnce = new Set<string>()): T {
    return new Proxy(of, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        const call = (args: readonly unknown[]): unknown => Reflect.apply(method, target, args);
        if (atOnce.has(String(name))) return (...args: readonly unknown[]) => call(args);
        return async (...args: readonly unknown[]) => this.#effect(isDatabase, async () => call(args));
      },
    });
  }

  async #effect(isDatabase: boolean, act: () => Promise<unknown>): Promise<unknown> {
    await setImmediate();
    if (this.#isDead) throw new Dead('dead');
    this.#steps += 1;
    const [next] = this.#accidents;
    const isNow = next !== undefined && this.#steps > next.after && (isDatabase || next.kind === 'die');
    if (!isNow) {
      const result = await act();
      // It died of something else meanwhile, and never hears of it.
      if (this.#isDead) throw new Dead('dead');
      return result;
    }
    this.#accidents.shift();
    this.#steps = 0;
    if (next.kind === 'die') this.#isDead = true;
    if (next.isDone) await act();
    throw next.kind === 'die' ? new Dead('dead') : new StateError('away', 'The database does not answer.');
  }
}
