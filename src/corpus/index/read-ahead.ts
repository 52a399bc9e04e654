import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { readPortion, type Outcome, type Reading, type ReadThreadData } from './outcome.ts';
import type { PlannedRead } from './plan-sync.ts';

/** From so many files on, a second thread reads and parses while this one writes. */
const AHEAD_FROM = 400;
const PORTION = 250;
/** So many portions are read ahead: about what is written in one go, so that neither thread waits for the other. */
const WINDOW = 16;

/** What this thread reads itself while it waits for the other one. */
const OWN_PORTION = 25;

/** What came of each read, in portions, in any order. Files that are gone are passed over. */
export function readAll(
  reading: Reading,
  reads: readonly PlannedRead[],
  thread: ReadThreadData,
): AsyncIterable<readonly Outcome[]> {
  return reads.length < AHEAD_FROM ? readHere(reading, reads) : readAhead(reading, reads, thread);
}

async function* readHere(reading: Reading, reads: readonly PlannedRead[]): AsyncGenerator<readonly Outcome[]> {
  for (let at = 0; at < reads.length; at += PORTION) yield readPortion(reading, reads.slice(at, at + PORTION));
}

async function* readAhead(
  reading: Reading,
  reads: readonly PlannedRead[],
  thread: ReadThreadData,
): AsyncGenerator<readonly Outcome[]> {
  const worker = new Worker(new URL('./read-thread.ts', import.meta.url), {
    workerData: thread,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const arrived: (readonly Outcome[])[] = [];
  let failure: Error | undefined;
  let wake = (): void => undefined;
  worker.on('message', (outcomes: readonly Outcome[]) => {
    arrived.push(outcomes);
    wake();
  });
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
    wake();
  });
  try {
    let asked = 0;
    let waiting = 0;
    while (asked < reads.length || waiting > 0) {
      for (; waiting < WINDOW && asked < reads.length; asked += PORTION, waiting++) {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(reads.slice(asked, asked + PORTION));
      }
      // oxlint-disable-next-line eslint/no-await-in-loop -- lets what has come be heard
      if (arrived.length === 0) await setImmediate();
      if (arrived.length === 0 && !failure && asked < reads.length) {
        yield readPortion(reading, reads.slice(asked, asked + OWN_PORTION));
        asked += OWN_PORTION;
        continue;
      }
      // oxlint-disable-next-line eslint/no-await-in-loop -- the next portion is what is waited for
      if (arrived.length === 0 && !failure) await new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure;
      const portion = arrived.shift();
      if (!portion) continue;
      waiting--;
      yield portion;
    }
  } finally {
    await worker.terminate();
  }
}
