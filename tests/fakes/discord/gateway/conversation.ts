import type { WebSocket } from 'ws';
import type { FakeClock } from '../clock.ts';
import { userPayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { Connection } from './connection.ts';
import { guildCreated } from './gateway-event.ts';
import { refusalOfIntents } from './intents.ts';
import { readPayload, type Identify, type Resume } from './read-payload.ts';
import { Session, shardOf } from './session.ts';

/** "Each shard can only support a maximum of 2500 guilds." */
const MOST_GUILDS_PER_SHARD = 2500;
/** https://docs.discord.com/developers/events/gateway#rate-limiting */
const MOST_SENDS = 120;
const SENDS_WINDOW_MS = 60_000;

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  /** The privileged intents that the app has been given. */
  readonly grantedIntents: number;
  /** What GET /gateway/bot recommends. */
  readonly shards: number;
  /** Fewer are refused; undefined: the number of guilds decides alone. */
  readonly shardsNeeded: number | undefined;
  readonly sessionStarts: SessionStarts;
}

/** https://docs.discord.com/developers/events/gateway#session-start-limit-object */
export interface SessionStarts {
  readonly total: number;
  remaining: number;
  readonly resetAfterMs: number;
  readonly maxConcurrency: number;
}

/** What all connections of a gateway share. */
export interface Switchboard {
  readonly options: GatewayOptions;
  readonly world: World;
  readonly clock: FakeClock;
  /** `ws://127.0.0.1:PORT` */
  readonly base: () => string;
  readonly happened: () => void;
  readonly connections: Set<Connection>;
  readonly sessions: Map<string, Session>;
  /** Codes that the fake closed with because of what was said to it. */
  readonly refusals: number[];
  /** Codes that connections ended with. */
  readonly goodbyes: number[];
  /** How many of the next IDENTIFY are answered with INVALID_SESSION, as where too many come at once. */
  refusing: number;
  readonly counts: { identifies: number; resumes: number; resumesByResumeUrl: number; heartbeats: number };
}

/** Speaks with one client until its connection ends. */
export function converse(board: Switchboard, socket: WebSocket, url: URL): void {
  const { options, world, clock, sessions, counts } = board;
  const { sessionStarts } = options;
  const sends: number[] = [];
  let session: Session | undefined;
  let beats = 0;

  const connection = new Connection(socket, url.pathname.startsWith('/resume'), {
    message(text) {
      const code = take(text);
      if (code !== undefined) refuse(code);
      board.happened();
    },
    closed(code) {
      board.connections.delete(connection);
      board.goodbyes.push(code);
      clearInterval(watch);
      if (session?.connection === connection) {
        session.connection = undefined;
        // https://docs.discord.com/developers/events/gateway#initiating-a-disconnect
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      board.happened();
    },
  });
  board.connections.add(connection);
  const watch = watchHeartbeats();

  if (url.searchParams.get('v') !== '10') refuse(4012);
  // The platform speaks ETF and compresses too; the fake does neither.
  else if (url.searchParams.get('encoding') !== 'json' || url.searchParams.has('compress')) refuse(4000);
  else connection.send({ op: 10, d: { heartbeat_interval: options.heartbeatIntervalMs } });

  function refuse(code: number): void {
    board.refusals.push(code);
    connection.close(code);
  }

  /** "If your app fails to send a heartbeat event in time, your connection will be closed." */
  function watchHeartbeats(): NodeJS.Timeout {
    let before = 0;
    const timer = setInterval(() => {
      if (beats === before) connection.close(4000, 'no heartbeat came');
      before = beats;
    }, options.heartbeatIntervalMs * 2);
    return timer.unref();
  }

  /** @returns the code to close with. */
  function take(text: string): number | undefined {
    const payload = readPayload(text);
    if (typeof payload === 'number') return payload;
    if (payload.op === 1) beats += 1;
    if (isTooMuch(payload.op)) return 4008;
    switch (payload.op) {
      case 1:
        counts.heartbeats += 1;
        connection.send({ op: 11 });
        return undefined;
      case 2:
        return identify(payload.d);
      case 6:
        return resume(payload.d);
      case 3:
      case 8:
        return isAlive() ? undefined : 4003;
    }
  }

  function isTooMuch(op: number): boolean {
    // Where a test makes the interval short, heartbeats alone would use up the minute.
    if (op === 1 && options.heartbeatIntervalMs < 1000) return false;
    const now = clock.nowMs();
    sends.push(now);
    return sends.filter((at) => now - at < SENDS_WINDOW_MS).length > MOST_SENDS;
  }

  function isAlive(): boolean {
    return session?.connection === connection && sessions.has(session.id);
  }

  function identify({ token, intents, shard = [0, 1] }: Identify): number | undefined {
    if (isAlive()) return 4005;
    if (token !== options.token) return 4004;
    const [id = 0, of = 0] = shard;
    if (id < 0 || id >= of) return 4010;
    const refusal = refusalOfIntents(intents, options.grantedIntents);
    if (refusal !== undefined) return refusal;
    const guilds = [...world.guilds.values()].filter((guild) => guild.hasBot && shardOf(guild.id, of) === id);
    if (guilds.length > MOST_GUILDS_PER_SHARD || of < (options.shardsNeeded ?? 1)) return 4011;
    if (board.refusing > 0) {
      board.refusing -= 1;
      connection.send({ op: 9, d: false });
      return undefined;
    }
    // Over the limit, "all active sessions for the app will be terminated, the bot token will be reset".
    if (sessionStarts.remaining <= 0) return 4004;
    sessionStarts.remaining -= 1;
    counts.identifies += 1;
    session = new Session(intents, [id, of], connection);
    sessions.set(session.id, session);
    session.dispatch('READY', {
      v: 10,
      user: { ...userPayload(world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${board.base()}/resume`,
      shard: [id, of],
      application: { id: world.applicationId, flags: 0 },
    });
    for (const event of guilds.map((guild) => guildCreated(guild, world.bot))) {
      if (session.hears(event)) session.dispatch(event.name, event.data(intents));
    }
    return undefined;
  }

  function resume({ token, session_id: id, seq }: Resume): number | undefined {
    if (isAlive()) return 4005;
    if (token !== options.token) return 4004;
    const found = sessions.get(id);
    if (!found) {
      connection.send({ op: 9, d: false });
      return undefined;
    }
    if (seq > found.history.length) {
      sessions.delete(id);
      return 4007;
    }
    found.connection?.close(4000, 'resumed elsewhere');
    session = found;
    session.connection = connection;
    counts.resumes += 1;
    counts.resumesByResumeUrl += connection.byResumeUrl ? 1 : 0;
    session.replayAfter(seq);
    session.dispatch('RESUMED', {});
    return undefined;
  }
}
