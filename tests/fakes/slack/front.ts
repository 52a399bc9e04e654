import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from './api/body.ts';
import type { Core, SlackRequest } from './core.ts';
import type { Fault, Moment } from './faults.ts';
import { parseJson } from './json.ts';
import { problemOfAuthorisation, type OAuth } from './api/oauth.ts';
import type { ResponseUrls } from './world/response-urls.ts';
import { SlackError } from './api/slack-error.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import { specialMethods } from './api/special-methods.ts';
import { WebApi, type Answer } from './api/web-api.ts';

const AUTHORISE = '/oauth/v2/authorize';

/** What the fake serves over HTTP: the Web API and the response URLs, with the faults that a test has set. */
export class Front {
  readonly #core: Core;
  readonly #webApi: WebApi;
  readonly #responseUrls: ResponseUrls;

  constructor(core: Core, socketMode: SocketMode, oauth: OAuth, responseUrls: ResponseUrls) {
    this.#core = core;
    this.#webApi = new WebApi(core, specialMethods(socketMode, oauth));
    this.#responseUrls = responseUrls;
  }

  serve(incoming: IncomingMessage, response: ServerResponse): void {
    this.#serve(incoming, response).catch((error: unknown) => {
      // An app that dies in the middle of a request is no fault of the fake.
      if (incoming.readableAborted) return;
      this.#core.note(`the fake itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.#core.origin());
    const text = await readBody(incoming);
    const route = this.#routeOf(url);
    const teamId = this.#responseUrls.teamOf(url.pathname);
    const request: SlackRequest = {
      route,
      arguments: {},
      teamId,
      atMs: this.#core.world.nowMs(),
      status: undefined,
      answer: undefined,
    };
    this.#core.requests.push(request);
    const strike = this.#core.faults.take(route);
    if (strike !== undefined && momentOf(strike.fault) === 'before') {
      if (await this.#strike(strike, response, request)) return;
    }
    const answer = this.#answer(route, incoming, url, text, request);
    if (strike !== undefined && momentOf(strike.fault) === 'after') {
      if (await this.#strike(strike, response, request)) return;
    }
    this.#write(response, request, answer);
  }

  #routeOf({ pathname }: URL): string {
    if (this.#responseUrls.knows(pathname)) return 'response_url';
    return pathname.startsWith('/api/') ? pathname.slice('/api/'.length) : pathname;
  }

  #answer(route: string, incoming: IncomingMessage, url: URL, text: string, request: SlackRequest): Answer {
    if (route === 'response_url') return this.#reply(incoming, url, text, request);
    if (url.pathname.startsWith('/api/')) return this.#webApi.answer(route, incoming, url, text, request);
    if (url.pathname === AUTHORISE) {
      // The page itself is for a browser; `person.install` acts on it.
      const problem = problemOfAuthorisation(this.#core, url.searchParams);
      return {
        status: problem === undefined ? 200 : 400,
        body: { ok: problem === undefined, error: problem },
        headers: {},
      };
    }
    this.#core.note(`${incoming.method} ${url.pathname}: Slack has no such page`);
    return { status: 404, body: { ok: false, error: 'not_found' }, headers: {} };
  }

  #reply(incoming: IncomingMessage, url: URL, text: string, request: SlackRequest): Answer {
    try {
      if (incoming.method !== 'POST') throw new SlackError('invalid_request');
      const body = parseJson(text);
      Object.assign(request, { arguments: body ?? {} });
      return { status: 200, body: { ok: true, ...this.#responseUrls.use(url.pathname, body) }, headers: {} };
    } catch (error) {
      if (error instanceof z.ZodError) this.#core.note(`response_url: ${z.prettifyError(error)}`);
      else if (!(error instanceof SlackError)) throw error;
      const code = error instanceof SlackError ? error.code : 'invalid_payload';
      const gone = ['expired_url', 'used_url', 'invalid_url'].includes(code);
      return { status: gone ? 404 : 400, body: { ok: false, error: code }, headers: {} };
    }
  }

  /** Answers in the way of the fault; false where the right answer still goes out. */
  async #strike(
    { fault, released }: { readonly fault: Fault; readonly released: Promise<void> },
    response: ServerResponse,
    request: SlackRequest,
  ): Promise<boolean> {
    switch (fault.kind) {
      case 'hold':
        await released;
        return false;
      case 'drop':
        response.destroy();
        return true;
      case 'rate-limited': {
        const headers = { 'retry-after': String(fault.retryAfterS) };
        this.#write(response, request, { status: 429, body: { ok: false, error: 'ratelimited' }, headers });
        return true;
      }
      case 'status':
        request.status = fault.status;
        response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Something went wrong</html>');
        return true;
      case 'malformed':
        request.status = 200;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"ts":"17');
        return true;
      case 'error':
        this.#write(response, request, { status: 200, body: { ok: false, error: fault.error }, headers: {} });
        return true;
    }
  }

  #write(response: ServerResponse, request: SlackRequest, { status, body, headers }: Answer): void {
    request.status = status;
    request.answer = body;
    const common = { 'content-type': 'application/json; charset=utf-8', 'x-slack-req-id': crypto.randomUUID() };
    response.writeHead(status, { ...common, ...headers }).end(JSON.stringify(body));
    this.#core.changes.announce();
  }
}

const momentOf = (fault: Fault): Moment => ('when' in fault ? fault.when : 'before');
