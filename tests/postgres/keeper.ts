import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { copyBinaries } from './binaries.ts';

/**
 * A program that runs a PostgreSQL server for as long as somebody holds its standard input, and leaves nothing behind:
 * the input closes however its holder ends, also by SIGKILL. Prints `{"url"}` once the server answers, or `{"error"}`.
 * With a line `stop` it stops the server, breaking every connection, and with `start` it starts it again at the same
 * address; it prints the line once that is done.
 */

/** PostgreSQL refuses to run as root. 65534 is `nobody` on every Linux. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const PASSWORD = 'hostile/pass word?&@';
const TRIES = 3;

const home = mkdtempSync(join(tmpdir(), 'dossier-postgres-'));
let server: ChildProcess | undefined;
let isEnding = false;

// Whoever interrupts the tests interrupts this process too; it ends after its holder.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.on('end', end).on('error', end);
const orders = createInterface({ input: process.stdin });

try {
  const binaries = copyBinaries(join(home, 'native'));
  const data = join(home, 'data');
  mkdirSync(data);
  writeFileSync(join(home, 'password'), PASSWORD);
  chmodSync(home, 0o755);
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const settings = ['-U', 'dossier', '-A', 'scram-sha-256', '--pwfile', join(home, 'password'), '-E', 'UTF8'];
  const made = spawnSync(binaries.initdb, ['-D', data, ...settings, '--locale=C', '--no-sync'], {
    ...user,
    cwd: home,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const { url, port } = await start(binaries.postgres, data);
  tell({ url });
  // One after the other, in the order in which they came.
  let last: Promise<unknown> = Promise.resolve();
  orders.on('line', (order) => {
    const obey = async () => {
      if (order === 'stop') await stop();
      else await start(binaries.postgres, data, port);
      process.stdout.write(`${order}\n`);
    };
    last = last.then(obey);
    last.catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      end();
    });
  });
} catch (error) {
  tell({ error: error instanceof Error ? error.message : String(error) });
  end();
}

/** Starts it on a free port, or on that one; another program may take the port first, and then on the next. */
async function start(postgres: string, data: string, at?: number): Promise<{ url: string; port: number }> {
  let said = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = at ?? (await freePort());
    const options = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      // Nothing outside of the folder, and nothing that must outlive the tests.
      dynamic_shared_memory_type: 'mmap',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 200,
      shared_buffers: '32MB',
      autovacuum: 'off',
      logging_collector: 'off',
    };
    const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(postgres, ['-D', data, ...args], { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
    const url = `postgres://dossier:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
    said = await readyOrEnded(server);
    if (said === '') return { url, port };
  }
  throw new Error(`postgres did not start: ${said}`);
}

/** Breaks every connection. What is in a transaction is rolled back. */
function stop(): Promise<void> {
  const stopped = server;
  return new Promise((resolve) => {
    stopped?.once('exit', () => resolve());
    stopped?.kill('SIGINT');
  });
}

/** Empty once the server answers; what it said where it ended instead. */
function readyOrEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    const lines: string[] = [];
    child.on('error', (error) => resolve(error.message));
    child.on('exit', () => resolve(lines.join('\n') || 'it said nothing'));
    if (!child.stderr) return;
    // Read to its end: a full pipe would stop the server.
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (lines.length < 100) lines.push(line);
      if (line.includes('ready to accept connections')) resolve('');
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function tell(what: { readonly url: string } | { readonly error: string }): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

function end(): void {
  if (isEnding) return;
  isEnding = true;
  const remove = () => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    process.exit(0);
  };
  if (!server || server.exitCode !== null || server.signalCode !== null) return remove();
  server.on('exit', remove);
  // At once, without waiting for those who are connected.
  server.kill('SIGQUIT');
  setTimeout(() => server?.kill('SIGKILL'), 5000);
}
