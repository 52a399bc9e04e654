import { WebSocket, type RawData } from 'ws';

/** What a connection tells its gateway. */
export interface ConnectionEvents {
  /** A text that arrived whole; the gateway judges it. */
  message(text: string): void;
  closed(code: number): void;
}

/** One WebSocket to the bot. */
export class Connection {
  /** Whether the resume address of READY was used. */
  readonly byResumeUrl: boolean;
  /** Dead without a sign: nothing goes out any more and nothing is answered. */
  zombie = false;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket, byResumeUrl: boolean, events: ConnectionEvents) {
    this.#socket = socket;
    this.byResumeUrl = byResumeUrl;
    socket.on('message', (data: RawData) => {
      if (!this.zombie) events.message(textOf(data));
    });
    socket.on('close', (code) => events.closed(code));
    // What goes wrong on the wire ends in `close`.
    socket.on('error', () => undefined);
  }

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(payload: { readonly op: number; readonly d?: unknown; readonly s?: number; readonly t?: string }): void {
    if (this.zombie || !this.open) return;
    const { op, d = null, s = null, t = null } = payload;
    this.#socket.send(JSON.stringify({ op, d, s, t }));
  }

  /** With a close frame. */
  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** Without one, as where a cable is pulled. */
  cut(): void {
    this.#socket.terminate();
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}
