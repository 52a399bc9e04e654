import type { PostPlace } from '../../../platform.ts';
import { isForum, isId, isPostable, isThread } from './channel-types.ts';
import type { Directs } from './directs.ts';
import type { Rights } from './rights.ts';

/** Where exactly a post goes. */
export type Target =
  /** Into a channel, a thread or a direct conversation. `guild`: undefined for the last. */
  | { readonly kind: 'messages'; readonly channel: string; readonly guild?: string | undefined }
  /** As the beginning of a thread in a forum. */
  | { readonly kind: 'forum'; readonly channel: string; readonly guild: string; readonly title: string }
  /** Into the thread of a message, whose id it has: it is begun where it is not there yet. */
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly guild: string;
      readonly message: string;
      readonly title: string;
    };

/** The place is in no server of the tenant, or takes no posts. */
export class NoChannel extends Error {}
/** Another version wrote the reference. */
export class Unreadable extends Error {}

const MOST = 10_000;

/** Finds out what kind of channel a place is. What it is and where it belongs never changes: it is asked once. */
export class Targets {
  readonly #rights: Pick<Rights, 'channel'>;
  readonly #directs: Directs;
  readonly #known = new Map<string, { readonly guild: string | undefined; readonly type: number }>();

  constructor({ rights, directs }: { readonly rights: Pick<Rights, 'channel'>; readonly directs: Directs }) {
    this.#rights = rights;
    this.#directs = directs;
  }

  /**
   * Rejects with `NoChannel`, `Unreadable` or what `refusalOf` can read. A thread holds no threads, and a direct conversation
   * none either: what belongs under a post there follows it.
   */
  async of({ tenant, to, title, under }: PostPlace): Promise<Target> {
    const [, channel, message] = under === undefined ? [] : (/^(\d{1,20})\/(\d{1,20})$/.exec(under) ?? []);
    if (under !== undefined && (channel === undefined || message === undefined)) throw new Unreadable();
    if (to.kind === 'person') {
      if (!isId(to.id)) throw new NoChannel();
      return { kind: 'messages', channel: await this.#directs.of(to.id) };
    }
    const { type } = await this.#channel(tenant, to.id);
    if (isThread(type)) return { kind: 'messages', channel: to.id, guild: tenant };
    if (channel !== undefined && message !== undefined) {
      return { kind: 'thread', channel: to.id, guild: tenant, message, title };
    }
    if (isForum(type)) return { kind: 'forum', channel: to.id, guild: tenant, title };
    return { kind: 'messages', channel: to.id, guild: tenant };
  }

  async #channel(tenant: string, id: string): Promise<{ readonly type: number }> {
    if (!isId(id)) throw new NoChannel();
    let known = this.#known.get(id);
    if (!known) {
      const { guild_id: guild, type } = await this.#rights.channel(id);
      known = { guild, type };
      const [oldest] = this.#known.keys();
      if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
      this.#known.set(id, known);
    }
    if (known.guild !== tenant || !isPostable(known.type)) throw new NoChannel();
    return known;
  }
}
