import type { Random } from '../fixtures/random.ts';
import type { Fate, Reply } from './line.ts';
import type { PlatformKind } from './platforms.ts';

/** What can be wrong with a platform or the way to it, for as long as it lasts. */
export const STORMS = ['drops after storing', '429', '5xx before storing', '5xx after storing', 'all of it'] as const;
export type Storm = (typeof STORMS)[number];

/** What a platform asks for at most. One of the libraries waits for that by the clock on the wall. */
const MOST_MS = 300;

/** What a storm does to a post. Undefined: it comes through. */
export function fateIn(storm: Storm, platform: PlatformKind, random: Random): Fate | undefined {
  if (!random.chance(0.5)) return undefined;
  switch (storm) {
    case 'drops after storing':
      return { after: () => 'drop' };
    case '429': {
      const reply = limited(platform, (1 + random.below(MOST_MS)) / 1000);
      return { before: () => reply };
    }
    case '5xx before storing':
      return { before: () => broken(random) };
    case '5xx after storing':
      return { after: () => broken(random) };
    case 'all of it':
      return fateIn(random.pick(STORMS.filter((one) => one !== 'all of it')), platform, random);
  }
}

/** https://docs.discord.com/developers/topics/rate-limits and https://docs.slack.dev/apis/web-api/rate-limits */
function limited(platform: PlatformKind, seconds: number): Reply {
  const headers = { 'content-type': 'application/json', 'retry-after': String(seconds) };
  switch (platform) {
    case 'discord':
      return {
        status: 429,
        headers: { ...headers, 'x-ratelimit-scope': 'shared', 'x-ratelimit-reset-after': String(seconds) },
        body: JSON.stringify({ message: 'The resource is being rate limited.', retry_after: seconds, global: false }),
      };
    case 'slack':
      return { status: 429, headers, body: JSON.stringify({ ok: false, error: 'ratelimited' }) };
  }
}

function broken(random: Random): Reply {
  const status = random.pick([500, 502, 503, 504]);
  return { status, headers: { 'content-type': 'text/html' }, body: '<html>Something went wrong</html>' };
}
