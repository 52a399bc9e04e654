import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { onServer } from '../postgres/on-server.ts';

/** A PostgreSQL server of one's own, which can go away and come back. */
export interface Postgres {
  /** The address of a new and empty database. */
  freshDatabase(): Promise<string>;
  /** Resolves when it is gone, with every connection to it. */
  stop(): Promise<void>;
  /** Resolves when it answers again, at the same address. */
  start(): Promise<void>;
  end(): Promise<void>;
}

const told = z.object({ url: z.string() });

export async function startPostgres(): Promise<Postgres> {
  const keeper = spawn(process.execPath, [new URL('../postgres/keeper.ts', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // What ends the tests by force does not end what cleans up after them.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  const { url } = told.parse(JSON.parse(await next()));
  const order = async (what: 'stop' | 'start') => {
    keeper.stdin.write(`${what}\n`);
    const answer = await next();
    if (answer !== what) throw new Error(`PostgreSQL did not ${what}: ${answer}`);
  };
  return {
    async freshDatabase() {
      const name = `chaos_${randomBytes(8).toString('hex')}`;
      await onServer(url, `create database ${name}`);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    stop: () => order('stop'),
    start: () => order('start'),
    async end() {
      keeper.stdin.end();
      await ended;
    },
  };
}
