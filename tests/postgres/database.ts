import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { z } from 'zod';
import { onServer } from './on-server.ts';

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

async function serverUrl(): Promise<string> {
  const answer: unknown = await (await fetch(inject('postgresDesk'))).json();
  const parsed = answered.safeParse(answer);
  if (!parsed.success) throw new Error(`PostgreSQL did not start: ${JSON.stringify(answer)}`);
  return parsed.data.url;
}
