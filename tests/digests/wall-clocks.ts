/**
 * What clocks on walls show, asked of `Intl` minute by minute: it shares nothing with how slots are worked out.
 */
export class WallClock {
  readonly zone: string;
  readonly #format: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.zone = zone;
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  /** `2026-03-29, 03:00`: the order of the texts is the order of the days and times. */
  label(ms: number): string {
    return this.#format.format(ms);
  }

  /** The first minutes after each change of the clock between two instants that are on full minutes. */
  changes(from: number, until: number): readonly number[] {
    const found: number[] = [];
    const step = 12 * 60 * MINUTE;
    let before = this.#offset(from);
    for (let at = from; at < until; at += step) {
      const after = this.#offset(at + step);
      if (after === before) continue;
      let [low, high] = [at, at + step];
      while (high - low > MINUTE) {
        const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
        if (this.#offset(middle) === before) low = middle;
        else high = middle;
      }
      found.push(high);
      before = after;
    }
    return found;
  }

  #offset(ms: number): number {
    const label = this.label(ms);
    return Date.parse(`${label.slice(0, 10)}T${label.slice(12)}Z`) - ms;
  }
}

export const MINUTE = 60_000;
export const YEARS = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2029, 0, 1) };
