import { REST } from 'discord.js';
import type { Clock } from '../../../kernel/clock.ts';
import type { InFlight } from '../../../kernel/in-flight.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { untilStopped, type Channels } from '../../../platform.ts';
import { createChannels } from './channels.ts';
import { Directs } from './directs.ts';
import { createPosting } from './posting.ts';
import { Targets } from './post-targets.ts';
import { Rights } from './rights.ts';

export interface WaysParts {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  readonly inFlight: InFlight;
  /** Nothing is posted any more once it says stop. */
  readonly signal: AbortSignal;
}

/** The ways to the platform for what nobody asked for, and for asking who may do what. */
export interface Ways {
  readonly rest: REST;
  readonly rights: Rights;
  readonly channels: Channels;
}

/** Where the platform wants a longer wait, whoever posts there is told so and may let others go first. */
const PATIENCE_MS = 5000;
/** Of the 50 requests a second that a bot has, the others are for answers: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const REQUESTS_A_SECOND = 40;

export function createWays({ token, apiUrl, clock, inFlight, signal, ...parts }: WaysParts): Ways {
  // The library would send what may be there already a second time.
  const rest = new REST({
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    retries: 0,
    globalRequestsPerSecond: REQUESTS_A_SECOND,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > PATIENCE_MS,
  }).setToken(token);
  const rights = new Rights({ rest, nowMs: () => clock.now().epochMilliseconds });
  const directs = new Directs(rest);
  const targets = new Targets({ rights, directs });
  const posting = createPosting({ ...parts, rest, rights, clock });
  const channels = createChannels({ ...parts, posting, targets, directs, rights });
  return {
    rest,
    rights,
    channels: untilStopped(channels, { signal, inFlight }),
  };
}
