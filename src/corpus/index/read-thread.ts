import { parentPort, workerData } from 'node:worker_threads';
import { openFolder } from './open-folder.ts';
import type { PlannedRead } from './plan-sync.ts';
import { readPortion, type ReadThreadData } from './outcome.ts';

/** Reads, parses and prepares briefs for the thread that writes them. */
const { briefsDir, registers: texts } = workerData as ReadThreadData; // set by `readAhead`
const folder = openFolder(briefsDir);
const parser = await folder.parser();
const { registers } = parser.readRegisters(texts);

parentPort?.on('message', (reads: readonly PlannedRead[]) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(readPortion({ folder, parser, registers }, reads));
});
