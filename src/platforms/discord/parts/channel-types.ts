import { ChannelType } from 'discord.js';

const THREADS = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread] as const;
/** Channels that hold nothing but threads, each with a title. */
const FORUMS = [ChannelType.GuildForum, ChannelType.GuildMedia] as const;
const TEXTS = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

/** Where something may be posted that nobody asked for. */
export const POSTABLE = [...TEXTS, ...FORUMS, ...THREADS] as const;

const threads: ReadonlySet<number> = new Set(THREADS);
const forums: ReadonlySet<number> = new Set(FORUMS);
const postable: ReadonlySet<number> = new Set(POSTABLE);

export function isThread(type: number): boolean {
  return threads.has(type);
}

export function isForum(type: number): boolean {
  return forums.has(type);
}

export function isPostable(type: number): boolean {
  return postable.has(type);
}

/** https://docs.discord.com/developers/reference#snowflakes */
export function isId(text: string): boolean {
  return /^\d{1,20}$/.test(text);
}
