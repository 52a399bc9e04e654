import type { WebSocket } from 'ws';
import type { Core } from '../core.ts';
import type { Delivery } from './delivery.ts';
import type { JsonObject } from '../json.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** https://docs.slack.dev/apis/events-api/using-socket-mode: seconds until Slack asks for another connection. */
const LIVES_S = 18_060;

const GOODBYE_MS = 500;

/** One WebSocket of the app. */
export class Connection {
  /** Counted from 1, in the order in which they were opened. */
  readonly number: number;
  /** What it was sent. */
  readonly took: Delivery[] = [];
  closed = false;
  /** How many pongs came from the app. */
  pongs = 0;
  #dismissed = false;
  readonly #socket: WebSocket;
  readonly #core: Core;

  constructor(number: number, socket: WebSocket, core: Core) {
    this.number = number;
    this.#socket = socket;
    this.#core = core;
    socket.on('pong', () => {
      this.pongs += 1;
      core.changes.announce();
    });
  }

  get takesEnvelopes(): boolean {
    return !this.closed && !this.#dismissed && this.#socket.readyState === this.#socket.OPEN;
  }

  hello(connections: number): void {
    this.#write({
      type: 'hello',
      num_connections: connections,
      debug_info: { host: 'fake-slack', build_number: 1, approximate_connection_time: LIVES_S },
      connection_info: { app_id: this.#core.app.id },
    });
  }

  send(envelopeId: string, delivery: Delivery): void {
    const { retry } = delivery.attempt(this.#core.world.nowMs(), this.number);
    this.took.push(delivery);
    const ofEvent =
      delivery.kind === 'events_api' ? { retry_attempt: retry, retry_reason: retry === 0 ? '' : 'timeout' } : {};
    this.#write({
      payload: delivery.payload,
      envelope_id: envelopeId,
      type: delivery.kind,
      accepts_response_payload: delivery.acceptsResponse,
      ...ofEvent,
    });
  }

  /** A warning comes some seconds ahead and changes nothing yet; after the other reasons no more envelopes come. */
  disconnect(reason: DisconnectReason): void {
    if (reason !== 'warning') this.#dismissed = true;
    this.#write({ type: 'disconnect', reason, debug_info: { host: 'fake-slack' } });
  }

  ping(): void {
    this.#socket.ping(`Ping from fake-slack`);
  }

  /** Text as it is, whether it makes sense or not. */
  writeRaw(text: string): void {
    this.#socket.send(text);
  }

  drop(): void {
    this.#socket.terminate();
  }

  /** Says goodbye and waits until the app has, or half a second. */
  close(): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const tooLong = setTimeout(() => this.#socket.terminate(), GOODBYE_MS);
      this.#socket.once('close', () => {
        clearTimeout(tooLong);
        resolve();
      });
      this.#socket.close(1001);
    });
  }

  #write(message: JsonObject): void {
    this.#socket.send(JSON.stringify(message));
  }
}
