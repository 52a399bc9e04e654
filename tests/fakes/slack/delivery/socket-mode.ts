import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Connection, type DisconnectReason } from './connection.ts';
import type { Core } from '../core.ts';
import type { Delivery, Road } from './delivery.ts';
import { isObject, parseJson, stringAt } from '../json.ts';

/** https://docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections at once. */
const CONNECTIONS = 10;

/**
 * Socket Mode. An envelope goes to one of the open connections, in turn. Where none is open, a person's act fails at
 * once and an event waits. What a connection took and did not acknowledge before it closed is sent again, to another
 * connection or the next one: an app may get it twice.
 */
export class SocketMode implements Road {
  readonly connections: Connection[] = [];
  readonly #core: Core;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #envelopes = new Map<string, Delivery>();
  readonly #ids = new Map<Delivery, string>();
  readonly #waiting: Delivery[] = [];
  #turn = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  get open(): readonly Connection[] {
    return this.connections.filter((one) => one.takesEnvelopes);
  }

  /** The address for `apps.connections.open`; it serves once. */
  issueAddress(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `${this.#core.origin().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${this.#core.app.id}`;
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  send(delivery: Delivery): void {
    const { open } = this;
    if (open.length === 0) {
      if (delivery.kind === 'events_api') this.#waiting.push(delivery);
      else delivery.fail('dispatch_failed');
      return;
    }
    this.#turn += 1;
    open[this.#turn % open.length]?.send(this.#envelopeOf(delivery), delivery);
  }

  sendAgain(delivery: Delivery): void {
    delivery.expire(this.#core.world.nowMs());
    if (!delivery.pending) return;
    const last = delivery.attempts.at(-1)?.connection;
    const next = this.open.find((one) => one.number !== last) ?? this.open[0];
    if (next === undefined) this.#waiting.push(delivery);
    else next.send(this.#envelopeOf(delivery), delivery);
  }

  /** Tells every connection to go: the app should open another one, and close this one itself. */
  disconnect(reason: DisconnectReason): void {
    for (const connection of this.open) connection.disconnect(reason);
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const connection of this.connections) connection.drop();
  }

  ping(): void {
    for (const connection of this.open) connection.ping();
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((one) => one.close()));
    this.#sockets.close();
  }

  #envelopeOf(delivery: Delivery): string {
    const id = this.#ids.get(delivery) ?? randomUUID();
    this.#ids.set(delivery, id);
    this.#envelopes.set(id, delivery);
    return id;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', this.#core.origin());
    const ticket = url.searchParams.get('ticket') ?? '';
    if (url.pathname !== '/link/' || !this.#tickets.delete(ticket)) {
      this.#core.note(`a WebSocket to ${url.pathname} without a ticket in force`);
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(this.connections.length + 1, webSocket, this.#core);
      webSocket.on('message', (data) => this.#read(connection, Buffer.isBuffer(data) ? data.toString('utf8') : ''));
      // A close follows every error.
      webSocket.on('error', () => {});
      webSocket.on('close', () => this.#closed(connection));
      this.connections.push(connection);
      if (this.open.length > CONNECTIONS) {
        connection.disconnect('too_many_websockets');
        return;
      }
      connection.hello(this.open.length);
      this.#core.changes.announce();
      for (const delivery of this.#waiting.splice(0)) this.sendAgain(delivery);
    });
  }

  #read(connection: Connection, text: string): void {
    const message = parseJson(text);
    const id = stringAt(message, 'envelope_id');
    const delivery = id === undefined ? undefined : this.#envelopes.get(id);
    if (!isObject(message) || delivery === undefined) {
      this.#core.note(`connection ${connection.number} sent what acknowledges no envelope`);
      return;
    }
    const { payload } = message;
    const empty = payload === undefined || (isObject(payload) && Object.keys(payload).length === 0);
    if (!empty && !delivery.acceptsResponse) {
      this.#core.note(`an acknowledgement of ${delivery.kind} carries a payload, which Slack takes for none`);
    }
    delivery.acknowledge(empty || !delivery.acceptsResponse ? undefined : payload, this.#core.world.nowMs());
    this.#core.changes.announce();
  }

  #closed(connection: Connection): void {
    connection.closed = true;
    this.#core.changes.announce();
    for (const delivery of connection.took) this.sendAgain(delivery);
  }
}
