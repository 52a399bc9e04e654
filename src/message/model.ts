/**
 * What the bot says, as data. No string here is markup: every platform escapes all of it in one place, so a foreign
 * headline can neither ping nor format. A new kind of block or span breaks the build of every renderer.
 *
 * The numbered sources are a field and not a block, so that an answer cannot end without them, and a page of a long
 * answer can carry just those that it cites.
 */
export interface Message {
  readonly tone: Tone;
  /** One plain line: the notification, and what a screen reader says first. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Numbered from 1 in order. Every `cite` span points into this list. */
  readonly sources: readonly SourceEntry[];
  /**
   * The command line that shows this again, where the one that was asked changed something and must not be repeated for
   * another page. Default: the line that was asked.
   */
  readonly again?: string | undefined;
}

/** What kind of answer it is. Platforms choose an accent from it. */
export type Tone = 'news' | 'person' | 'dispute' | 'figures' | 'sources' | 'help' | 'notice' | 'question' | 'fault';

export interface SourceEntry {
  readonly n: number;
  readonly headline: string;
  /** Who published it, or words that say that the article does not tell. */
  readonly outlet: string;
  /** As readers read it: "28 Nov 2016", or "about 26 Aug 2016 (worked out)". */
  readonly published: string;
  readonly url?: string | undefined;
  /** The command line that opens the brief. */
  readonly line: string;
}

export type Block =
  /** 1: the title of the answer. 2: of a section, which can be gone to. 3: small, within a section. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly spans: Spans }
  | { readonly kind: 'text'; readonly spans: Spans }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      /** The number of the first item of an ordered list. Default 1. */
      readonly start?: number | undefined;
      readonly items: readonly Item[];
      readonly omitted?: Omitted | undefined;
    }
  /** Somebody's own words with who said them and where. */
  | { readonly kind: 'quote'; readonly words: string; readonly by: Spans }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      /** Each row has one cell for each column. The last column is prose, the others are short. */
      readonly rows: readonly (readonly Spans[])[];
      readonly omitted?: Omitted | undefined;
    }
  /** Small print: how a name was understood, what was searched, what is uncertain. */
  | { readonly kind: 'note'; readonly spans: Spans }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export interface Item {
  readonly spans: Spans;
  /** Lines that belong to this one, indented under it. */
  readonly under?: readonly Spans[] | undefined;
}

export interface Fact {
  readonly label: string;
  readonly spans: Spans;
}

/** What was left out of a list, and the command line that shows it. */
export interface Omitted {
  readonly count: number;
  /** More than `count`, where counting stopped. */
  readonly atLeast?: boolean | undefined;
  readonly line?: string | undefined;
}

/**
 * `isLine` marks a text that is a command line of ours, or begins one: a platform shows it as its readers type it there.
 */
interface Typed {
  readonly isLine?: boolean | undefined;
}

export type Action =
  | ({ readonly kind: 'button'; readonly label: string; readonly line: string } & Typed)
  | { readonly kind: 'menu'; readonly prompt: string; readonly options: readonly Option[] };

export interface Option extends Typed {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly line: string;
}

/** The longest command line that a button may carry: Discord's `custom_id`, the shortest of all platforms. */
export const ACTION_LINE_MAX = 100;

export type Spans = readonly Span[];

export type Span =
  | ({ readonly kind: 'plain'; readonly text: string } & Typed)
  | ({ readonly kind: 'strong'; readonly text: string } & Typed)
  | { readonly kind: 'emphasis'; readonly text: string }
  | ({ readonly kind: 'code'; readonly text: string } & Typed)
  /** Verbatim words of a speaker. Rendered in quotation marks, which nothing else is. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** A word of a search that was found. */
  | { readonly kind: 'found'; readonly text: string }
  /** Only `http:` and `https:` addresses become links. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'cite'; readonly n: number }
  /** A channel of the platform on which the message is shown, by its own id there. It leads to the channel. */
  | { readonly kind: 'channel'; readonly id: string }
  /** An instant, shown in the reader's own zone where the platform can. Days of the news are plain text. */
  | { readonly kind: 'time'; readonly at: string; readonly style: 'date' | 'datetime' | 'relative' };
