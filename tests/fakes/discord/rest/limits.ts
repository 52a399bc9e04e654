import { createHash } from 'node:crypto';

export interface Refused {
  readonly retryAfterMs: number;
  readonly scope: 'user' | 'global' | 'shared';
}

export interface Taken {
  readonly headers: Readonly<Record<string, string>>;
  readonly refused?: Refused | undefined;
}

/** What comes too fast, by https://docs.discord.com/developers/topics/rate-limits. */
export interface Limits {
  /** @param route its method and pattern; `params` are the parts that the pattern leaves open */
  take(route: string, params: Readonly<Record<string, string>>, nowMs: number): Taken;
}

/** A bucket that never runs dry, so that the limits that a test plans are the only ones. */
export const noLimits: Limits = {
  take: (route, _params, nowMs) => ({
    headers: headersOf(route, { limit: 50, remaining: 49, untilMs: nowMs + 1000 }, nowMs),
  }),
};

interface Window {
  readonly untilMs: number;
  used: number;
}

/** "50 requests per second" of the whole bot. */
const GLOBAL = { most: 50, ms: 1000 };
/** The platform names no figure and says that it may change: it is read from its answers. This is what they have held for years. */
const MESSAGES = { most: 5, ms: 5000 };
const POST = 'POST /channels/:channel/messages';
/** "Interaction endpoints are not bound to the bot's Global Rate Limit." */
const UNBOUND = /^\w+ \/(interactions|webhooks)\//;

export function createLimits(): Limits {
  let all: Window | undefined;
  const channels = new Map<string, Window>();
  return {
    take(route, params, nowMs) {
      const isPost = route === POST;
      const channel = params['channel'] ?? '';
      const posts = isPost ? openAt(channels.get(channel), MESSAGES.ms, nowMs) : undefined;
      if (!UNBOUND.test(route)) {
        all = openAt(all, GLOBAL.ms, nowMs);
        if (all.used >= GLOBAL.most) {
          return { headers: {}, refused: { retryAfterMs: all.untilMs - nowMs, scope: 'global' } };
        }
        all.used += 1;
      }
      if (!posts) return noLimits.take(route, params, nowMs);
      channels.set(channel, posts);
      const isRefused = posts.used >= MESSAGES.most;
      if (!isRefused) posts.used += 1;
      const bucket = { limit: MESSAGES.most, remaining: MESSAGES.most - posts.used, untilMs: posts.untilMs };
      return {
        headers: headersOf(route, bucket, nowMs),
        refused: isRefused ? { retryAfterMs: posts.untilMs - nowMs, scope: 'user' } : undefined,
      };
    },
  };
}

function openAt(window: Window | undefined, ms: number, nowMs: number): Window {
  return window && nowMs < window.untilMs ? window : { untilMs: nowMs + ms, used: 0 };
}

interface Bucket {
  readonly limit: number;
  readonly remaining: number;
  readonly untilMs: number;
}

function headersOf(
  route: string,
  { limit, remaining, untilMs }: Bucket,
  nowMs: number,
): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(untilMs / 1000),
    'x-ratelimit-reset-after': String((untilMs - nowMs) / 1000),
    'x-ratelimit-bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
  };
}
