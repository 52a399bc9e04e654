import type { APIInteraction, APIMessageComponentInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import { unreachable } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Answer, Desk, Visibility } from '../../../platform.ts';
import { shownChoices } from '../completion.ts';
import { lineOfMessage, readInteraction } from '../intake.ts';
import { renderAnswer, renderFollowing, type Addition } from '../render.ts';
import type { Pressed } from './custom-id.ts';
import { NOT_SHARED, notice, UNREADABLE } from './notices.ts';
import { isDirect, isEphemeral, personOf, turnsInPlace } from './people.ts';
import { forLog, refusalOf } from './remote-error.ts';
import type { Replies } from './replies.ts';
import { ownOnly, pagesShown } from './ways-on.ts';

export interface AnsweringParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly logger: Logger;
  /** A desk that is silent for longer has failed. */
  readonly answerWithinMs: number;
}

/** Answers what happens there. Neither method ever rejects: what goes wrong is told to who asked, and logged. */
export interface Answering {
  interaction(interaction: APIInteraction): Promise<void>;
  message(message: GatewayMessageCreateDispatchData, botId: string): Promise<void>;
}

/** How far an interaction has been answered, which tells where an apology has to go. */
interface Progress {
  stage: 'untold' | 'deferred' | 'updating';
}

export function createAnswering({ desk, replies, logger, answerWithinMs }: AnsweringParts): Answering {
  return {
    async interaction(interaction) {
      const progress: Progress = { stage: 'untold' };
      try {
        await take(interaction, progress);
      } catch (error) {
        await apologise(error, async (apology) => deliver(interaction, apology, progress));
      }
    },

    async message(message, botId) {
      const line = lineOfMessage(message, botId);
      if (line === undefined) return;
      const reply = async (answer: Answer) =>
        replies.answerMessage(
          { id: message.id, channel: message.channel_id, author: message.author.id },
          // Everybody reads it there already, so that there is nothing to share.
          renderAnswer({ ...answer, visibility: 'public' }),
        );
      try {
        await reply(await answerTo(line));
      } catch (error) {
        await apologise(error, reply);
      }
    },
  };

  async function take(interaction: APIInteraction, progress: Progress): Promise<void> {
    const asked = await readInteraction(interaction, desk);
    switch (asked.kind) {
      case 'line':
        return answerAnew(interaction, asked.line, desk.visibility(asked.line), progress);
      case 'pressed':
        return press(asked.by, asked.pressed, progress);
      case 'typing':
        return replies.offer(
          interaction,
          await shownChoices(desk, { command: asked.command, argument: asked.argument, text: asked.text }),
        );
      case 'unreadable':
        return deliver(interaction, notice(UNREADABLE), progress);
      case 'nothing':
        return logger.warn('an interaction came that no command of this version takes', { type: interaction.type });
      default:
        return unreachable(asked);
    }
  }

  async function press(by: APIMessageComponentInteraction, pressed: Pressed, progress: Progress): Promise<void> {
    const { page, share } = pressed;
    const line = page === undefined ? pressed.line : `${pressed.line} page:${page}`;
    const pagesBefore = pagesShown(by.message.components ?? []);
    if (share) return answerAnew(by, line, 'public', progress, { sharedBy: personOf(by), pagesBefore });
    if (page === undefined || !turnsInPlace(by)) {
      return answerAnew(by, line, desk.visibility(line), progress, page === undefined ? {} : { pagesBefore });
    }
    await replies.deferUpdate(by);
    progress.stage = 'updating';
    const visibility: Visibility = isEphemeral(by.message) ? 'private' : 'public';
    await replies.finish(by, renderAnswer({ ...(await answerTo(line)), visibility }, { pagesBefore }));
  }

  /** In a new message. */
  async function answerAnew(
    by: APIInteraction,
    line: string,
    asked: Visibility,
    progress: Progress,
    addition: Addition = {},
  ): Promise<void> {
    // Nobody else reads a direct message, and what only one person sees vanishes with the next start of the client.
    const visibility = isDirect(by) ? 'public' : asked;
    await replies.defer(by, visibility);
    progress.stage = 'deferred';
    const answer = await answerTo(line);
    if (asked === 'public' && !isDirect(by) && isForReaderOnly(answer, addition)) {
      // A mistake or a fault is nobody else's business, and what was deferred in the open stays so.
      await replies.withdraw(by);
      progress.stage = 'updating';
      return replies.tell(by, renderAnswer(answer));
    }
    const shown = { ...answer, visibility };
    const stored = await replies.finish(by, renderAnswer(shown, { ...addition, isFollowed: true }));
    // One after the other, so that they stand in order.
    // oxlint-disable-next-line no-await-in-loop
    for (const more of renderFollowing(shown)) await replies.tell(by, more, visibility);
    if (addition.sharedBy !== undefined && isEphemeral(stored)) {
      await replies.tell(by, renderAnswer(notice(NOT_SHARED)));
    }
  }

  /** A line that is shared was private before: what it answered with tells whether it may be seen. */
  function isForReaderOnly({ message, visibility }: Answer, { sharedBy }: Addition): boolean {
    return sharedBy === undefined ? visibility === 'private' : ownOnly.has(message.tone);
  }

  /** What is for who asked alone, wherever the interaction stands. */
  async function deliver(by: APIInteraction, answer: Answer, progress: Progress): Promise<void> {
    if (progress.stage === 'updating') return replies.tell(by, renderAnswer(answer));
    if (progress.stage === 'untold') await replies.defer(by, 'private');
    await replies.finish(by, renderAnswer(answer));
  }

  async function answerTo(line: string): Promise<Answer> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${answerWithinMs} ms`)), answerWithinMs);
    try {
      return await Promise.race([desk.answer({ line }), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A request that the platform does not take for a reason of its own is no fault, and leaves nobody to apologise to. */
  async function apologise(error: unknown, say: (apology: Answer) => Promise<void>): Promise<void> {
    const why = refusalOf(error);
    if (why !== undefined && why !== 'refused') return logger.warn('an answer could not be delivered', { why });
    try {
      await say(desk.fault(forLog(error)));
    } catch (again) {
      logger.error('an apology could not be delivered', forLog(again));
    }
  }
}
