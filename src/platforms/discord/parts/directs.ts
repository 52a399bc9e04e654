import { Routes, type REST } from 'discord.js';
import { z } from 'zod';

const MOST = 10_000;

const opened = z.object({ id: z.string() });

/** The conversations of the bot with single people. https://docs.discord.com/developers/resources/user#create-dm */
export class Directs {
  readonly #rest: Pick<REST, 'post'>;
  readonly #known = new Map<string, string>();

  constructor(rest: Pick<REST, 'post'>) {
    this.#rest = rest;
  }

  /** Asks only once for each: a conversation keeps its id. Rejects with what `refusalOf` can read. */
  async of(person: string): Promise<string> {
    return this.#known.get(person) ?? this.open(person);
  }

  async open(person: string): Promise<string> {
    const { id } = opened.parse(await this.#rest.post(Routes.userChannels(), { body: { recipient_id: person } }));
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(person, id);
    return id;
  }
}
