import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, type App } from '../src/app.ts';
import { commands } from '../src/commands/all.ts';
import { fixedClock } from '../src/kernel/clock.ts';
import { measuresOf } from '../src/oversight.ts';
import type { Asker } from '../src/platform.ts';
import { NOW } from './fixtures/desk.ts';
import { readMetrics, valueOf } from './fixtures/prometheus.ts';
import { silentLogger } from './platforms/slack/newsroom.ts';

let dataDir: string;
let input: PassThrough;
let app: App;
let at: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dossier-oversight-'));
  input = new PassThrough();
  app = createApp(
    {
      briefsDir: join(import.meta.dirname, '..', 'briefs'),
      dataDir,
      platforms: ['terminal'],
      ops: { host: '127.0.0.1', port: 0 },
      logLevel: 'silent',
    },
    {
      clock: fixedClock(NOW),
      logger: silentLogger,
      measures: await measuresOf(commands),
      terminal: {
        input,
        output: new PassThrough().resume(),
        isInputTerminal: false,
        isOutputTerminal: false,
        columns: () => 80,
        environment: {},
        zone: 'UTC',
      },
    },
  );
  at = `http://127.0.0.1:${await app.serveOperations()}`;
});
afterEach(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const ready = async (): Promise<unknown> => (await fetch(`${at}/readyz`)).json();
const numbers = async () => readMetrics(await (await fetch(`${at}/metrics`)).text());

it('says what is missing from before the index is read until all is there, and nothing after the end', async () => {
  expect(await ready()).toEqual({ status: 'not ready', missing: ['index', 'terminal'] });
  await app.briefs.sync();
  expect(await ready()).toEqual({ status: 'not ready', missing: ['terminal'] });
  const run = app.run();
  await expect.poll(ready, { interval: 1, timeout: 10_000 }).toEqual({ status: 'ready' });
  input.end();
  await run;
  await app.stop();
  await expect(fetch(`${at}/healthz`)).rejects.toThrow();
});

it('counts lines by command and platform, and how each was answered', async () => {
  await app.briefs.sync();
  const by = (platform: string): Asker => ({
    platform,
    tenant: undefined,
    person: 'canary-person',
    name: 'canary-name',
    channel: 'canary-channel',
    mayManage: () => Promise.resolve(false),
    managers: 'nobody',
  });
  await app.desk.answer({ line: 'brief aleppo', by: by('slack') });
  await app.desk.answer({ line: 'brief canary-subject', by: by('slack') });
  await app.desk.answer({ line: 'canary-command', by: by('discord') });
  await app.desk.answer({ line: 'who lavrov', by: by('canary-platform') });
  await app.desk.answer({ line: 'status' });
  const samples = await numbers();
  const count = (command: string, platform: string) =>
    valueOf(samples, 'dossier_command_seconds_count', { command, platform });
  expect(count('brief', 'slack')).toBe(2);
  expect(count('who', 'other')).toBe(1);
  expect(count('status', 'other')).toBe(1);
  expect(valueOf(samples, 'dossier_answers_total', { as: 'answered' })).toBe(5);
  expect(JSON.stringify(samples)).not.toContain('canary');
});
