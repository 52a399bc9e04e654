import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPModuleFunctions, isValidSlackRequest, type HTTPReceiver } from '@slack/bolt';
import { UserError } from '../../../kernel/errors.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { forLog } from './remote-error.ts';
import { Seen } from './seen.ts';

/** Either way: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const SKEW_S = 300;
/** Far more than the platform ever sends. */
const BODY_MOST = 4 * 1024 * 1024;
/** Of a workspace that sends 300 a second, all of the time in which one could be repeated. */
const SIGNATURES = 200_000;

export interface HttpParts {
  readonly receiver: HTTPReceiver;
  /** The pages on which the app is installed, where it has such. */
  readonly pages?: HTTPReceiver | undefined;
  readonly signingSecret: string;
  readonly port: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Takes the platform's requests, and hands those on to the library that are not older than some minutes, not from the
 * future and not a copy of one that came before: the library would take the two last ones.
 */
export class HttpServer {
  readonly #parts: HttpParts;
  readonly #server: Server;
  readonly #signatures: Seen;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch((error: unknown) => {
        parts.logger.error('a request could not be read', forLog(error));
        answer(response, 500);
      });
    });
    // Some seconds longer than the skew on either side, within which a copy would be taken for a request of its own.
    this.#signatures = new Seen({ clock: parts.clock, keepMs: (2 * SKEW_S + 10) * 1000, most: SIGNATURES });
  }

  /** Resolves with the port. @throws UserError where the port cannot be had. */
  async listen(): Promise<number> {
    const { port, logger } = this.#parts;
    return new Promise((resolve, reject) => {
      this.#server.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that could not be taken, for want of handles for example: the next one may be.
        if (this.#server.listening) logger.error('a connection could not be taken', error);
        else reject(portError(error, port));
      });
      this.#server.listen(port, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Takes nothing new, and resolves when what came has been answered. */
  async close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST' && !(await this.#isWanted(request, response))) return;
    const { receiver, pages } = this.#parts;
    try {
      (request.method === 'GET' && pages ? pages : receiver).requestListener(request, response);
    } catch {
      // There is no such page.
      answer(response, 404);
    }
  }

  async #isWanted(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { logger, signingSecret, clock } = this.#parts;
    let body: string;
    try {
      // The library finds the body where this leaves it.
      body = (await HTTPModuleFunctions.bufferIncomingMessage(request, BODY_MOST)).rawBody.toString();
    } catch {
      // What is left of it is not waited for.
      response.once('finish', () => request.destroy());
      answer(response, 413);
      return false;
    }
    const signature = headerOf(request, 'x-slack-signature');
    const timestamp = Number(headerOf(request, 'x-slack-request-timestamp'));
    const nowMs = clock.now().epochMilliseconds;
    // The platform asks for this without a signature, and the library answers it without reading anything else.
    if (signature === '' && /(?:^|&)ssl_check=1(?:&|$)/.test(body)) return true;
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
    const isOfNow = Math.abs(nowMs / 1000 - timestamp) <= SKEW_S;
    const isSigned = isOfNow && isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: nowMs });
    if (isSigned && this.#signatures.isNew(signature)) {
      // What failed here may come again at once, within the same second and so with the same signature.
      response.once('finish', () => response.statusCode >= 500 && this.#signatures.forget(signature));
      return true;
    }
    const why = isSigned ? 'it came before' : isOfNow ? 'its signature is wrong' : 'its time is too far from ours';
    logger.warn('a request was refused', { why });
    answer(response, 401);
    return false;
  }
}

function answer(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(`The port ${port} is taken by another program: set PORT to one that is free.`);
  }
  if (error.code === 'EACCES') {
    return new UserError(`The port ${port} may not be taken by this user: set PORT to one above 1023.`);
  }
  return error;
}
