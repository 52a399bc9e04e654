import type { Pause } from '../../../kernel/pause.ts';
import { refusalOf } from './remote-error.ts';

/**
 * Does something until it succeeds, waiting so long before each new try. What would fail again in the same way, and the
 * last failure, are thrown. Only for what does no harm when it is done twice.
 */
export async function persist<T>(
  task: () => Promise<T>,
  { waitsMs, pause }: { readonly waitsMs: readonly number[]; readonly pause: Pause },
): Promise<T> {
  for (const ms of waitsMs) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- each try follows the failure of the one before
      return await task();
    } catch (error) {
      if (refusalOf(error) !== 'temporary') throw error;
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(ms);
  }
  return task();
}
