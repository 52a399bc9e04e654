/**
 * Lets a test wait for something to become true without polling: whoever changes the state announces it, and every
 * waiting test looks again.
 */
export class Changes {
  readonly #waiting = new Set<() => void>();
  readonly #patienceMs: number;
  readonly #story: () => string;

  /** `story` tells in an error what was seen instead. */
  constructor(patienceMs: number, story: () => string) {
    this.#patienceMs = patienceMs;
    this.#story = story;
  }

  announce(): void {
    for (const look of this.#waiting) look();
  }

  /** What `probe` finds, as soon as it finds something; it may throw to end the wait. */
  until<Found>(what: string, probe: () => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const over = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const look = () => {
        try {
          const found = probe();
          if (found !== undefined) over(() => resolve(found));
        } catch (problem) {
          over(() => reject(problem instanceof Error ? problem : new Error(String(problem))));
        }
      };
      const timer = setTimeout(() => {
        const waited = `The fake Slack waited ${this.#patienceMs / 1000} s for ${what}.`;
        over(() => reject(new Error(`${waited} It saw:\n${this.#story()}`)));
      }, this.#patienceMs);
      this.#waiting.add(look);
      look();
    });
  }
}
