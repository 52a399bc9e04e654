import type { FormPlace } from './read-form.ts';
import type { Pressed } from './pressed.ts';

/** Who did something, where, and how to answer it. */
export interface By {
  readonly team: string;
  readonly user: string;
  /** The name of the account, where it comes with what was done. */
  readonly userName?: string | undefined;
  /** They belong to another organisation, which shares the channel. */
  readonly isOutside?: boolean | undefined;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  readonly responseUrl?: string | undefined;
  /** The conversation is the one with the bot alone, whose messages stay. */
  readonly isDirect?: boolean | undefined;
  /** For opening a form, within three seconds. */
  readonly trigger?: string | undefined;
}

/** A message that asks for something. */
export interface Said {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly isOutside?: boolean | undefined;
  /** In which it is answered. */
  readonly thread?: string | undefined;
  /** Nobody else reads along. */
  readonly isDirect: boolean;
}

/** On what a button stands: that one person sees for a while, that one person keeps, that everybody sees, or the home. */
export type Surface = 'ephemeral' | 'direct' | 'public' | 'home';

/** What somebody did there, as something to answer. */
export type Asked =
  /** A command, a shortcut on a message, or a form that was sent. `mayOpen`: a form may be opened for it. */
  | { readonly kind: 'line'; readonly line: string; readonly mayOpen?: boolean | undefined; readonly by: By }
  /** A command without what it needs, or the shortcut that asks for any: a form has to be opened. */
  | { readonly kind: 'form'; readonly command: string; readonly isForAny: boolean; readonly by: By }
  /** Another command was chosen in the form for any. */
  | {
      readonly kind: 'other form';
      readonly command: string;
      readonly view: string;
      readonly place: FormPlace;
      readonly by: By;
    }
  /** A message with this line beside a mention of the bot, or the whole of a direct message. */
  | { readonly kind: 'mentioned'; readonly text: string; readonly said: Said }
  | { readonly kind: 'told'; readonly line: string; readonly said: Said }
  | { readonly kind: 'pressed'; readonly pressed: Pressed; readonly on: Surface; readonly by: By }
  /** A field of a form is being typed in. */
  | {
      readonly kind: 'typing';
      readonly command: string;
      readonly argument: string;
      readonly text: string;
      readonly by: By;
    }
  | { readonly kind: 'home'; readonly by: By }
  | { readonly kind: 'assistant'; readonly channel: string; readonly thread: string; readonly by: By }
  /** The app was taken out of a workspace, or its tokens were. */
  | { readonly kind: 'left'; readonly team: string }
  /** A control that no message of this version holds, or a command that this version has not. */
  | { readonly kind: 'unknown'; readonly what: 'control' | 'command'; readonly by: By }
  /** Of a shape that is not expected there: whoever runs the bot should hear of it. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'nothing' };

export interface Intake {
  readonly asked: Asked;
  /** The same for the same thing that happened, however often it is told. Undefined where telling it twice does no harm. */
  readonly once?: string | undefined;
}
