import { ChannelType } from 'discord.js';
import type { FakeGuild } from './guild.ts';
import { bitsOf, type Permission } from './permissions.ts';
import type { FakeUser } from './user.ts';

export type FakeChannelType =
  | ChannelType.GuildText
  | ChannelType.GuildAnnouncement
  | ChannelType.GuildForum
  | ChannelType.GuildMedia
  | ChannelType.GuildCategory
  | ChannelType.PublicThread
  | ChannelType.AnnouncementThread
  | ChannelType.DM
  | ChannelType.GroupDM;

interface Overwrite {
  readonly kind: 'role' | 'member';
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ChannelParts {
  readonly id: string;
  readonly type: FakeChannelType;
  readonly name: string;
  readonly guild?: FakeGuild;
  readonly parent?: FakeChannel;
  /** Who began it, where it is a thread. */
  readonly starter?: FakeUser;
  /** Who talks there, where it is no channel of a guild. */
  readonly recipients?: readonly FakeUser[];
  /** Tells the world that it changed. */
  readonly changed: (channel: FakeChannel) => void;
}

export class FakeChannel {
  readonly id: string;
  readonly type: FakeChannelType;
  readonly name: string;
  readonly guild: FakeGuild | undefined;
  readonly parent: FakeChannel | undefined;
  readonly recipients: readonly FakeUser[];
  readonly starter: FakeUser | undefined;
  readonly overwrites = new Map<string, Overwrite>();
  /** Of a forum: nobody may post without a tag. */
  wantsTag = false;
  /** Of a thread: closed, which a message opens again. Milliseconds since 1970. */
  archivedMs: number | undefined;
  /** Of a closed thread: only moderators may open it again. */
  locked = false;
  readonly #changed: (channel: FakeChannel) => void;

  constructor({ id, type, name, guild, parent, starter, recipients = [], changed }: ChannelParts) {
    this.id = id;
    this.type = type;
    this.name = name;
    this.guild = guild;
    this.parent = parent;
    this.recipients = recipients;
    this.starter = starter;
    this.#changed = changed;
  }

  get isThread(): boolean {
    return this.type === ChannelType.PublicThread || this.type === ChannelType.AnnouncementThread;
  }

  /** Holds nothing but threads. */
  get isForum(): boolean {
    return this.type === ChannelType.GuildForum || this.type === ChannelType.GuildMedia;
  }

  get mention(): string {
    return `<#${this.id}>`;
  }

  /** Takes something away from somebody in this channel, or from everybody who has the role. */
  deny(
    who: FakeUser | { readonly id: string; readonly permissions: bigint },
    ...permissions: readonly Permission[]
  ): void {
    this.#overwrite(who, 0n, bitsOf(permissions));
  }

  /** Gives it, or gives it back. */
  allow(
    who: FakeUser | { readonly id: string; readonly permissions: bigint },
    ...permissions: readonly Permission[]
  ): void {
    this.#overwrite(who, bitsOf(permissions), 0n);
  }

  #overwrite(who: { readonly id: string }, allow: bigint, deny: bigint): void {
    const { id } = who;
    const kind = 'permissions' in who ? 'role' : 'member';
    const old = this.overwrites.get(id) ?? { kind, allow: 0n, deny: 0n };
    this.overwrites.set(id, { kind, allow: (old.allow & ~deny) | allow, deny: (old.deny & ~allow) | deny });
    this.#changed(this);
  }
}
