import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { fixedClock } from '../src/kernel/clock.ts';
import { NOW } from './fixtures/desk.ts';
import { silentLogger } from './platforms/slack/newsroom.ts';

/** The client gives up after 10 s, when most containers have been killed. */
const WITHIN_MS = 9000;

it(
  'ends when it is stopped while a platform that never answers is being reached',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dossier-app-'));
    const reached = Promise.withResolvers<Socket>();
    const silent = createServer((socket) => reached.resolve(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const app = createApp(
      {
        briefsDir: join(dataDir, 'briefs'),
        dataDir,
        platforms: ['slack'],
        slack: {
          way: { kind: 'socket', appToken: 'xapp-none' },
          access: { kind: 'one', botToken: 'xoxb-none' },
          apiUrl: `http://127.0.0.1:${address.port}/api/`,
        },
        logLevel: 'silent',
      },
      {
        clock: fixedClock(NOW),
        logger: silentLogger,
        terminal: {
          input: new PassThrough(),
          output: new PassThrough(),
          isInputTerminal: false,
          isOutputTerminal: false,
          columns: () => 80,
          environment: {},
          zone: 'UTC',
        },
      },
    );
    let hasEnded = false;
    const run = app.run().then(() => (hasEnded = true));
    const socket = await reached.promise;
    await app.stop();
    await run;
    expect(hasEnded).toBe(true);
    silent.close();
    socket.destroy();
    rmSync(dataDir, { recursive: true });
  },
  WITHIN_MS,
);
