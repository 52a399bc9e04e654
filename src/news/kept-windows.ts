import type { WindowContent } from './window-content.ts';

/** Many digests ask for the same window, each with its filter: of the last ones, what was read for so many is kept. */
const WINDOWS = 8;
/** In all of them together: some 10 KB each. */
const BRIEFS = 10_000;

/** What was read for the last windows. Who asks for one while it is being read waits for the same. */
export class KeptWindows {
  readonly #kept = new Map<string, Kept>();

  /** @param key the same for the same window of the same briefs */
  async get(key: string, read: () => Promise<WindowContent>): Promise<WindowContent> {
    const known = this.#kept.get(key);
    if (known) return known.content;
    const one: Kept = { content: read(), briefs: 0 };
    this.#kept.set(key, one);
    try {
      const content = await one.content;
      one.briefs = content.briefs.size;
      return content;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    } finally {
      this.#shrink();
    }
  }

  /** The oldest go first. */
  #shrink(): void {
    let briefs = [...this.#kept.values()].reduce((sum, one) => sum + one.briefs, 0);
    for (const [key, one] of this.#kept) {
      if (this.#kept.size <= WINDOWS && briefs <= BRIEFS) return;
      this.#kept.delete(key);
      briefs -= one.briefs;
    }
  }
}

interface Kept {
  readonly content: Promise<WindowContent>;
  /** None while it is being read. */
  briefs: number;
}
