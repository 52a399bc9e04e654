import { setImmediate } from 'node:timers/promises';
import type { Message } from '../../../src/message/model.ts';
import type { Attempt, ChannelLook, Channels, Place, PostOutcome, PostPlace } from '../../../src/platform.ts';

export interface Posted {
  readonly key: string;
  /** `channel:C1`, or `person:U1`. */
  readonly to: string;
  readonly content: string;
  readonly under: string | undefined;
  readonly reference: string;
}

/** What goes wrong with a post. `store`: it is there all the same. */
export type Mishap =
  | { readonly kind: 'throw'; readonly store: boolean }
  | { readonly kind: 'unknown'; readonly store: boolean }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'refuse' };

/**
 * A platform's channels as the contract tells of them. It refuses what no platform takes: a content that it did not give out, a
 * place below a post that is not there, and two different posts under one key.
 */
export class Room implements Channels {
  readonly posted: Posted[] = [];
  /** Each call of `post`, in order, also those that came to nothing. */
  readonly tries: { readonly key: string; readonly isRepeat: boolean }[] = [];
  readonly closed = new Map<string, string>();
  readonly violations: string[] = [];
  /** Whether it can tell if a post is there. */
  canBeAsked = true;
  isReachable = true;
  /** Hears of each post before anything is done. */
  onPost: (place: PostPlace, attempt: Attempt) => Mishap | undefined | Promise<Mishap | undefined> = () => undefined;
  readonly #given = new Map<string, string>();

  async look({ to }: Place): Promise<ChannelLook> {
    await setImmediate();
    if (!this.isReachable) return { kind: 'unknown' };
    const why = this.closed.get(`${to.kind}:${to.id}`);
    return why === undefined ? { kind: 'open' } : { kind: 'closed', why };
  }

  /** A post for each block. */
  posts(message: Message): readonly string[] {
    return message.blocks.map((block) => JSON.stringify({ post: block }));
  }

  async post(place: PostPlace, content: string, { key, since }: Attempt): Promise<PostOutcome> {
    await setImmediate();
    this.tries.push({ key, isRepeat: since !== undefined });
    const to = `${place.to.kind}:${place.to.id}`;
    this.#check(place, content, key);
    const mishap = await this.onPost(place, { key, since });
    if (mishap?.kind === 'throw' && !mishap.store) throw new Error('the line is dead');
    if (!this.isReachable) {
      if (since) throw new Error('it cannot be asked just now');
      return { kind: 'retry', afterMs: 30_000 };
    }
    if (since) {
      if (!this.canBeAsked) return { kind: 'unknown' };
      const found = this.posted.find((one) => one.key === key);
      if (found) return { kind: 'posted', reference: found.reference };
    }
    const why = this.closed.get(to);
    if (why !== undefined) return { kind: 'rejected', permanent: true, why };
    if (mishap?.kind === 'refuse') return { kind: 'rejected', permanent: false, why: 'it is too long.' };
    if (mishap?.kind === 'retry') return mishap;
    if (mishap?.kind === 'unknown' && !mishap.store) return { kind: 'unknown' };
    const reference = `r${this.posted.length + 1}`;
    this.posted.push({ key, to, content, under: place.under, reference });
    if (mishap?.kind === 'throw') throw new Error('the line broke after it was sent');
    return mishap?.kind === 'unknown' ? { kind: 'unknown' } : { kind: 'posted', reference };
  }

  /** What stands in a channel, in order. */
  in(to: string): readonly Posted[] {
    return this.posted.filter((one) => one.to === to);
  }

  #check({ to, under }: PostPlace, content: string, key: string): void {
    if (!content.startsWith('{"post":')) this.violations.push(`a content that it never gave out: ${content}`);
    if (under !== undefined && !this.posted.some((one) => one.reference === under)) {
      this.violations.push(`under ${under}, which is not there`);
    }
    if (to.kind === 'channel' && key.length > 25) this.violations.push(`the key ${key} is too long`);
    const given = this.#given.get(key);
    if (given !== undefined && given !== content) this.violations.push(`two posts have the key ${key}`);
    this.#given.set(key, content);
  }
}
