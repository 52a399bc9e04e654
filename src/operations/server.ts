import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UserError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Readiness } from './readiness.ts';

export interface OperationsParts {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Never rejects. */
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<Page>;
  readonly logger: Logger;
}

export interface Page {
  readonly type: string;
  readonly text: string;
}

export interface Operations {
  readonly port: number;
  /** Takes nothing new and ends what is open. Safe to call twice. */
  close(): Promise<void>;
}

/** Whoever asks is a machine next to this one. */
const REQUEST_WITHIN_MS = 10_000;

type Answer = Page & { readonly status: number };

/**
 * Answers whether the bot lives (`/healthz`), whether it can do its work (`/readyz`) and what it has done (`/metrics`).
 * No answer holds a secret, or a word of what people ask and read.
 * @throws UserError where the port cannot be had
 */
export async function startOperations(parts: OperationsParts): Promise<Operations> {
  const { host, port, logger } = parts;
  const server = createServer((request, response) => {
    answer(request, parts)
      .catch((error: unknown): Answer => {
        logger.error('a question about operations could not be answered', error);
        return plain(500, 'This failed: see the log.');
      })
      .then((given) => send(response, given))
      .catch((error: unknown) => logger.error('an answer about operations could not be sent', error));
  });
  server.headersTimeout = REQUEST_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  const taken = await listen(server, host, port, logger);
  return { port: taken, close: async () => close(server) };
}

async function answer({ method = '', url = '' }: IncomingMessage, parts: OperationsParts): Promise<Answer> {
  const give = pageAt(url.split('?')[0] ?? '', parts);
  if (!give) return plain(404, 'There are /healthz, /readyz and /metrics.');
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This is only read: ask with GET.');
  return give();
}

function pageAt(path: string, { readiness, metrics }: OperationsParts): (() => Promise<Answer>) | undefined {
  switch (path) {
    case '/healthz':
      return async () => json(200, { status: 'alive' });
    case '/readyz':
      return async () => ready(await readiness());
    case '/metrics':
      return async () => ({ status: 200, ...(await metrics()) });
    default:
      return undefined;
  }
}

function ready(parts: Readiness): Answer {
  const missing = [...parts].filter(([, isReady]) => !isReady).map(([part]) => part);
  return missing.length === 0 ? json(200, { status: 'ready' }) : json(503, { status: 'not ready', missing });
}

function json(status: number, value: object): Answer {
  return { status, type: 'application/json', text: `${JSON.stringify(value)}\n` };
}

function plain(status: number, sentence: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', text: `${sentence}\n` };
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(text);
}

async function listen(server: Server, host: string, port: number, logger: Logger): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that could not be taken, for want of handles for example: the next one may be.
      if (server.listening) logger.error('a connection could not be taken', error);
      else reject(refusal(error, host, port));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError(`The port ${port} is taken by another program: set OPS_PORT to one that is free.`);
    case 'EACCES':
      return new UserError(`The port ${port} may not be taken by this user: set OPS_PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new UserError(
        `OPS_HOST is "${host}", which is no address of this machine: leave it out for 127.0.0.1, or set 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}
