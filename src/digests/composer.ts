import type { Message } from '../message/model.ts';
import type { Window } from '../state/delivery.ts';
import type { Definition } from './definition.ts';

/** Works out what a digest says about a window. It writes nothing, and the same window of the same briefs gives the same. */
export interface Composer {
  compose(definition: Definition, window: Window, frame: Frame): Promise<Composed>;
}

/** What stands around the news. */
export interface Frame {
  readonly name: string;
  /** What it is shown for: a reader of a preview is told that it is one. */
  readonly occasion: 'slot' | 'asked for' | 'preview';
  /** Slots that nobody dealt with: the digest says that it covers the gap. */
  readonly missed?: { readonly count: number; readonly first: Temporal.Instant } | undefined;
}

export interface Composed {
  /** How many items there are, before `most` cuts them: what `hold` counts. */
  readonly items: number;
  /** Arrivals of the window that were not read: the first ones, of a preview alone. Absent: all were read. */
  readonly passedOver?: number;
  /** What to post, in order. Empty where there is nothing to say and the policy is not to say so. */
  readonly messages: readonly ComposedMessage[];
}

export interface ComposedMessage {
  readonly message: Message;
  /** What it is about, in a few words, for the title of a thread. */
  readonly title: string;
  /** Index in `messages` of the one in whose thread it stands. */
  readonly under?: number | undefined;
}
