import { noLogger, type LoggedFault } from './quiet-logger.ts';
import { createDelivering, type DigestDelivering } from '../../../src/digests/create-delivering.ts';
import type { Composed, Composer, ComposedMessage, Frame } from '../../../src/digests/composer.ts';
import type { Definition } from '../../../src/digests/definition.ts';
import { definitionSchema } from '../../../src/digests/definition.ts';
import { createTicker, type Ticker } from '../../../src/digests/ticker.ts';
import type { Block } from '../../../src/message/model.ts';
import type { Channels } from '../../../src/platform.ts';
import { BEFORE_ALL, type DigestId } from '../../../src/state/ids.ts';
import type { State } from '../../../src/state/open-state.ts';
import type { StoredDigest } from '../../../src/state/digests.ts';
import { Room } from './room.ts';
import { VirtualTime } from './virtual-time.ts';

export const PLATFORM = 'chat';
export const LEASE_MS = 600_000;

export type Kept = Pick<State, 'digests' | 'deliveries'>;

export interface Copy {
  readonly name: string;
  readonly delivering: DigestDelivering;
  readonly ticker: Ticker;
  /** Looks for what is due, and waits until all of it has come to an end. */
  tick(): Promise<void>;
  stop(): void;
}

/** Digests, briefs that arrive, a platform, and any number of copies of the bot, on a real database. */
export class World {
  readonly state: State;
  readonly room = new Room();
  readonly time: VirtualTime;
  readonly faults: LoggedFault[] = [];
  /** What each composing was given. */
  readonly composed: { readonly definition: Definition; readonly frame: Frame; readonly news: number }[] = [];
  #arrived = 0;
  #made = 0;

  constructor(state: State, start = '2026-03-03T07:30:00Z') {
    this.state = state;
    this.time = new VirtualTime(start);
  }

  readonly composer: Composer = {
    compose: async (definition, { after, through }, frame) => {
      const news = await this.state.arrivals.between(after.seq, through.seq, 1000);
      this.composed.push({ definition, frame, news: news.length });
      return composedOf(
        news.map(({ brief }) => brief),
        definition,
      );
    },
  };

  /** So many new briefs, whose posts say `brief 1` and so on. */
  async arrive(count: number): Promise<void> {
    const briefs = Array.from({ length: count }, () => ({ brief: `brief ${++this.#arrived}`, hash: 'h' }));
    await this.state.arrivals.record(briefs, this.time.now());
  }

  async digest(
    more: Partial<Definition> & { readonly name?: string; readonly channel?: string; readonly tenant?: string } = {},
  ): Promise<DigestId> {
    const { name = `Digest ${++this.#made}`, channel = 'C1', tenant = 'T1', ...rest } = more;
    const definition = definitionSchema.parse({
      cadence: { days: { kind: 'every-day' }, times: ['08:00'], zone: 'UTC' },
      about: [],
      without: [],
      outlets: [],
      withoutOutlets: [],
      sections: ['stories'],
      most: 10,
      empty: { kind: 'silent' },
      layout: 'message',
      ...rest,
    });
    const now = this.time.now();
    const made = await this.state.digests.create(
      {
        platform: PLATFORM,
        tenant,
        channel,
        name,
        definition,
        createdBy: 'U1',
        nextAt: Temporal.Instant.from('2026-03-03T08:00:00Z'),
        covered: { seq: BEFORE_ALL, at: now },
      },
      now,
    );
    if (!made) throw new Error(`${name} is taken`);
    return made.id;
  }

  async stored(id: DigestId): Promise<StoredDigest> {
    const found = await this.state.digests.find(id);
    if (!found) throw new Error('no such digest');
    return found;
  }

  /** @param through what stands between the copy and the rest: to break it, or to let it die */
  copy(name: string, through: Through = {}): Copy {
    const kept = through.kept?.(this.state) ?? this.state;
    const channels: Channels = through.channels?.(this.room) ?? this.room;
    const stopping = new AbortController();
    const composer: Composer = {
      compose: async (...args) => {
        through.composing?.();
        return this.composer.compose(...args);
      },
    };
    const logger = noLogger(this.faults);
    const delivering = createDelivering({
      state: kept,
      composer,
      lastMark: async (at) => {
        await through.reading?.();
        return { seq: await this.state.arrivals.last(), at };
      },
      channelsOf: (platform) => (platform === PLATFORM ? channels : undefined),
      clock: this.time,
      pause: this.time.pause,
      logger,
      holder: name,
      leaseMs: LEASE_MS,
      stopping: stopping.signal,
    });
    const ticker = createTicker({
      state: kept,
      delivering,
      platforms: () => [PLATFORM],
      clock: this.time,
      stopping: stopping.signal,
      fault: (error) => logger.error('a tick', error),
    });
    return {
      name,
      delivering,
      ticker,
      tick: async () => {
        await ticker.tick().catch((error: unknown) => logger.error('a tick', error));
        await ticker.idle();
      },
      stop: () => stopping.abort(),
    };
  }

  /** Which briefs stand in a channel, each as often as it stands there. */
  readIn(channel = 'C1'): readonly number[] {
    return this.room.in(`channel:${channel}`).flatMap(({ content }) => briefsIn(content));
  }
}

export interface Through {
  readonly kept?: (state: State) => Kept;
  readonly channels?: (room: Room) => Channels;
  readonly composing?: () => void;
  /** Before it is known what has arrived. */
  readonly reading?: () => Promise<void>;
}

export function briefsIn(content: string): readonly number[] {
  return [...content.matchAll(/brief (\d+)/g)].map(([, number]) => Number(number));
}

/** In one message a post for each two briefs; in threads a message for each, with a second post below it. */
function composedOf(briefs: readonly string[], { layout, empty }: Definition): Composed {
  const items = briefs.length;
  if (items === 0) {
    const messages = empty.kind === 'say' ? [messageOf('Digest', ['nothing new'])] : [];
    return { items, messages };
  }
  if (layout === 'threads') {
    const stories = briefs.flatMap((brief, at): ComposedMessage[] => [
      messageOf(brief, [brief]),
      { ...messageOf(brief, ['more of it']), under: at * 2 },
    ]);
    return { items, messages: stories };
  }
  const pairs = briefs.flatMap((brief, at) => (at % 2 === 0 ? [[brief, briefs[at + 1] ?? ''].join(' ')] : []));
  return { items, messages: [messageOf('Digest', pairs)] };
}

function messageOf(title: string, texts: readonly string[]): ComposedMessage {
  const blocks = texts.map((text): Block => ({ kind: 'text', spans: [{ kind: 'plain', text }] }));
  return { title, message: { tone: 'news', summary: title, blocks, sources: [] } };
}
