import type { ApplicationCommandOptionType, InteractionType } from 'discord.js';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeModal } from '../validate-modal.ts';
import type { FakeChannel } from '../world/channel.ts';
import type { FakeUser } from '../world/user.ts';

/** Who added the app: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object. */
export interface Owners {
  readonly '0'?: string;
  readonly '1'?: string;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** What the app answered first. */
export type Callback =
  | { readonly type: 4 | 5; readonly flags: number; readonly message: StoredMessage }
  | { readonly type: 6 | 7 }
  | { readonly type: 8; readonly choices: readonly Choice[] }
  | { readonly type: 9; readonly modal: FakeModal };

/** Something that somebody did with the app, and what came of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: FakeUser;
  readonly channel: FakeChannel;
  readonly owners: Owners;
  /** In the words of a test that waits for its answer. */
  readonly what: string;
  readonly atMs: number;
  /** As the gateway sends it. */
  readonly payload: object;
  /** `interaction_metadata` of the messages that it brings. */
  readonly metadata: object;
  /** Where the button, the menu or the button before the form was. */
  readonly source: StoredMessage | undefined;
  /** What the person pointed at, in the menu of a message. */
  readonly target: StoredMessage | undefined;
  /** The type of the option that is being typed. */
  readonly typed: ApplicationCommandOptionType | undefined;
  /** The person may not let an app that only they have speak to all there. */
  readonly onlyEphemeral: boolean;
  callback: Callback | undefined;
  /** `@original`. */
  original: StoredMessage | undefined;
  readonly followUps: StoredMessage[];
  /** How often `@original` came to hold an answer: by the callback, an edit or an update. */
  answers: number;
  /** A window that a test closed by hand. */
  expired: 'no' | 'callback' | 'token';
}
