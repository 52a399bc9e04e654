/** Somebody, or the bot. */
export interface FakeUser {
  readonly id: string;
  readonly name: string;
  /** How a text mentions them. */
  readonly mention: string;
  readonly bot: boolean;
  readonly locale: string;
  /** Has added the app to the own account, so that its commands come along everywhere. */
  readonly hasInstalled: boolean;
  /** Takes direct messages from the bot. */
  takesDirectMessages: boolean;
}
