import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { randomInt } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { startOnSmallDisk } from './small-disk.ts';

/** Each run tries other moments; `SEED` repeats those of another one. */
const seed = process.env['SEED'] ?? String(randomInt(2 ** 31));

let folder: string;
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

it('a disk that fills while pages are posted makes the bot wait and complain, and once there is room it loses and repeats nothing', async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-disk-'));
  const started = (child = startOnSmallDisk(new URL('./full-disk.ts', import.meta.url), folder, seed));
  const ended = new Promise((resolve) => started.once('exit', resolve));
  if (!started.stdout || !started.stderr) throw new Error('no pipes');
  const [out, errors] = await Promise.all([text(started.stdout), text(started.stderr)]);
  process.stdout.write(out);
  expect(errors, `seed ${seed}`).toBe('');
  expect(await ended).toBe(0);
  expect(out).toMatch(/\| a full disk \((tmpfs|limit)\) \|/);
}, 300_000);
