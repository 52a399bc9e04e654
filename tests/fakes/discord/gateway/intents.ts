/** https://docs.discord.com/developers/events/gateway#list-of-intents */
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

const KNOWN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 21, 24, 25].reduce(
  (bits, bit) => bits | (1 << bit),
  0,
);
const PRIVILEGED = INTENT.guildMembers | INTENT.guildPresences | INTENT.messageContent;

/** @returns the code to close with, or undefined where all of them are given. */
export function refusalOfIntents(intents: number, granted: number): 4013 | 4014 | undefined {
  if (!Number.isSafeInteger(intents) || intents < 0 || intents > 0x7fff_ffff || (intents & ~KNOWN) !== 0) return 4013;
  return (intents & PRIVILEGED & ~granted) === 0 ? undefined : 4014;
}
