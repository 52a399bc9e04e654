import { RateLimited } from './slack-error.ts';

const MINUTE_MS = 60_000;

/**
 * Calls a minute that a workspace takes of an app, for each method: https://docs.slack.dev/apis/web-api/rate-limits. Of posts the
 * platform says "several hundred" and no more; this is the fewest that the words allow. It lets short bursts through, which are
 * not promised, and not taken for granted here.
 */
const A_MINUTE: ReadonlyMap<string, number> = new Map([
  ['chat.postMessage', 300],
  ['conversations.history', 50],
  ['conversations.info', 50],
  ['conversations.open', 50],
  ['conversations.replies', 50],
]);

/** Counts the calls of the last minute. */
export class Limits {
  readonly #taken = new Map<string, number[]>();

  /** @throws RateLimited where the workspace has taken as many as it takes */
  take(method: string, teamId: string, nowMs: number): void {
    const most = A_MINUTE.get(method);
    if (most === undefined) return;
    const key = `${teamId} ${method}`;
    const taken = (this.#taken.get(key) ?? []).filter((atMs) => nowMs - atMs < MINUTE_MS);
    this.#taken.set(key, taken);
    const [first] = taken;
    if (first !== undefined && taken.length >= most)
      throw new RateLimited(Math.ceil((first + MINUTE_MS - nowMs) / 1000));
    taken.push(nowMs);
  }
}
