import type { Changes } from '../changes.ts';
import type { Callback, Choice, FakeInteraction } from '../interactions/interaction.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeModal } from '../validate-modal.ts';

/** What somebody did, and everything that the app answered to it. */
export interface Answer {
  readonly id: string;
  readonly token: string;
  /** As the gateway sent it. */
  readonly payload: object;
  /** What came first; undefined while nothing did. */
  readonly callback: Callback | undefined;
  /** Whether "thinking…" came first, or for a button nothing to see. */
  readonly deferred: boolean;
  /** `@original` first, then all follow-ups; those that were deleted are left out. */
  readonly messages: readonly StoredMessage[];
  /** Resolves with the first callback. */
  acknowledged(): Promise<Callback>;
  /**
   * Resolves with `@original` once it holds an answer: with the callback, with the edit after a deferral, or with the
   * update of the message that the button is in.
   * @param nth the how many-th answer to wait for, where it is edited again. Default: the first.
   */
  answer(nth?: number): Promise<StoredMessage>;
  /** Resolves with a follow-up. @param nth default: the first. */
  followUp(nth?: number): Promise<StoredMessage>;
  /** Resolves with the form that was shown. */
  modal(): Promise<FakeModal>;
  /** Closes a window at once: the 3 seconds for the first answer, or the 15 minutes of the token. */
  expire(window: 'callback' | 'token'): void;
  /** For the fake itself. */
  readonly interaction: FakeInteraction;
}

export function createAnswer(interaction: FakeInteraction, changes: Changes): Answer {
  const standing = () => {
    const { callback, followUps, answers, original } = interaction;
    if (!callback) return 'nothing came yet';
    const seen = original?.deleted ? ', which was deleted' : '';
    return `there came a callback of type ${callback.type}, ${answers} answers in @original${seen} and ${followUps.length} follow-ups`;
  };
  const until = <T>(what: string, look: () => T | undefined) =>
    changes.until(() => `${what} to ${interaction.what}; ${standing()}`, look);

  return {
    interaction,
    id: interaction.id,
    token: interaction.token,
    payload: interaction.payload,

    get callback() {
      return interaction.callback;
    },

    get deferred() {
      return interaction.callback?.type === 5 || interaction.callback?.type === 6;
    },

    get messages() {
      const { original, followUps } = interaction;
      return [...(original ? [original] : []), ...followUps].filter((one) => !one.deleted);
    },

    acknowledged: async () => until('a callback', () => interaction.callback),

    answer: async (nth = 1) =>
      until('an answer', () => (interaction.answers >= nth ? interaction.original : undefined)),

    followUp: async (nth = 1) => until('a follow-up', () => interaction.followUps[nth - 1]),

    modal: async () =>
      until('a form', () => (interaction.callback?.type === 9 ? interaction.callback.modal : undefined)),

    expire(window) {
      interaction.expired = window;
    },
  };
}

/** What the client shows under an option while somebody types. */
export interface Suggestions {
  readonly choices: readonly Choice[];
  /** Takes the suggestion of that name. @returns its value, as the option then holds. @throws Error where there is none. */
  choose(name: string): string | number;
}

export function createSuggestions(choices: readonly Choice[]): Suggestions {
  return {
    choices,
    choose(name) {
      const found = choices.find((one) => one.name === name);
      if (found) return found.value;
      throw new Error(`No suggestion "${name}" among: ${choices.map((one) => one.name).join(' | ') || 'none at all'}`);
    },
  };
}
