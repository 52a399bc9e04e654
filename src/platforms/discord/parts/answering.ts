import type { APIInteraction, APIMessageComponentInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import { unreachable } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { within } from '../../../kernel/within.ts';
import type { Answer, Asker, Desk, Visibility } from '../../../platform.ts';
import { shownChoices } from '../completion.ts';
import { lineOfMessage, readInteraction } from '../intake.ts';
import { renderAnswer, renderFollowing, type Addition } from '../render.ts';
import type { AskerOf } from './askers.ts';
import type { Pressed } from './custom-id.ts';
import { modalOf } from './form-modal.ts';
import { NOT_SHARED, notice, UNREADABLE } from './notices.ts';
import { isDirect, isEphemeral, personOf, turnsInPlace } from './people.ts';
import { forLog, refusalOf } from './remote-error.ts';
import type { Replies } from './replies.ts';
import { ownOnly, pagesShown } from './ways-on.ts';

export interface AnsweringParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly askerOf: AskerOf;
  readonly logger: Logger;
  /** A desk that is silent for longer has failed. */
  readonly answerWithinMs: number;
}

/** Answers what happens there. Neither method ever rejects: what goes wrong is told to who asked, and logged. */
export interface Answering {
  interaction(interaction: APIInteraction): Promise<void>;
  message(message: GatewayMessageCreateDispatchData, botId: string): Promise<void>;
}

/** A form is opened within three seconds or not at all; an answer has to be begun by then too. */
const FORM_WITHIN_MS = 1500;

/** How far an interaction has been answered, which tells where an apology has to go. */
interface Progress {
  stage: 'untold' | 'deferred' | 'updating';
}

export function createAnswering(parts: AnsweringParts): Answering {
  const { desk, replies, askerOf, logger, answerWithinMs } = parts;
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
      const line = lineOfMessage(message, botId, desk.commands);
      if (line === undefined) return;
      const reply = async (answer: Answer) =>
        replies.answerMessage(
          { id: message.id, channel: message.channel_id, author: message.author.id },
          // Everybody reads it there already, so that there is nothing to share.
          renderAnswer({ ...answer, visibility: 'public' }),
        );
      try {
        await reply(await answerTo(line, askerOf.message(message)));
      } catch (error) {
        await apologise(error, reply);
      }
    },
  };

  async function take(interaction: APIInteraction, progress: Progress): Promise<void> {
    const asked = await readInteraction(interaction, desk, askerOf.interaction(interaction));
    switch (asked.kind) {
      case 'line':
        if (asked.mayOpen && (await opens(interaction, asked.line))) return;
        return answerAnew(interaction, asked.line, desk.visibility(asked.line), progress);
      case 'pressed':
        return press(asked.by, asked.pressed, progress);
      case 'typing':
        return replies.offer(
          interaction,
          await shownChoices(desk, { ...asked.typing, by: askerOf.interaction(interaction) }),
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
    if (page === undefined && (await opens(by, line))) return;
    if (page === undefined || !turnsInPlace(by)) {
      return answerAnew(by, line, desk.visibility(line), progress, page === undefined ? {} : { pagesBefore });
    }
    await replies.deferUpdate(by);
    progress.stage = 'updating';
    const visibility: Visibility = isEphemeral(by.message) ? 'private' : 'public';
    await replies.finish(
      by,
      renderAnswer({ ...(await answerTo(line, askerOf.interaction(by))), visibility }, { pagesBefore }),
    );
  }

  /** False where there is no form for it: it is to be answered as it is. */
  async function opens(by: APIInteraction, line: string): Promise<boolean> {
    const asker = askerOf.interaction(by);
    const form = await within(FORM_WITHIN_MS, desk.form({ line, by: asker }));
    const modal = form === 'late' || !form ? undefined : modalOf(form, asker?.channel);
    if (modal) await replies.openForm(by, modal);
    return modal !== undefined;
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
    const answer = await answerTo(line, askerOf.interaction(by));
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

  async function answerTo(line: string, by: Asker | undefined): Promise<Answer> {
    const answer = await within(answerWithinMs, desk.answer({ line, by }));
    if (answer === 'late') throw new Error(`no answer within ${answerWithinMs} ms`);
    return answer;
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
