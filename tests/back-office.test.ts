import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBackOffice } from '../src/back-office.ts';
import { openCorpus, type OpenCorpus } from '../src/corpus/open-corpus.ts';
import type { Running } from '../src/platform.ts';
import { openState } from '../src/state/open-state.ts';
import { noLogger, type LoggedFault } from './digests/delivering/quiet-logger.ts';
import { Room } from './digests/delivering/room.ts';
import { VirtualTime } from './digests/delivering/virtual-time.ts';

let dataDir: string;
let briefs: OpenCorpus;
const clock = new VirtualTime('2026-03-03T07:30:00Z');
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dossier-back-office-'));
  briefs = openCorpus({ briefsDir: join(dataDir, 'briefs'), dataDir, clock, tell: () => undefined });
});
afterEach(async () => {
  await briefs.close();
  rmSync(dataDir, { recursive: true });
});

it('stops while the folder is still being read at its start, which may take longer than anybody waits', async () => {
  const faults: LoggedFault[] = [];
  const reading = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  let opened = 0;
  const chat: Running = { channels: new Room(), stop: async () => undefined, ended: Promise.resolve() };
  const office = createBackOffice({
    briefs: {
      ...briefs,
      sync: async () => {
        asked.resolve();
        return reading.promise;
      },
    },
    state: async () => {
      opened += 1;
      return openState({ file: join(dataDir, 'state.sqlite') });
    },
    running: new Map([['chat', chat]]),
    clock,
    logger: noLogger(faults),
    beat: async () => ({ stop: () => undefined }),
  });
  office.start();
  await asked.promise;
  await office.stop();
  // What ends the corpus after it ends the reading too.
  reading.reject(new Error('the corpus is closed'));
  await office.stop();
  expect(faults).toEqual([]);
  expect(opened).toBe(0);
});

it('stops where the database never answers, so that the platforms can end too', async () => {
  const asked = Promise.withResolvers<void>();
  const chat: Running = { channels: new Room(), stop: async () => undefined, ended: Promise.resolve() };
  const office = createBackOffice({
    briefs: { ...briefs, sync: async () => undefined },
    state: async () => {
      asked.resolve();
      return new Promise<never>(() => undefined);
    },
    running: new Map([['chat', chat]]),
    clock,
    logger: noLogger([]),
    beat: async () => ({ stop: () => undefined }),
  });
  office.start();
  await asked.promise;
  await expect(office.stop()).resolves.toBeUndefined();
});
