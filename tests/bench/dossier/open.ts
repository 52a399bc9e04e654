import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { createApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createLogger } from '../../../src/kernel/logger.ts';
import { createNames } from '../../../src/names/create-names.ts';
import type { Made, Saved } from '../tasks.ts';

// As `dossier` itself starts.
setFlagsFromString('--min-semi-space-size=8');
setFlagsFromString('--heap-growing-percent=80');

/** Dossier as the terminal uses it: from a line that was typed to the text that a reader sees. */
export interface OpenDossier {
  /** `found` also where the answer asks which of several is meant. Rejects where the answer is a fault. */
  answer(line: string): Promise<{ readonly text: string; readonly found: boolean }>;
  complete(line: string): unknown;
  resolve(text: string): unknown;
  /** Brings the index up to the folder. Without it, what the index holds is what answers. */
  sync(): Promise<void>;
  /** How many briefs are in service. */
  briefs(): number;
  close(): Promise<void>;
}

export function openDossier({ folder, index }: Made & Saved): OpenDossier {
  const app = createApp(parseConfig({ BRIEFS_DIR: folder, DATA_DIR: index }), {
    clock: systemClock,
    logger: createLogger({ level: 'warn', output: process.stderr }),
    terminal: {
      input: new PassThrough(),
      output: new PassThrough(),
      isInputTerminal: false,
      isOutputTerminal: false,
      columns: () => 100,
      environment: {},
      zone: 'UTC',
    },
  });
  const { corpus } = app.briefs;
  const names = createNames(corpus.names, { inTheNews: () => [] });
  return {
    answer: async (line) => {
      const answer = await app.desk.answer({ line });
      const { tone, sources } = answer.message;
      if (tone === 'fault') throw new Error(`a fault instead of an answer to ${line}`);
      return { text: app.show(answer, 'terminal'), found: sources.length > 0 || tone === 'question' };
    },
    complete: (line) => app.desk.complete(line),
    resolve: (text) => names.resolve(text),
    sync: () => app.briefs.sync(),
    briefs: () => corpus.state().briefs,
    close: () => app.stop(),
  };
}
