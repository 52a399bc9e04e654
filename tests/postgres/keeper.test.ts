import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { onServer } from './on-server.ts';

test('the server ends and its files go when whoever holds it is killed', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'dossier-keeper-'));
  // Where the tests run as root, the server runs as somebody else.
  chmodSync(scratch, 0o755);
  // Outlives its parent, a program that only holds the keeper's input.
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const { spawn } = require('node:child_process');
       spawn(process.execPath, [process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
       setInterval(() => undefined, 1000);`,
      new URL('./keeper.ts', import.meta.url).pathname,
    ],
    { env: { ...process.env, TMPDIR: scratch }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const line = await new Promise<string>((resolve) => {
      createInterface({ input: holder.stdout }).once('line', resolve);
    });
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(line));
    expect(await onServer(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(scratch)).toHaveLength(1);

    holder.kill('SIGKILL');
    await expect.poll(() => readdirSync(scratch), { timeout: 15_000 }).toEqual([]);
    await expect(onServer(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  } finally {
    holder.kill('SIGKILL');
    rmSync(scratch, { recursive: true });
  }
}, 40_000);
