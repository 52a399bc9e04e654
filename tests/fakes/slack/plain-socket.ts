import { parseJson, stringAt, type Json } from './json.ts';

/** A bare WebSocket of an app: no client library, and nothing acknowledged by itself. */
export class PlainSocket {
  readonly #socket: WebSocket;
  readonly #messages: Json[] = [];
  #wake: () => void = () => {};
  readonly closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.addEventListener('message', ({ data }) => {
      this.#messages.push(parseJson(String(data)) ?? null);
      this.#wake();
    });
  }

  /** Resolves once the connection stands; rejects where it is refused. */
  static open(address: string): Promise<PlainSocket> {
    const socket = new WebSocket(address);
    const plain = new PlainSocket(socket);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(plain));
      socket.addEventListener('error', () => reject(new Error('The connection was refused')));
    });
  }

  /** The next message, in the order of arrival. */
  async next(): Promise<Json> {
    while (this.#messages.length === 0) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#messages.shift() ?? null;
  }

  acknowledge(envelope: Json, payload?: Json): void {
    this.#socket.send(JSON.stringify({ envelope_id: stringAt(envelope, 'envelope_id'), payload }));
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  close(): Promise<number> {
    this.#socket.close();
    return this.closed;
  }
}
