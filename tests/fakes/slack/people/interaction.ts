import type { Core } from '../core.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Json, JsonObject } from '../json.ts';
import type { View } from '../world/views.ts';
import type { Channel, Message } from '../world/world.ts';

export interface Acknowledgement {
  /** What the app answered at once; undefined where it said nothing. */
  readonly body: Json | undefined;
  readonly afterMs: number;
}

export interface InteractionFacts {
  readonly deliveries: readonly Delivery[];
  /** Why Slack told the app nothing. */
  readonly obstacle?: string | undefined;
  readonly userId: string;
  readonly channel?: Channel | undefined;
  readonly responseUrl?: string | undefined;
  readonly triggerId?: string | undefined;
  /** What the person wrote, where the act was to write. */
  readonly message?: Message | undefined;
}

/** Something that a person did, and what came of it. */
export class Interaction {
  readonly responseUrl: string | undefined;
  readonly triggerId: string | undefined;
  readonly message: Message | undefined;
  readonly deliveries: readonly Delivery[];
  readonly #core: Core;
  readonly #facts: InteractionFacts;
  readonly #since: number;

  constructor(core: Core, facts: InteractionFacts) {
    this.#core = core;
    this.#facts = facts;
    this.#since = core.writes.length;
    this.responseUrl = facts.responseUrl;
    this.triggerId = facts.triggerId;
    this.message = facts.message;
    this.deliveries = facts.deliveries;
  }

  get payloads(): readonly JsonObject[] {
    return this.deliveries.map(({ payload }) => payload);
  }

  /** Resolves when the app has acknowledged all of it in time; rejects when Slack shows the person a failure. */
  async acknowledged(): Promise<Acknowledgement> {
    this.#expectDelivery();
    return this.#core.changes.until('an acknowledgement', () => {
      const outcomes = this.deliveries.map(({ outcome }) => outcome);
      const failed = outcomes.find((one) => one.state === 'failed');
      if (failed !== undefined) throw new Error(`Slack shows the person: ${failed.reason}`);
      const done = outcomes.flatMap((one) => (one.state === 'acknowledged' ? [one] : []));
      return done.length === outcomes.length ? done[0] : undefined;
    });
  }

  /** Resolves with the reason that Slack shows to the person: `dispatch_failed`, `operation_timeout`, `http_500`. */
  async failed(): Promise<string> {
    this.#expectDelivery();
    return this.#core.changes.until('a failure to show to the person', () =>
      this.deliveries.map(({ outcome }) => (outcome.state === 'failed' ? outcome.reason : undefined)).find(Boolean),
    );
  }

  /**
   * What the app has written since, in the order of writing: by the response URL or the acknowledgement, and by the Web
   * API into the same conversation, as far as this person sees it; where the act was in none, into any that they are in.
   */
  get answers(): readonly Message[] {
    const writes = this.#core.writes.slice(this.#since).filter(({ message, by }) => {
      if (by !== undefined) return by === this.responseUrl || this.deliveries.some((one) => one === by);
      const { userId, channel } = this.#facts;
      const seen = message.ephemeralTo === undefined || message.ephemeralTo === userId;
      if (channel !== undefined) return seen && message.channel === channel.id;
      return seen && this.#core.world.channels.get(message.channel)?.members.has(userId) === true;
    });
    return [...new Set(writes.map(({ message }) => message))];
  }

  /** The `count`-th answer. */
  async answer(count = 1): Promise<Message> {
    this.#expectDelivery();
    return this.#core.changes.until(`answer ${count}`, () => {
      this.#expectNoFailure();
      return this.answers[count - 1];
    });
  }

  /** The modal that the app opened, or pushed, because of this. */
  async view(): Promise<View> {
    const { triggerId } = this;
    return this.#core.changes.until('a modal', () => {
      this.#expectNoFailure();
      return this.#core.views.all.find((one) => one.triggerId !== undefined && one.triggerId === triggerId);
    });
  }

  #expectNoFailure(): void {
    const failed = this.deliveries.map(({ outcome }) => outcome).find((one) => one.state === 'failed');
    if (failed?.state === 'failed') throw new Error(`Slack shows the person: ${failed.reason}`);
  }

  #expectDelivery(): void {
    if (this.deliveries.length === 0)
      throw new Error(`The app was told nothing: ${this.#facts.obstacle ?? 'no event'}`);
  }
}
