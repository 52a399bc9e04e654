import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { PostOutcome } from '../../../platform.ts';
import type { Target } from './post-targets.ts';
import { codeOf, refusalOf } from './remote-error.ts';

type Rejected = Extract<PostOutcome, { readonly kind: 'rejected' }>;

const GONE = 'The post that it belongs under is not there any more.';
const FULL = 'There are as many open threads in this server as Discord allows. Close some of them.';

/** In words for whoever reads along. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const WORDS: ReadonlyMap<number, string> = new Map<number, string>([
  [Code.UnknownChannel, 'The channel is not there any more. Choose another one.'],
  [Code.UnknownGuild, 'Dossier is not in this server any more. Somebody who may manage the server can add it again.'],
  [Code.UnknownUser, 'Discord does not know this person.'],
  [Code.MissingAccess, 'Dossier cannot see the channel. Let it “View Channel” in the permissions of the channel.'],
  [
    Code.MissingPermissions,
    'Dossier may not post in the channel. Let it “Send Messages” there, or in threads “Send Messages in Threads”, in the permissions of the channel.',
  ],
  [Code.CannotSendMessagesToThisUser, 'This person takes no direct messages from Dossier.'],
  [
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    'This person shares no server with Dossier any more, and takes no messages from outside.',
  ],
  [Code.InvalidRecipients, 'Discord does not know this person.'],
  [
    Code.TagRequiredToCreateAForumPostInThisChannel,
    'The forum wants a tag with every post, and Dossier gives none. Turn that off in its settings, or choose another channel.',
  ],
  [Code.CannotSendMessagesInNonTextChannel, 'The channel takes no messages. Choose another one.'],
  [Code.InvalidActionOnArchivedThread, 'The thread is closed. Open it again, or choose another channel.'],
  [Code.ThreadLocked, 'The thread is locked. Choose another channel.'],
  [Code.MaximumActiveThreads, FULL],
  [Code.MessageWasBlockedByAutomaticModeration, 'The automatic moderation of the server has blocked it.'],
  [Code.TitleWasBlockedByAutomaticModeration, 'The automatic moderation of the server has blocked its title.'],
]);

/** Where nothing is taken any more until somebody does something there, beside all that is forbidden or gone. */
const LOST: ReadonlySet<number> = new Set<number>([
  Code.InvalidRecipients,
  Code.TagRequiredToCreateAForumPostInThisChannel,
  Code.CannotSendMessagesInNonTextChannel,
  Code.InvalidActionOnArchivedThread,
  Code.ThreadLocked,
]);
/** Forbidden, and for this post alone. */
const THIS_ONE: ReadonlySet<number> = new Set<number>([
  Code.MaximumActiveThreads,
  Code.MessageWasBlockedByAutomaticModeration,
  Code.TitleWasBlockedByAutomaticModeration,
]);

/**
 * What a refusal means for what was to be posted. In the thread of a post that is there, nothing says that the channel is
 * lost: the next post that stands by itself will tell.
 */
export function refusedAs(error: unknown, target?: Target): Rejected {
  const code = codeOf(error) ?? 0;
  const why = WORDS.get(code) ?? `Discord did not take it, and calls the reason ${code}.`;
  const refusal = refusalOf(error);
  const isLost = refusal === 'forbidden' || refusal === 'gone' || LOST.has(code);
  return { kind: 'rejected', permanent: isLost && !THIS_ONE.has(code) && target?.kind !== 'thread', why };
}

/** What it means that the thread for it could not be begun. */
export function threadRefusedAs(error: unknown): Rejected {
  return { kind: 'rejected', permanent: false, why: wordsOfThread(codeOf(error)) };
}

function wordsOfThread(code: number | undefined): string {
  switch (code) {
    // The last is of a post in a forum, whose thread it was.
    case Code.UnknownMessage:
    case Code.UnknownChannel:
    case Code.CannotExecuteActionOnThisChannelType:
      return GONE;
    case Code.MissingPermissions:
    case Code.MissingAccess:
      return 'Dossier may not begin threads in the channel. Let it “Create Public Threads” in the permissions of the channel.';
    case Code.MaximumActiveThreads:
      return FULL;
    default:
      return `Discord did not let Dossier begin a thread, and calls the reason ${code}.`;
  }
}

export const NO_CHANNEL =
  'This is no channel of this server that takes messages. Choose one from the list that Discord shows.';

export const UNREADABLE: Rejected = {
  kind: 'rejected',
  permanent: false,
  why: 'It was made ready by another version of Dossier, which this one cannot read.',
};
