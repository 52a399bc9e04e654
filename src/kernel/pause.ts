import { setTimeout as wait } from 'node:timers/promises';

/** Resolves after so long, or rejects when the signal says that nobody waits any more. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemPause: Pause = async (ms, signal) => {
  await wait(ms, undefined, signal ? { signal } : {});
};
