import { z } from 'zod';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

const MOST = 10_000;

const opened = z.object({ channel: z.object({ id: z.string() }) });

/**
 * The conversations of the bot with single people. A post would be taken with the id of the person as well, but what was
 * posted is looked for by the id of the conversation. https://docs.slack.dev/reference/methods/conversations.open
 */
export class Directs {
  readonly #web: Web;
  readonly #known = new Map<string, string>();

  constructor(web: Web) {
    this.#web = web;
  }

  /** Asks only once for each: a conversation keeps its id. Rejects with what `refusalOf` can read. */
  async of(workspace: Workspace, person: string): Promise<string> {
    return this.#known.get(keyOf(workspace, person)) ?? this.open(workspace, person);
  }

  /** Asks anew: whether the person can still be written to is known by that alone. */
  async open(workspace: Workspace, person: string): Promise<string> {
    const { channel } = opened.parse(await this.#web(workspace, 'conversations.open', { users: person }));
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(keyOf(workspace, person), channel.id);
    return channel.id;
  }
}

/** https://docs.slack.dev/reference/objects/user-object */
export function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]{2,20}$/.test(id);
}

function keyOf({ team }: Workspace, person: string): string {
  return `${team} ${person}`;
}
