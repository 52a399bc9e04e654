import type { Logger } from '../../../kernel/logger.ts';
import type { By, Said } from './asked.ts';
import type { Payload } from '../render.ts';
import { isPerson, type Directs } from './directs.ts';
import type { Place } from './find-posted.ts';
import type { Posting, PostOutcome } from './posting.ts';
import { forLog, refusalOf } from './remote-error.ts';
import type { Reply, ResponseUrls } from './response-urls.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

export interface RepliesParts {
  readonly web: Web;
  readonly posting: Posting;
  readonly directs: Directs;
  readonly responseUrls: ResponseUrls;
  readonly logger: Logger;
}

/** What came of showing something to everybody. `unknown`: it may be there or not, and nobody can tell. */
export type Shown = 'shown' | 'refused' | 'unknown';

/**
 * The ways by which what somebody did is answered. Each goes on to the next way where one is closed: an answer reaches at
 * least who asked, as long as the platform takes anything at all.
 */
export class Replies {
  readonly #parts: RepliesParts;

  constructor(parts: RepliesParts) {
    this.#parts = parts;
  }

  /** For who asked alone, where they asked; as a direct message where that is not possible. */
  async tell(workspace: Workspace, by: By, payload: Payload): Promise<void> {
    if (await this.#byUrl(by, { ...payload, response_type: 'ephemeral', replace_original: false })) return;
    if (by.channel !== undefined && (await this.#ephemeral(workspace, by, by.channel, payload))) return;
    await this.post(workspace, { channel: by.user }, payload, keyOf(by));
  }

  /** In the place of the message that somebody pressed on, which they alone read. Where that is not possible, beside it. */
  async replace(workspace: Workspace, by: By, payload: Payload): Promise<void> {
    if (await this.#byUrl(by, { ...payload, response_type: 'ephemeral', replace_original: true })) return;
    await this.tell(workspace, { ...by, responseUrl: undefined }, payload);
  }

  /** For everybody in the channel. */
  async show(workspace: Workspace, by: By, payload: Payload): Promise<Shown> {
    const { responseUrl, channel, thread } = by;
    if (responseUrl !== undefined) {
      const replied = await this.#parts.responseUrls.send(responseUrl, {
        ...inThread(by),
        ...payload,
        response_type: 'in_channel',
        replace_original: false,
      });
      if (replied === 'shown' || replied === 'unknown') return replied;
    }
    if (channel === undefined) return 'refused';
    const outcome = await this.#parts.posting.deliver(workspace, { channel, thread }, payload, keyOf(by));
    return outcome.kind === 'posted' ? 'shown' : outcome.kind === 'unknown' ? 'unknown' : 'refused';
  }

  /** Under a message that asked for it; for its author alone where the bot may not write there. */
  async answer(workspace: Workspace, said: Said, payload: Payload): Promise<void> {
    const { channel, thread, ts, user } = said;
    const outcome = await this.post(workspace, { channel, thread }, payload, `${channel} ${ts}`);
    if (outcome.kind === 'rejected' && !said.isDirect) {
      await this.post(workspace, { channel: user }, payload, `${channel} ${ts} direct`);
    }
  }

  /** Posts, to a channel or a person, and says in the log where that was not possible. */
  async post(workspace: Workspace, place: Place, payload: Payload, key: string): Promise<PostOutcome> {
    const channel = await this.#conversation(workspace, place.channel);
    const outcome = await this.#parts.posting.deliver(workspace, { ...place, channel }, payload, key);
    switch (outcome.kind) {
      case 'rejected':
        this.#parts.logger.warn('an answer could not be posted', { why: outcome.code });
        break;
      case 'retry':
        this.#parts.logger.warn('an answer was given up: the platform takes no more', { afterMs: outcome.afterMs });
        break;
      default:
    }
    return outcome;
  }

  /** With one person, the conversation itself: there is one queue for it, and what was posted can be looked for. */
  async #conversation(workspace: Workspace, id: string): Promise<string> {
    if (!isPerson(id)) return id;
    try {
      return await this.#parts.directs.of(workspace, id);
    } catch (error) {
      const why = refusalOf(error);
      if (why === undefined || why === 'unauthorized') throw error;
      this.#parts.logger.info('the conversation with a person is not known', { why: String(forLog(error)) });
      return id;
    }
  }

  async #byUrl(by: By, reply: Reply): Promise<boolean> {
    if (by.responseUrl === undefined) return false;
    const replied = await this.#parts.responseUrls.send(by.responseUrl, { ...inThread(by), ...reply });
    // What one person sees was sent as often as makes sense: another way might show it a second time, and that does no harm.
    if (replied !== 'shown') this.#parts.logger.info('an answer takes another way', { why: replied });
    return replied === 'shown';
  }

  async #ephemeral(workspace: Workspace, by: By, channel: string, payload: Payload): Promise<boolean> {
    try {
      const { unfurl_links: _links, unfurl_media: _media, ...content } = payload;
      const thread = by.thread === undefined ? {} : { thread_ts: by.thread };
      await this.#parts.web(workspace, 'chat.postEphemeral', { ...content, ...thread, channel, user: by.user });
      return true;
    } catch (error) {
      const why = refusalOf(error);
      if (why === undefined || why === 'refused' || why === 'unauthorized') throw error;
      this.#parts.logger.info('an answer takes another way', { why: String(forLog(error)) });
      return false;
    }
  }
}

/** The same for the same thing that was asked, however often it is sent. */
export function keyOf({ channel = 'direct', user, trigger = '' }: By): string {
  return `${channel} ${user} ${trigger}`;
}

function inThread({ thread }: By): { readonly thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: thread };
}
