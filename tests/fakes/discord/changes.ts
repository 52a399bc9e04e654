/** How tests wait: for something to happen in the fake, never for time to pass. */
export interface Changes {
  /** Something happened: whoever waits looks again. */
  happened(): void;
  /**
   * Resolves with the first thing that `look` finds, now or after a change.
   * @throws Error that says what is missing, where nothing comes within the patience of the fake or it is closed.
   */
  until<T>(missing: () => string, look: () => T | undefined): Promise<T>;
  close(): void;
}

export function createChanges(patienceMs: number): Changes {
  const waiting = new Set<() => void>();
  const leaving = new Set<(reason: string) => void>();
  return {
    happened() {
      for (const look of waiting) look();
    },

    async until<T>(missing: () => string, look: () => T | undefined): Promise<T> {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const again = () => {
        const found = look();
        if (found !== undefined) resolve(found);
      };
      const fail = (reason: string) => reject(new Error(`${reason}: ${missing()}`));
      const timer = setTimeout(() => fail(`Did not happen within ${patienceMs} ms`), patienceMs);
      waiting.add(again);
      leaving.add(fail);
      try {
        again();
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(again);
        leaving.delete(fail);
      }
    },

    close() {
      for (const fail of leaving) fail('The fake was closed before this happened');
    },
  };
}
