import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readArguments, type Arguments } from './body.ts';
import type { Core, SlackRequest } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { Limits } from './limits.ts';
import { lacking, type Method } from './method.ts';
import { assistantMethods } from './methods/assistant.ts';
import { authMethods } from './methods/auth.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { historyMethods } from './methods/history.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';
import { RateLimited, SlackError } from './slack-error.ts';
import type { Token } from '../world/tokens.ts';

const methods = new Map<string, Method>(
  [
    ...assistantMethods,
    ...authMethods,
    ...chatMethods,
    ...conversationMethods,
    ...historyMethods,
    ...userMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
);

/** An answer of the Web API: the status is 200 also where the answer is a refusal. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

const problem = (error: z.core.$ZodIssue): string => {
  const at = error.path.join('/');
  return error.code === 'unrecognized_keys'
    ? `unknown argument: ${error.keys.join(', ')}`
    : `${error.message} [json-pointer:/${at}]`;
};

function authorise(core: Core, method: Method, { token: value }: Arguments): Token {
  const token = core.tokens.check(value);
  if (!method.tokens.includes(token.kind)) throw new SlackError('not_allowed_token_type');
  const missing = method.scopes.filter((scope) => !token.scopes.includes(scope));
  if (missing.length > 0) throw lacking(token, missing);
  return token;
}

/** Methods that take no token of a workspace. */
export type Special = (core: Core, read: Arguments) => JsonObject;

export class WebApi {
  readonly #core: Core;
  readonly #special: ReadonlyMap<string, Special>;
  readonly #limits = new Limits();

  constructor(core: Core, special: ReadonlyMap<string, Special>) {
    this.#core = core;
    this.#special = special;
  }

  /** Carries out one request, as far as its arguments allow. */
  answer(name: string, incoming: IncomingMessage, url: URL, text: string, request: SlackRequest): Answer {
    const headers: Record<string, string> = {};
    try {
      const read = readArguments(incoming, url, text);
      Object.assign(request, { arguments: read.given });
      const body = this.#run(name, read, incoming, request, headers);
      return { status: 200, body: { ok: true, ...body }, headers };
    } catch (error) {
      const body = this.#refusal(name, error);
      if (!(error instanceof RateLimited)) return { status: 200, body, headers };
      return { status: 429, body, headers: { ...headers, 'retry-after': String(error.retryAfterS) } };
    }
  }

  #run(
    name: string,
    read: Arguments,
    incoming: IncomingMessage,
    request: SlackRequest,
    headers: Record<string, string>,
  ): JsonObject {
    const special = this.#special.get(name);
    if (special !== undefined) return special(this.#core, read);
    const method = methods.get(name);
    if (method === undefined) {
      this.#core.note(`${incoming.method} ${name}: the fake has no such method`);
      throw new SlackError('unknown_method');
    }
    const token = authorise(this.#core, method, read);
    const teamId = token.installation?.team.id;
    Object.assign(request, { teamId });
    if (this.#core.paced && teamId !== undefined) this.#limits.take(name, teamId, this.#core.world.nowMs());
    headers['x-oauth-scopes'] = token.scopes.join(',');
    headers['x-accepted-oauth-scopes'] = method.scopes.join(',');
    return method.run(this.#core, read.given, token);
  }

  #refusal(name: string, error: unknown): JsonObject {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.more };
    if (!(error instanceof z.ZodError)) throw error;
    const messages = error.issues.map(problem);
    this.#core.note(`${name}: ${messages.join('; ')}`);
    return {
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) },
    };
  }
}
