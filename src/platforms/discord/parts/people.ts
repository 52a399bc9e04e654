import {
  InteractionContextType,
  MessageFlags,
  type APIInteraction,
  type APIMessageComponentInteraction,
} from 'discord.js';

/** Only who asked sees the message. */
export function isEphemeral({ flags = 0 }: { readonly flags?: number | undefined }): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}

/** A conversation between one person and the bot. */
export function isDirect({ context }: APIInteraction): boolean {
  return context === InteractionContextType.BotDM;
}

/** Whoever presses, or asks. */
export function personOf({ member, user }: APIInteraction): string | undefined {
  return (member?.user ?? user)?.id;
}

/**
 * Whether a page is turned in the message itself: where nobody else reads it, or by who asked for it. Others get their own
 * copy, so that nobody turns the page under another's eyes.
 */
export function turnsInPlace(by: APIMessageComponentInteraction): boolean {
  const asker = by.message.interaction_metadata?.user.id;
  return isEphemeral(by.message) || isDirect(by) || (asker !== undefined && asker === personOf(by));
}
