import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Connection } from './connection.ts';
import { converse, type Switchboard } from './conversation.ts';
import type { GatewayEvent } from './gateway-event.ts';
import type { Session } from './session.ts';

/** What the HTTP side tells of the gateway. */
export interface GatewayPlace {
  url(): string;
  /** https://docs.discord.com/developers/events/gateway#get-gateway-bot */
  forBot(): object;
}

/** What a test does to the connections, all of them or those of one shard, and what it learns of them. */
export interface GatewayControls {
  /** How many IDENTIFY and RESUME were accepted, and how many of the latter came by `resume_gateway_url`. */
  readonly counts: Readonly<Switchboard['counts']>;
  /** The codes with which the fake closed connections because of what the bot sent. */
  readonly refusals: readonly number[];
  /** The codes with which connections ended, whoever ended them; 1006 where there was no close frame. */
  readonly goodbyes: readonly number[];
  readonly sessions: readonly SessionSeen[];
  /** Breaks the connections; with a code there is a close frame. The sessions live on. */
  drop(how?: { readonly code?: number; readonly shard?: number }): void;
  /** The connections stay open and are dead: no heartbeat is acknowledged, nothing arrives. */
  zombify(shard?: number): void;
  /** INVALID_SESSION. Where they cannot be resumed the sessions are gone. */
  invalidate(resumable: boolean, shard?: number): void;
  /** RECONNECT. */
  askToReconnect(shard?: number): void;
  /** Asks for a heartbeat at once. */
  askForHeartbeat(shard?: number): void;
  /** The sessions are gone without a word: the next RESUME is answered with INVALID_SESSION. */
  forget(): void;
  /**
   * The next IDENTIFY is answered with INVALID_SESSION, as where more come in five seconds than `max_concurrency`. The fake
   * never does so by itself, because its time stands still.
   */
  refuseNextIdentify(): void;
  /** The last event of the name comes a second time. @throws Error where there was none. */
  repeat(name: string): void;
  /** Any event, to every session that hears of it. */
  dispatch(event: GatewayEvent): void;
}

export interface SessionSeen {
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly connected: boolean;
}

export interface Gateway extends GatewayPlace, GatewayControls {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createGateway(parts: Pick<Switchboard, 'options' | 'world' | 'clock' | 'base' | 'happened'>): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const connections = new Set<Connection>();
  const sessions = new Map<string, Session>();
  const counts = { identifies: 0, resumes: 0, resumesByResumeUrl: 0, heartbeats: 0 };
  const board: Switchboard = { ...parts, connections, sessions, counts, refusals: [], goodbyes: [], refusing: 0 };
  const { options, base, happened } = parts;

  /** The sessions that somebody listens to, each with its connection. */
  const live = (shard?: number) =>
    [...sessions.values()].flatMap((session) => {
      const { connection } = session;
      return connection && (shard === undefined || session.shard[0] === shard) ? [{ session, connection }] : [];
    });
  const url = () => `${base()}/gateway`;

  return {
    counts,
    refusals: board.refusals,
    goodbyes: board.goodbyes,
    url,

    forBot() {
      const { total, remaining, resetAfterMs, maxConcurrency } = options.sessionStarts;
      const limit = { total, remaining, reset_after: resetAfterMs, max_concurrency: maxConcurrency };
      return { url: url(), shards: options.shards, session_start_limit: limit };
    },

    upgrade(request, socket, head) {
      const target = new URL(request.url ?? '/', 'ws://fake');
      if (/^\/(?:gateway|resume)\/?$/.test(target.pathname)) {
        server.handleUpgrade(request, socket, head, (accepted) => converse(board, accepted, target));
      } else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    },

    close() {
      for (const connection of connections) connection.cut();
      server.close();
    },

    get sessions() {
      return [...sessions.values()].map(({ shard, intents, connection }) => ({
        shard,
        intents,
        connected: connection?.open === true && !connection.zombie,
      }));
    },

    drop({ code, shard } = {}) {
      for (const { connection } of live(shard)) {
        if (code === undefined) connection.cut();
        else connection.close(code);
      }
    },

    zombify(shard) {
      for (const { connection } of live(shard)) connection.zombie = true;
    },

    invalidate(resumable, shard) {
      for (const { session, connection } of live(shard)) {
        connection.send({ op: 9, d: resumable });
        // From here on the connection is as new: RESUME and IDENTIFY are taken on it too.
        session.connection = undefined;
        if (!resumable) sessions.delete(session.id);
      }
    },

    askToReconnect(shard) {
      for (const { connection } of live(shard)) connection.send({ op: 7 });
    },

    askForHeartbeat(shard) {
      for (const { connection } of live(shard)) connection.send({ op: 1 });
    },

    forget() {
      sessions.clear();
    },

    refuseNextIdentify() {
      board.refusing += 1;
    },

    repeat(name) {
      const repeated = [...sessions.values()].filter((session) => session.repeat(name));
      if (repeated.length === 0) throw new Error(`No ${name} was sent to any session`);
    },

    dispatch(event) {
      for (const session of sessions.values()) {
        if (session.hears(event)) session.dispatch(event.name, event.data(session.intents));
      }
      happened();
    },
  };
}
