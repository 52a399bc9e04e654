/** Somebody, or the bot. */
export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  readonly locale: string;
  /** Has added the app to the own account, so that its commands come along everywhere. */
  readonly hasInstalled: boolean;
  /** Takes direct messages from the bot. */
  takesDirectMessages: boolean;
}

/** How a text mentions somebody. */
export const mentionOf = (user: { readonly id: string }): string => `<@${user.id}>`;
