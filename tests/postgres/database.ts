import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';

const answered = z.object({ url: z.string() });
let server: Promise<string> | undefined;

/** The address of a new and empty database on a real PostgreSQL server, which ends with the run. */
export async function freshDatabase(): Promise<string> {
  const url = new URL(await (server ??= serverUrl()));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(url.href, `create database ${name}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on a connection of its own. */
export async function onServer(url: string, statement: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function serverUrl(): Promise<string> {
  const answer: unknown = await (await fetch(inject('postgresDesk'))).json();
  const parsed = answered.safeParse(answer);
  if (!parsed.success) throw new Error(`PostgreSQL did not start: ${JSON.stringify(answer)}`);
  return parsed.data.url;
}
