import { createHmac } from 'node:crypto';
import type { Core } from '../core.ts';
import type { Delivery, DeliveryKind, Road } from './delivery.ts';
import { parseJson, type Json, type JsonObject } from '../json.ts';

/** A request as it went to the app, ready to be sent again byte for byte. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AppAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

const form = (fields: Readonly<Record<string, Json | undefined>>) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  ).toString();

function bodyOf(kind: DeliveryKind, payload: Delivery['payload']): { type: string; body: string } {
  const ofForm = 'application/x-www-form-urlencoded';
  if (kind === 'slash_commands') return { type: ofForm, body: form(payload) };
  if (kind === 'interactive') return { type: ofForm, body: form({ payload: JSON.stringify(payload) }) };
  return { type: 'application/json', body: JSON.stringify(payload) };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const signatureOf = (secret: string, timestampS: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestampS}:${body}`).digest('hex')}`;

/** HTTP mode: signed requests to the app's address. Events are tried again; what a person did is not. */
export class HttpMode implements Road {
  /** Every request that went out, in order. */
  readonly sent: SignedRequest[] = [];
  readonly #core: Core;
  readonly #under: Set<AbortController> = new Set();

  constructor(core: Core) {
    this.#core = core;
  }

  send(delivery: Delivery): void {
    void this.#carry(delivery);
  }

  sendAgain(delivery: Delivery): void {
    if (delivery.pending) void this.#carry(delivery);
  }

  sign(
    body: string,
    type: string,
    more: { readonly timestampS?: number; readonly secret?: string } = {},
  ): SignedRequest {
    const timestampS = more.timestampS ?? Math.floor(this.#core.world.nowMs() / 1000);
    return {
      url: this.#address(),
      body,
      headers: {
        'content-type': type,
        accept: 'application/json,*/*',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestampS),
        'x-slack-signature': signatureOf(more.secret ?? this.#core.app.signingSecret, timestampS, body),
      },
    };
  }

  /** A request with this payload, ready to be sent or spoilt. `ageS` seconds old, negative for one from the future. */
  request(kind: DeliveryKind, payload: JsonObject, more: { readonly ageS?: number; readonly secret?: string } = {}) {
    const { type, body } = bodyOf(kind, payload);
    const timestampS = Math.floor(this.#core.world.nowMs() / 1000) - (more.ageS ?? 0);
    return this.sign(body, type, { ...more, timestampS });
  }

  /** https://docs.slack.dev/reference/events/url_verification: the app should answer with the challenge. */
  verifyUrl(challenge: string = crypto.randomUUID()): Promise<AppAnswer> {
    const { verificationToken: token } = this.#core.app;
    return this.post(this.request('events_api', { token, challenge, type: 'url_verification' }));
  }

  /** What Slack asks of an address for commands now and then; it wants a 200. */
  sslCheck(): Promise<AppAnswer> {
    return this.post(this.request('slash_commands', { ssl_check: '1', token: this.#core.app.verificationToken }));
  }

  /** Sends these bytes and reads the answer. */
  async post(request: SignedRequest): Promise<AppAnswer> {
    const ending = new AbortController();
    this.#under.add(ending);
    try {
      const { url, body } = request;
      const given = {
        method: 'POST',
        body,
        headers: request.headers,
        redirect: 'manual',
        signal: ending.signal,
      } as const;
      const answer = await fetch(url, given);
      return { status: answer.status, body: await answer.text(), headers: answer.headers };
    } finally {
      this.#under.delete(ending);
    }
  }

  close(): void {
    for (const ending of this.#under) ending.abort();
  }

  #address(): string {
    const { requestUrl } = this.#core.app;
    if (requestUrl === undefined) throw new Error('The app is in Socket Mode: give its address first.');
    return requestUrl;
  }

  async #carry(delivery: Delivery): Promise<void> {
    const { retry } = delivery.attempt(this.#core.world.nowMs());
    const { type, body } = bodyOf(delivery.kind, delivery.payload);
    const signed = this.sign(body, type);
    const again = { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': delivery.retryReason };
    const request = retry === 0 ? signed : { ...signed, headers: { ...signed.headers, ...again } };
    this.sent.push(request);
    try {
      const answer = await this.post(request);
      if (answer.status >= 200 && answer.status < 300) this.#accept(delivery, answer);
      else if (delivery.kind === 'events_api' && answer.headers.get('x-slack-no-retry') !== '1') {
        delivery.retryReason = 'http_error';
      } else delivery.fail(`http_${answer.status}`);
    } catch {
      if (delivery.kind === 'events_api') delivery.retryReason = 'connection_failed';
      else delivery.fail('dispatch_failed');
    }
    this.#core.changes.announce();
  }

  #accept(delivery: Delivery, { body, headers }: AppAnswer): void {
    const isJson = headers.get('content-type')?.startsWith('application/json') === true;
    const read = body === '' || !delivery.acceptsResponse ? undefined : isJson ? parseJson(body) : { text: body };
    delivery.acknowledge(read, this.#core.world.nowMs());
  }
}
