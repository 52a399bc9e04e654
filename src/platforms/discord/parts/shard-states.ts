/** Which shards of a bot are connected, as far as they were heard of. */
export class ShardStates {
  readonly #states = new Map<number, boolean>();

  set(shard: number, isConnected: boolean): void {
    this.#states.set(shard, isConnected);
  }

  /** The client that held them has ended. */
  clear(): void {
    this.#states.clear();
  }

  /** At least one, and none has lost its connection. */
  get areConnected(): boolean {
    return this.#states.size > 0 && [...this.#states.values()].every(Boolean);
  }
}
