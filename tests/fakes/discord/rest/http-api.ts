import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, notFound, unauthorized } from '../api-error.ts';
import type { FakeClock } from '../clock.ts';
import type { FaultBox, Fault } from './faults.ts';
import type { Limits, Refused } from './limits.ts';
import { readRequest } from './read-request.ts';
import { matchPath, type ApiReply, type Route } from './route.ts';

/** A request as it came, and how it ended. */
export interface RecordedRequest {
  readonly method: string;
  /** After the version, without the query. */
  readonly path: string;
  readonly query: string;
  body: unknown;
  readonly userAgent: string;
  readonly withToken: boolean;
  readonly atMs: number;
  /** Undefined while it is on its way, 0 where the connection broke. */
  status: number | undefined;
  /** What the platform refused it for, or denied with a fault. */
  reply: unknown;
}

export interface HttpApiParts {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly faults: FaultBox;
  readonly clock: FakeClock;
  readonly limits: Limits;
  /** After every request. */
  readonly happened: () => void;
}

export interface HttpApi {
  readonly requests: readonly RecordedRequest[];
  /** Those to places that the fake does not know. */
  readonly unexpected: readonly RecordedRequest[];
  /** @throws never: what goes wrong within is answered with 500 and recorded as unexpected. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createHttpApi({ token, routes, faults, clock, limits, happened }: HttpApiParts): HttpApi {
  const requests: RecordedRequest[] = [];
  const unexpected: RecordedRequest[] = [];

  const routeFor = (method: string, path: string) => {
    for (const route of routes) {
      const params = route.method === method ? matchPath(route.path, path) : undefined;
      if (params) return { route, params };
    }
    return undefined;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const [, version, path = '/'] = /^\/api\/v(\d+)(\/.*)$/.exec(pathname) ?? [];
    const method = request.method ?? '';
    const record: RecordedRequest = {
      method,
      path: version === undefined ? pathname : path,
      query: searchParams.toString(),
      body: undefined,
      userAgent: request.headers['user-agent'] ?? '',
      withToken: request.headers.authorization !== undefined,
      atMs: clock.nowMs(),
      status: undefined,
      reply: undefined,
    };
    requests.push(record);
    const found = version === '10' ? routeFor(method, path) : undefined;
    const name = `${method} ${found?.route.path ?? path}`;
    const fault = faults.take(method, path);
    const taken = limits.take(name, found?.params ?? {}, clock.nowMs());

    const work = async (): Promise<ApiReply> => {
      const { body, files } = await readRequest(request);
      record.body = body;
      happened();
      if (fault && 'moment' in fault && fault.moment === 'before') await undergo(fault);
      if (fault?.kind === 'rate limit') throw new Limited(fault);
      if (taken.refused) throw new Limited(taken.refused);
      if (version !== undefined && version !== '10') throw new ApiError(400, 50_041, 'Invalid API version');
      if (!found) {
        unexpected.push(record);
        throw notFound();
      }
      if (!found.route.open && request.headers.authorization !== `Bot ${token}`) throw unauthorized();
      const reply = found.route.handle({ params: found.params, query: searchParams, body, files });
      happened();
      if (fault && 'moment' in fault && fault.moment === 'after') await undergo(fault);
      return reply;
    };

    const undergo = async (what: Exclude<Fault, { kind: 'rate limit' }>): Promise<void> => {
      if (what.kind === 'hold') return faults.passGate(what.gate);
      if (what.kind === 'drop') throw new Dropped();
      throw new ApiError(
        what.status,
        0,
        `${what.status}: ${what.status === 502 ? 'Bad Gateway' : 'Internal Server Error'}`,
      );
    };

    try {
      send(await work());
    } catch (error) {
      if (error instanceof Dropped) {
        record.status = 0;
        response.destroy();
      } else if (error instanceof Limited) {
        send({ status: 429, body: error.body }, error.headers);
      } else if (error instanceof ApiError) {
        record.reply = error.body();
        send({ status: error.status, body: error.body() });
      } else {
        unexpected.push(record);
        record.reply = String(error instanceof Error ? error.stack : error);
        send({ status: 500, body: { message: String(error), code: 0 } });
      }
    }
    happened();

    function send({ status, body }: ApiReply, more: Readonly<Record<string, string>> = {}): void {
      record.status = status;
      if (status === 429) record.reply = body;
      const headers = { ...taken.headers, ...more };
      if (body === undefined) response.writeHead(status, headers).end();
      else response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
  }

  return { requests, unexpected, answer };
}

class Dropped extends Error {}

class Limited extends Error {
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ retryAfterMs, scope = 'user' }: Pick<Refused, 'retryAfterMs'> & Partial<Refused>) {
    super('limited');
    const seconds = retryAfterMs / 1000;
    const global = scope === 'global';
    const message = scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
    this.body = { message, retry_after: seconds, global };
    this.headers = {
      // The platform sends whole seconds; below one the fake does not, so that no test waits for long.
      'retry-after': String(seconds < 1 ? seconds : Math.ceil(seconds)),
      'x-ratelimit-scope': scope,
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': String(seconds),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    };
  }
}
