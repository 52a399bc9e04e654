import { RESTJSONErrorCodes, Routes, ThreadAutoArchiveDuration, type REST } from 'discord.js';
import { z } from 'zod';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { cutText, ELLIPSIS } from '../../../kernel/text.ts';
import { limits } from '../limits.ts';
import type { Payload } from '../render.ts';
import { marked, nonceOf } from './post-mark.ts';
import type { Target } from './post-targets.ts';
import { codeOf } from './remote-error.ts';

const posted = z.object({ id: z.string() });

/** The thread under a post could not be begun: the error says why. */
export class NoThread extends Error {
  constructor(cause: unknown) {
    super('a thread could not be begun', { cause });
    this.name = 'NoThread';
  }
}

/**
 * Sends a post, once, and returns its reference. Repeated within a minute or so, it makes no second one, but in a forum.
 * Rejects with what `refusalOf` can read, or with `NoThread`.
 */
export async function send(rest: Pick<REST, 'post'>, target: Target, payload: Payload, key: string): Promise<string> {
  const body = marked(payload, key);
  switch (target.kind) {
    case 'messages':
      return sendInto(target.channel);
    case 'forum': {
      const thread = { name: nameOf(target.title), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek };
      const { id } = posted.parse(
        await rest.post(Routes.threads(target.channel), { body: { ...thread, message: body } }),
      );
      // The first message of a post in a forum has the id of its thread.
      return `${id}/${id}`;
    }
    case 'thread':
      try {
        return await sendInto(target.message);
      } catch (error) {
        if (codeOf(error) !== RESTJSONErrorCodes.UnknownChannel) throw error;
        await begin(target);
        return sendInto(target.message);
      }
  }

  async function sendInto(channel: string): Promise<string> {
    const { id } = posted.parse(
      await rest.post(Routes.channelMessages(channel), {
        body: { ...body, nonce: nonceOf(key), enforce_nonce: true },
      }),
    );
    return `${channel}/${id}`;
  }

  /** Another try, or another copy of the bot, may have begun it meanwhile. */
  async function begin({ channel, message, title }: Target & { kind: 'thread' }): Promise<void> {
    try {
      await rest.post(Routes.threads(channel, message), {
        body: { name: nameOf(title), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek },
      });
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return;
      throw codeOf(error) === undefined ? error : new NoThread(error);
    }
  }
}

/** Shown as it is: no markup counts in a title. */
function nameOf(title: string): string {
  const name = cutText(cleanForeign(title).replaceAll(/\s+/g, ' ').trim(), limits.threadName.most).trim();
  return name === '' ? ELLIPSIS : name;
}
