import type { Composed, Composer } from './composer.ts';

/** Many communities have the same digest at the same time: so many results are kept. */
const KEPT = 32;

export interface ComposeOnce extends Composer {
  /** Forgets what was composed: the briefs may have changed since. */
  forget(): void;
}

/** Composes what is asked for again within a short while once: the same of the same window is the same. */
export function composeOnce(composer: Composer): ComposeOnce {
  const kept = new Map<string, Promise<Composed>>();
  return {
    compose(definition, window, frame) {
      const key = JSON.stringify([definition, window, frame]);
      const known = kept.get(key);
      if (known) return known;
      const composing = composer.compose(definition, window, frame);
      kept.set(key, composing);
      composing.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return composing;
    },
    forget: () => kept.clear(),
  };
}
