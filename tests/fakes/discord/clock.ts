/** The time of the fake. It stands still unless a test moves it, so that no slow machine closes a window. */
export interface FakeClock {
  nowMs(): number;
  advance(ms: number): void;
  /** A new id, greater than all before it: https://docs.discord.com/developers/reference#snowflakes. */
  mintId(): string;
}

const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** @param source where the present comes from; `advance` adds to it. Default: it stands at the moment of the start. */
export function createFakeClock(source?: () => number): FakeClock {
  const start = Date.now();
  const base = source ?? (() => start);
  let advancedMs = 0;
  let last = 0n;
  const nowMs = () => base() + advancedMs;
  return {
    nowMs,
    advance(ms) {
      advancedMs += ms;
    },
    mintId() {
      const id = BigInt(Math.floor(nowMs()) - DISCORD_EPOCH_MS) << 22n;
      last = id > last ? id : last + 1n;
      return String(last);
    },
  };
}
