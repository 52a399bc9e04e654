import { z } from 'zod';
import { contentOf } from '../api/content.ts';
import type { Core } from '../core.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { SlackError } from '../api/slack-error.ts';
import type { Installation } from './tokens.ts';
import type { Channel, Message } from './world.ts';
import { noteWrite } from './writes.ts';
import type { Write } from './written.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction: five uses within half an hour. */
const USES = 5;
const LIVES_MS = 30 * 60_000;

const reply = z.strictObject({
  text: z.string().optional(),
  blocks: z.json().optional(),
  attachments: z.json().optional(),
  metadata: z.json().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  link_names: z.boolean().optional(),
  parse: z.enum(['full', 'none']).optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

export interface ReplyPlace {
  readonly installation: Installation;
  readonly channel: Channel;
  /** The person who acted. */
  readonly userId: string;
  /** The message that they acted on, which `replace_original` and `delete_original` mean. */
  readonly original: Message | undefined;
}

interface Address extends ReplyPlace {
  readonly path: string;
  readonly madeMs: number;
  uses: number;
}

/** Addresses by which an app answers somebody without a token. */
export class ResponseUrls {
  readonly #core: Core;
  readonly #addresses = new Map<string, Address>();

  constructor(core: Core) {
    this.#core = core;
  }

  issue(place: ReplyPlace, family: 'commands' | 'actions'): string {
    const path = `/${family}/${place.installation.team.id}/${this.#core.world.id('R')}/${crypto.randomUUID().slice(0, 8)}`;
    this.#addresses.set(path, { ...place, path, madeMs: this.#core.world.nowMs(), uses: 0 });
    return `${this.#core.origin()}${path}`;
  }

  knows(path: string): boolean {
    return /^\/(commands|actions)\//.test(path);
  }

  teamOf(path: string): string | undefined {
    return this.#addresses.get(path)?.installation.team.id;
  }

  use(path: string, body: Json | undefined): JsonObject {
    const address = this.#addresses.get(path);
    if (address === undefined || !address.installation.active) throw new SlackError('invalid_url');
    if (this.#core.world.nowMs() - address.madeMs > LIVES_MS) throw new SlackError('expired_url');
    if (address.uses >= USES) throw new SlackError('used_url');
    this.write(address, body, 'response_url', `${this.#core.origin()}${path}`);
    address.uses += 1;
    this.#core.changes.announce();
    return {};
  }

  /** Writes what an answer says. */
  write(place: ReplyPlace, body: Json | undefined, origin: 'response_url' | 'acknowledgement', by: Write['by']): void {
    if (!isObject(body)) throw new SlackError('invalid_payload');
    const sent = reply.parse(body);
    const { original } = place;
    if (sent.delete_original === true) {
      if (original !== undefined) original.deleted = true;
      return;
    }
    const content = contentOf(this.#core, sent);
    if (sent.replace_original === true && original !== undefined) {
      original.earlier.push(original.content);
      original.content = content;
      noteWrite(this.#core, original, by, sent);
      return;
    }
    const { botUserId: user, botId } = place.installation;
    const ephemeralTo = sent.response_type === 'in_channel' ? undefined : place.userId;
    const threadTs = sent.thread_ts;
    const message = this.#core.world.post(place.channel, { user, botId, content, origin, sent, ephemeralTo, threadTs });
    noteWrite(this.#core, message, by);
  }
}
