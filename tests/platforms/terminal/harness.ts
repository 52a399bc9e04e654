import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Desk, Running } from '../../../src/platform.ts';
import { terminalPlatform, type TerminalSettings } from '../../../src/platforms/terminal/platform.ts';

export interface Session {
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly running: Running;
  /** All that was written so far. */
  readonly written: () => string;
  /** Resolves as soon as the text was written; fails after some seconds. */
  readonly until: (text: string) => Promise<void>;
}

export async function startSession(desk: Desk, settings: Partial<TerminalSettings> = {}): Promise<Session> {
  const input = new PassThrough();
  const output = new PassThrough();
  let written = '';
  output.setEncoding('utf8').on('data', (chunk: string) => (written += chunk));
  const running = await terminalPlatform({
    input,
    output,
    isInputTerminal: false,
    isOutputTerminal: false,
    columns: () => 80,
    environment: { NO_COLOR: '1' },
    greetingLine: 'bare',
    ...settings,
  }).start(desk);
  return {
    input,
    output,
    running,
    written: () => written,
    async until(text) {
      for (let tries = 0; !written.includes(text); tries++) {
        if (tries > 500) throw new Error(`never written: ${text}\nbut: ${written}`);
        await delay(10);
      }
    },
  };
}
