import { randomBytes } from 'node:crypto';
import type { Connection } from './connection.ts';
import type { GatewayEvent } from './gateway-event.ts';

export interface Dispatch {
  readonly op: 0;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** What goes on behind a connection and outlives it, until it is resumed or given up. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly history: Dispatch[] = [];
  connection: Connection | undefined;

  constructor(intents: number, shard: readonly [number, number], connection: Connection) {
    this.intents = intents;
    this.shard = shard;
    this.connection = connection;
  }

  hears({ intent, guildId }: GatewayEvent): boolean {
    if (intent !== undefined && (this.intents & intent) === 0) return false;
    const [id, of] = this.shard;
    return (guildId === undefined ? 0 : shardOf(guildId, of)) === id;
  }

  /** Kept for a resume, and sent where somebody listens. */
  dispatch(name: string, data: unknown): void {
    const dispatch: Dispatch = { op: 0, t: name, s: this.history.length + 1, d: data };
    this.history.push(dispatch);
    this.connection?.send(dispatch);
  }

  /** The last of the name once more, as the platform may do: https://docs.discord.com/developers/reference#consistency. */
  repeat(name: string): boolean {
    const last = this.history.findLast((one) => one.t === name);
    if (last) this.dispatch(name, last.d);
    return last !== undefined;
  }

  replayAfter(seq: number): void {
    for (const dispatch of this.history.slice(seq)) this.connection?.send(dispatch);
  }
}

/** https://docs.discord.com/developers/events/gateway#sharding */
export const shardOf = (guildId: string, of: number): number => Number((BigInt(guildId) >> 22n) % BigInt(of));
