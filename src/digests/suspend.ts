import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Channels } from '../platform.ts';
import type { State } from '../state/open-state.ts';
import { digestSuspended } from '../views/digest-suspended.ts';
import type { Digest } from './office.ts';

interface SuspendParts {
  readonly state: Pick<State, 'digests'>;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

const TRIES = 3;
/** A whole community may have to rest before anybody in it can be told. */
const WAITED_FOR_MS = 90_000;

/**
 * Lets a digest whose channel is lost stand still, and tells who made it. Nothing is deleted. They are told before it is
 * recorded: who dies in between tells them once more, and nobody is left without a word.
 * @param why a sentence for its editors
 * @returns false where the bot ends meanwhile, as nothing is told any more then: it is left to whoever goes on
 */
export async function suspend(digest: Digest, why: string, channels: Channels, parts: SuspendParts): Promise<boolean> {
  const { state, clock, logger, stopping } = parts;
  // Somebody tried it again all the same, and sees why themselves.
  if (digest.status === 'suspended') return true;
  await tellMaker(digest, why, channels, parts);
  if (stopping.aborted) return false;
  logger.warn('a digest was suspended: its channel takes nothing', { digest: digest.id, why });
  for (let current: Digest | Pick<Digest, 'id' | 'revision' | 'status'> | undefined = digest; current;) {
    if (current.status !== 'active') return true;
    // oxlint-disable-next-line no-await-in-loop -- again where somebody changed it meanwhile
    const changed = await state.digests.change(current, { status: 'suspended', reason: why }, clock.now());
    if (changed === 'changed') return true;
    // oxlint-disable-next-line no-await-in-loop
    current = await state.digests.find(digest.id);
    // Somebody gave it another channel: that one may be open.
    if (current && 'channel' in current && current.channel !== digest.channel) return true;
  }
  return true;
}

/** Best effort: their direct messages may be closed, and `digest list` says the same. */
async function tellMaker(digest: Digest, why: string, channels: Channels, { pause, logger }: SuspendParts) {
  const place = {
    tenant: digest.tenant,
    to: { kind: 'person' as const, id: digest.createdBy },
    title: digest.name,
  };
  const key = `${digest.id}.suspended.${digest.revision}`;
  for (const content of channels.posts(digestSuspended(digest.name, digest.channel, why)).slice(0, 1)) {
    try {
      for (let tries = 1; tries <= TRIES; tries += 1) {
        // oxlint-disable-next-line no-await-in-loop -- a try follows the one before
        const outcome = await channels.post(place, content, { key });
        if (outcome.kind !== 'retry' || outcome.afterMs > WAITED_FOR_MS) return;
        // oxlint-disable-next-line no-await-in-loop
        await pause(outcome.afterMs);
      }
    } catch (error) {
      logger.error('who made a digest could not be told that it is suspended', error, { digest: digest.id });
    }
  }
}
