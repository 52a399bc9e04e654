import type { Clock } from '../../src/kernel/clock.ts';
import type { Message } from '../../src/message/model.ts';
import { plainText } from '../../src/message/plain-text.ts';
import type { Attempt, ChannelLook, Channels, Place, PostOutcome, PostPlace } from '../../src/platform.ts';

/** What happens to one post: as a platform and the network before it may do. */
export type Fate =
  | 'taken'
  /** The platform has it, and the answer is lost: the client fails. */
  | 'stored, then a fault'
  | 'a fault before it'
  /** The platform has it, or not, and cannot be asked. */
  | 'stored, then unknown'
  | 'unknown'
  | { readonly retryMs: number }
  | 'refused'
  | 'lost';

export interface Stored {
  readonly place: PostPlace;
  readonly content: string;
  readonly key: string;
  readonly at: Temporal.Instant;
}

export interface FakeChannelsOptions {
  readonly clock: Clock;
  /** Whether the platform can tell if it has a message of a key. Default true. */
  readonly canAsk?: boolean;
  /** Asked for each attempt that would send. Default `taken`. */
  readonly fate?: (place: PostPlace, attempt: Attempt) => Fate;
  readonly people?: 'everywhere';
  /** The texts that one message takes. Default one. */
  readonly split?: (message: Message) => readonly Message[];
}

/** Channels by their contract. What they store stays stored, once for each attempt that sends. */
export class FakeChannels implements Channels {
  readonly stored: Stored[] = [];
  readonly people: 'everywhere' | undefined;
  fate: (place: PostPlace, attempt: Attempt) => Fate;
  /** Of places that cannot be posted in: why. */
  readonly closed = new Map<string, string>();
  readonly #options: FakeChannelsOptions;

  constructor(options: FakeChannelsOptions) {
    this.#options = options;
    this.people = options.people;
    this.fate = options.fate ?? (() => 'taken');
  }

  look({ to }: Place): Promise<ChannelLook> {
    const why = this.closed.get(to.id);
    return Promise.resolve(why === undefined ? { kind: 'open' } : { kind: 'closed', why });
  }

  posts(message: Message): readonly string[] {
    const parts = this.#options.split?.(message) ?? [message];
    return parts.map((part) => `${part.summary}\n\n${plainText(part)}`);
  }

  post(place: PostPlace, content: string, attempt: Attempt): Promise<PostOutcome> {
    if (attempt.since !== undefined) {
      if (this.#options.canAsk === false) return Promise.resolve({ kind: 'unknown' });
      const { key, since } = attempt;
      // As a look into the history from then on: what was stored before is not found.
      const at = this.stored.findIndex((one) => one.key === key && Temporal.Instant.compare(one.at, since) >= 0);
      if (at !== -1) return Promise.resolve({ kind: 'posted', reference: `m${at}` });
    }
    const fate = this.fate(place, attempt);
    switch (fate) {
      case 'taken':
        return Promise.resolve({ kind: 'posted', reference: this.#store(place, content, attempt) });
      case 'stored, then a fault':
        this.#store(place, content, attempt);
        return Promise.reject(new Error('the connection was cut after it'));
      case 'a fault before it':
        return Promise.reject(new Error('the connection was cut'));
      case 'stored, then unknown':
        this.#store(place, content, attempt);
        return Promise.resolve({ kind: 'unknown' });
      case 'unknown':
        return Promise.resolve({ kind: 'unknown' });
      case 'refused':
        return Promise.resolve({ kind: 'rejected', permanent: false, why: 'The text was not accepted.' });
      case 'lost':
        return Promise.resolve({ kind: 'rejected', permanent: true, why: 'The bot is not a member there any more.' });
      default:
        return Promise.resolve({ kind: 'retry', afterMs: fate.retryMs });
    }
  }

  /** What somebody or a channel has, in order. */
  of(id: string): readonly string[] {
    return this.stored.flatMap(({ place, content }) => (place.to.id === id ? [content] : []));
  }

  #store(place: PostPlace, content: string, { key }: Attempt): string {
    this.stored.push({ place, content, key, at: this.#options.clock.now() });
    return `m${this.stored.length - 1}`;
  }
}
