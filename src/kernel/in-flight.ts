/** Work that has begun and nobody awaits, so that who stops can wait for it. */
export class InFlight {
  readonly #work = new Set<Promise<unknown>>();

  /** Takes work whose failures are told elsewhere. */
  add(work: Promise<unknown>): void {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#work.add(settled);
    void settled.then(() => this.#work.delete(settled));
  }

  get size(): number {
    return this.#work.size;
  }

  /** Resolves when nothing is left, also of what was added meanwhile, or after so long. Returns how much is left then. */
  async settled(withinMs: number): Promise<number> {
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), withinMs);
    try {
      while (this.#work.size > 0) {
        // oxlint-disable-next-line no-await-in-loop -- work may bring more work
        if ((await Promise.race([Promise.all(this.#work), late.promise])) === 'late') break;
      }
      return this.#work.size;
    } finally {
      clearTimeout(timer);
    }
  }
}
