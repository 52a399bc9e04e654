import type { JsonObject, Json } from '../json.ts';

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** How long an app has to acknowledge: https://docs.slack.dev/interactivity/handling-user-interaction. */
const ACKNOWLEDGE_WITHIN_MS = 3000;

export interface Attempt {
  readonly atMs: number;
  /** 0 for the first. */
  readonly retry: number;
  /** Which connection took it, in the order in which they were opened; undefined in HTTP mode. */
  readonly connection: number | undefined;
}

export type Outcome =
  | { readonly state: 'pending' }
  | { readonly state: 'acknowledged'; readonly body: Json | undefined; readonly afterMs: number }
  /** The reason as Slack shows it to the person, or `http_` and a status. */
  | { readonly state: 'failed'; readonly reason: string };

/** One payload on its way to the app, by whichever road. */
export class Delivery {
  readonly kind: DeliveryKind;
  readonly teamId: string;
  readonly payload: JsonObject;
  /** Whether the acknowledgement may carry an answer. */
  readonly acceptsResponse: boolean;
  readonly attempts: Attempt[] = [];
  outcome: Outcome = { state: 'pending' };
  /** Why it will be sent again, in Slack's own words. */
  retryReason = 'http_timeout';
  readonly #settled: (delivery: Delivery) => void;

  constructor(
    given: Pick<Delivery, 'kind' | 'teamId' | 'payload' | 'acceptsResponse'>,
    settled: (delivery: Delivery) => void,
  ) {
    this.kind = given.kind;
    this.teamId = given.teamId;
    this.payload = given.payload;
    this.acceptsResponse = given.acceptsResponse;
    this.#settled = settled;
  }

  get pending(): boolean {
    return this.outcome.state === 'pending';
  }

  attempt(atMs: number, connection?: number): Attempt {
    const attempt = { atMs, retry: this.attempts.length, connection };
    this.attempts.push(attempt);
    return attempt;
  }

  /** What comes later than three seconds after a person acted is no acknowledgement. */
  acknowledge(body: Json | undefined, atMs: number): void {
    this.expire(atMs);
    if (!this.pending) return;
    this.#settle({ state: 'acknowledged', body, afterMs: atMs - (this.attempts.at(-1)?.atMs ?? atMs) });
  }

  /** Ends what a person did where its three seconds are over. */
  expire(atMs: number): void {
    const sinceMs = atMs - (this.attempts[0]?.atMs ?? atMs);
    if (sinceMs > ACKNOWLEDGE_WITHIN_MS && this.kind !== 'events_api') this.fail('operation_timeout');
  }

  fail(reason: string): void {
    if (this.pending) this.#settle({ state: 'failed', reason });
  }

  #settle(outcome: Outcome): void {
    this.outcome = outcome;
    this.#settled(this);
  }
}

/** A road to the app. */
export interface Road {
  send(delivery: Delivery): void;
  /** Sends again what is still pending, as Slack does after a while; `payload` and ids stay the same. */
  sendAgain(delivery: Delivery): void;
}
