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
  /** For a line that is being typed, up to the cursor. Never throws. */
  complete(line: string): Completion;
  /** For one argument of one command, as a native form asks. An unknown command or argument has no choices. */
  completeArgument(command: string, argument: string, text: string): readonly Choice[];
  /** Every command, for native registration and menus. */
  readonly commands: readonly CommandSheet[];
}

export interface Request {
  /** `brief aleppo since:7d`. `page:` and `public:` are understood in every line. */
  readonly line: string;
  /** IANA zone of the reader where the platform tells it; dates such as "today" are taken in it. Default UTC. */
  readonly zone?: string | undefined;
}

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
  readonly arguments: readonly ArgumentSheet[];
  readonly examples: readonly { readonly line: string; readonly shows: string }[];
}

export interface ArgumentSheet {
  readonly name: string;
  readonly kind: 'text' | 'actor' | 'subject' | 'brief' | 'command' | 'date' | 'choice' | 'number' | 'flag';
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

/** Checks the shape of a platform where it is written. */
export function definePlatform(platform: Platform): Platform {
  return platform;
}
