import type { InFlight } from './kernel/in-flight.ts';
import type { Message } from './message/model.ts';

/**
 * A place where people ask: a chat service or a terminal. It turns what happens there into command lines, and messages
 * into what people see there. It knows nothing of the news.
 */
export interface Platform {
  readonly name: string;
  /** Begins to take requests. Rejects with a `UserError` where the settings are wrong (a token, a port). */
  start(desk: Desk): Promise<Running>;
}

export interface Running {
  /** Where messages are posted that nobody asked for just now. */
  readonly channels: Channels;
  /**
   * Whether it hears what its users ask, just now. A connection that broke and is taken up again is none meanwhile. Left out
   * where there is nothing to connect to.
   */
  readonly isConnected?: (() => boolean) | undefined;
  /** Takes nothing new, finishes what is in flight within the platform's deadline, then resolves. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when it has ended, by `stop` or of itself (the end of the input). Rejects on a fault. */
  readonly ended: Promise<void>;
}

/** What a platform may ask. */
export interface Desk {
  /** Never rejects: a mistake becomes a message that says what to do, a fault one with an incident id. */
  answer(request: Request): Promise<Answer>;
  /** For a fault of a platform's own, after it was asked: reports it, and returns the apology with its incident id. */
  fault(error: unknown): Answer;
  /** Who will see the answer to a line, known before any work is done. */
  visibility(line: string): Visibility;
  /**
   * The form that a line asks for because it says too little: the bare name of a command that needs more, or `digest create`.
   * Undefined where the line is to be answered as it is. Never rejects, and takes no longer than a look into the database.
   */
  form(request: Request): Promise<Form | undefined>;
  /** For a line that is being typed, up to the cursor, from the briefs alone. Never throws. */
  complete(line: string): Completion;
  /** For one argument of one command, as a native form asks. An unknown command or argument has no choices. Never rejects. */
  completeArgument(typing: Typing): Promise<readonly Choice[]>;
  /** Every command, for native registration and menus. */
  readonly commands: readonly CommandSheet[];
}

export interface Request {
  /** `brief aleppo since:7d`. `page:` and `public:` are understood in every line. */
  readonly line: string;
  /** IANA zone of the reader where the platform tells it; dates such as "today" are taken in it. Default UTC. */
  readonly zone?: string | undefined;
  /** Who asks. Undefined where the platform cannot tell: what belongs to somebody is then not to be had. */
  readonly by?: Asker | undefined;
}

/** Somebody who asks, as the platform knows them. All ids are the platform's own words. */
export interface Asker {
  readonly platform: string;
  /**
   * The community in which they ask: a server, a workspace. Nothing of one is ever shown in another. Undefined where there is
   * none, as in a direct conversation on some platforms.
   */
  readonly tenant: string | undefined;
  readonly person: string;
  /** As others see it, where the platform tells it. */
  readonly name?: string | undefined;
  /** Where they ask, if a message may be posted there for others to read. Undefined in a direct conversation. */
  readonly channel: string | undefined;
  /**
   * Whether they may set up digests and channel watches in their community, asked anew each time: people change. With
   * `madeBy`, whether they may change what that person set up. False without a tenant. Rejects where that cannot be found out.
   */
  mayManage(madeBy?: string): Promise<boolean>;
  /** Who may, as the end of a sentence: "members who may manage channels". */
  readonly managers: string;
  /** Who may change what somebody set up, in the same way. Left out where they are the same. */
  readonly managersOfMade?: string | undefined;
}

export interface Typing {
  readonly command: string;
  readonly argument: string;
  /** Up to the cursor. */
  readonly text: string;
  readonly by?: Asker | undefined;
  /** IANA zone of who types, where the platform tells it. */
  readonly zone?: string | undefined;
}

/**
 * What has to be filled in to make a whole line: `begin` with each field as `name:value`. One that is empty is left out, and
 * what it would have changed stays. A text or a list that was emptied is `name:none`.
 */
export interface Form {
  /** `digest create`. */
  readonly begin: string;
  /** At most 24 characters, the least of all platforms. */
  readonly title: string;
  /** On the button that sends it. At most 24 characters. */
  readonly submit: string;
  /** What matters most comes first: a platform whose forms are short shows the first ones. */
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly argument: ArgumentSheet;
  /** At most 45 characters. */
  readonly label: string;
  /** What to write, with an example. At most 100 characters. */
  readonly hint?: string | undefined;
  readonly required: boolean;
  /** What stands in it from the beginning, as it would be typed. */
  readonly value?: string | undefined;
}

/** How what nobody asked for reaches its readers: digests, and news for those who follow. */
export interface Channels {
  /**
   * `everywhere`: somebody is the same person in every community and is reached without one, so that what is theirs belongs to
   * no tenant (an empty word in its place). Default: to the tenant in which they ask.
   */
  readonly people?: 'everywhere' | undefined;
  /** Whether the bot may post there, now, and whether the place belongs to the tenant. */
  look(place: Place): Promise<ChannelLook>;
  /** A message as the posts that it takes, in order: texts that `post` takes, in this version of the bot or a later one. */
  posts(message: Message): readonly string[];
  /**
   * Posts once. Never rejects for what the platform may answer. A fault rejects, and nothing is known of the post then.
   * @param place where; with `under`, in the thread below a post that went out before
   * @param content one of `posts`
   * @param attempt `key` is the same for each try of the same post, and another for every other post. With `since`, an earlier
   *   try began then and its fate is not known: the platform is asked before anything is sent.
   */
  post(place: PostPlace, content: string, attempt: Attempt): Promise<PostOutcome>;
}

export interface Place {
  /** Empty for a person who belongs to none. */
  readonly tenant: string;
  /** A channel, or somebody's direct conversation with the bot. */
  readonly to: { readonly kind: 'channel' | 'person'; readonly id: string };
}

export interface PostPlace extends Place {
  /** What it is about, in a few words: the title of a thread that begins with it. */
  readonly title: string;
  /** `reference` of the post that it belongs under. */
  readonly under?: string | undefined;
}

export interface Attempt {
  readonly key: string;
  readonly since?: Temporal.Instant | undefined;
}

export type ChannelLook =
  | { readonly kind: 'open'; readonly name?: string | undefined }
  /** `why`: a sentence for whoever wants it to be open, that says what to do. */
  | { readonly kind: 'closed'; readonly why: string }
  /** The platform does not answer just now. */
  | { readonly kind: 'unknown' };

export type PostOutcome =
  /** It is there. `reference` is how the platform calls it. */
  | { readonly kind: 'posted'; readonly reference: string }
  /**
   * It is not there. `permanent`: the channel is lost, and no later post will be taken either. Otherwise this one will not be,
   * while others may. `why`: a sentence for the editors of what was posted.
   */
  | { readonly kind: 'rejected'; readonly permanent: boolean; readonly why: string }
  /** It is not there, and may be tried again after a while. */
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** It may be there, and the platform cannot be asked. It is not to be sent again. */
  | { readonly kind: 'unknown' };

export type Visibility = 'private' | 'public';

export interface Answer {
  readonly message: Message;
  /** The line as it was understood, without `page:` and `public:`: what a page button or Share repeats. */
  readonly line: string;
  /** Which page was asked for, from 1. A platform shows its last page where there are fewer. */
  readonly page: number;
  readonly visibility: Visibility;
}

export interface Completion {
  /** Index in the line from which a choice replaces what was typed. */
  readonly from: number;
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** What is put into the line or sent back by a native form: an id, a command, a key. */
  readonly value: string;
  /** What the reader sees: "Sergey Lavrov". */
  readonly label: string;
  /** "Foreign Minister of Russia · 5 briefs". */
  readonly hint?: string | undefined;
}

/** A command as data. */
export interface CommandSheet {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  /** Its answers are for who asks alone: nothing offers to ask in the open. Default: false. */
  readonly isSetting?: boolean | undefined;
  readonly arguments: readonly ArgumentSheet[];
  readonly examples: readonly { readonly line: string; readonly shows: string }[];
}

/** `channel`: a channel's id with `#` before it, or `here`. `subjects` and `outlets`: several, parted by commas. */
export type ArgumentKind =
  | 'text'
  | 'actor'
  | 'subject'
  | 'subjects'
  | 'outlets'
  | 'brief'
  | 'command'
  | 'date'
  | 'choice'
  | 'number'
  | 'flag'
  | 'zone'
  | 'channel'
  | 'digest';

export interface ArgumentSheet {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly description: string;
  readonly required: boolean;
  /** Typed without its name: `brief aleppo`. Others are `since:7d`. */
  readonly positional: boolean;
  /** For a `choice`. */
  readonly choices?: readonly string[] | undefined;
  /** For a `number`. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Of a platform on which nothing can be posted that nobody asked for. */
export const noChannels: Channels = {
  look: () => Promise.resolve({ kind: 'closed', why: 'Nothing can be posted here: ask where people read along.' }),
  posts: () => [],
  post: () => Promise.resolve({ kind: 'rejected', permanent: true, why: 'Nothing can be posted there.' }),
};

/** Begins no post any more once the signal says stop, and keeps account of those that are on their way. */
export function untilStopped(
  channels: Channels,
  { signal, inFlight }: { readonly signal: AbortSignal; readonly inFlight: InFlight },
): Channels {
  return {
    ...channels,
    async post(place, content, attempt) {
      if (signal.aborted) {
        // To try again is to send again, for whoever is told so: of what may be there, nothing is said.
        if (attempt.since) throw new Error('the bot is ending: nobody asks any more whether the post is there');
        return { kind: 'retry', afterMs: 0 };
      }
      const posted = channels.post(place, content, attempt);
      inFlight.add(posted);
      return posted;
    },
  };
}

/** Checks the shape of a platform where it is written. */
export function definePlatform(platform: Platform): Platform {
  return platform;
}
