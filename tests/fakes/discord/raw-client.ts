import { z } from 'zod';
import type { FakeDiscord } from './server.ts';

/** A client without a library, for the tests of the fake itself: it says exactly what it is told to. */

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where there was no body. */
  readonly body: unknown;
  /** The code of an error. */
  readonly code: number | undefined;
}

const failure = z.object({ code: z.number() });

/** @param how the right token, unless another or none is named. */
export async function call(
  discord: FakeDiscord,
  route: string,
  body?: unknown,
  how: {
    readonly authorization?: string | undefined;
    readonly headers?: Record<string, string>;
    readonly raw?: string | FormData;
  } = {},
): Promise<RawReply> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const authorization = 'authorization' in how ? how.authorization : `Bot ${discord.token}`;
  const sent = how.raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(sent !== undefined && how.raw === undefined ? { 'content-type': 'application/json' } : {}),
      ...how.headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await response.text();
  const read: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: read, code: failure.safeParse(read).data?.code };
}

const payload = z.object({
  op: z.number(),
  d: z.unknown().optional(),
  s: z.number().nullable(),
  t: z.string().nullable(),
});
export type RawPayload = z.infer<typeof payload>;

export interface RawSocket {
  readonly received: readonly RawPayload[];
  send(said: unknown): void;
  /** Resolves with the first that fits, of those that have come and of those that will. */
  next(fits: (one: RawPayload) => boolean): Promise<RawPayload>;
  event(name: string): Promise<RawPayload>;
  /** Resolves with the code that the connection ended with. */
  readonly closed: Promise<number>;
  close(code?: number): void;
}

export function connect(address: string): RawSocket {
  const socket = new WebSocket(address);
  const received: RawPayload[] = [];
  const looking = new Set<() => void>();
  const ended = Promise.withResolvers<number>();
  socket.addEventListener('message', ({ data }) => {
    received.push(payload.parse(JSON.parse(String(data))));
    for (const look of looking) look();
  });
  socket.addEventListener('close', ({ code }) => ended.resolve(code));
  const next = async (fits: (one: RawPayload) => boolean): Promise<RawPayload> => {
    const { promise, resolve } = Promise.withResolvers<RawPayload>();
    const look = () => {
      const found = received.find(fits);
      if (found) resolve(found);
    };
    looking.add(look);
    look();
    return promise;
  };
  return {
    received,
    send: (said) => socket.send(typeof said === 'string' ? said : JSON.stringify(said)),
    next,
    event: async (name) => next(({ t }) => t === name),
    closed: ended.promise,
    close: (code) => socket.close(code),
  };
}

const properties = { os: 'linux', browser: 'raw', device: 'raw' };

export const identify = (discord: FakeDiscord, d: object = {}) => ({
  op: 2,
  d: { token: discord.token, intents: 0, properties, ...d },
});

/** Connected, with HELLO received. */
export async function greeted(discord: FakeDiscord, query = 'v=10&encoding=json'): Promise<RawSocket> {
  const { body } = await call(discord, 'GET /gateway');
  const { url } = z.object({ url: z.string() }).parse(body);
  const socket = connect(`${url}?${query}`);
  await socket.next(({ op }) => op === 10);
  return socket;
}

/** The same, and identified. */
export async function ready(discord: FakeDiscord, d: object = {}): Promise<RawSocket> {
  const socket = await greeted(discord);
  socket.send(identify(discord, d));
  await socket.event('READY');
  return socket;
}
