import type { Core } from '../core.ts';
import { Delivery, type Road } from './delivery.ts';
import type { HttpMode } from './http-mode.ts';
import type { SocketMode } from './socket-mode.ts';

/** https://docs.slack.dev/apis/events-api: an event is tried up to three times again. */
const RETRIES = 3;

/** Brings payloads to the app by the road that it has chosen. */
export class Dispatcher {
  readonly deliveries: Delivery[] = [];
  readonly #core: Core;
  readonly #socketMode: SocketMode;
  readonly #httpMode: HttpMode;

  constructor(core: Core, socketMode: SocketMode, httpMode: HttpMode) {
    this.#core = core;
    this.#socketMode = socketMode;
    this.#httpMode = httpMode;
  }

  get #road(): Road {
    return this.#core.app.requestUrl === undefined ? this.#socketMode : this.#httpMode;
  }

  deliver(
    given: Pick<Delivery, 'kind' | 'teamId' | 'payload' | 'acceptsResponse'>,
    settled: (delivery: Delivery) => void = () => {},
  ): Delivery {
    const delivery = new Delivery(given, (one) => {
      settled(one);
      this.#core.changes.announce();
    });
    this.deliveries.push(delivery);
    this.#road.send(delivery);
    return delivery;
  }

  /** As if three seconds had passed: what a person did has failed, and events are sent again, at most three times. */
  runOutOfPatience(): void {
    for (const delivery of this.deliveries.filter((one) => one.pending)) {
      if (delivery.kind !== 'events_api') delivery.fail('operation_timeout');
      else if (delivery.attempts.length > RETRIES) delivery.fail(delivery.retryReason);
      else this.#road.sendAgain(delivery);
    }
    this.#core.changes.announce();
  }

  /** Sends once more, under the same ids, what the app may already have got and even acknowledged. */
  repeat(delivery: Delivery): Delivery {
    return this.deliver(delivery);
  }
}
