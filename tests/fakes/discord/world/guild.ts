import { ChannelType } from 'discord.js';
import { FakeChannel, type FakeChannelType } from './channel.ts';
import { bitsOf, type Permission } from './permissions.ts';
import type { FakeUser } from './user.ts';

export interface FakeRole {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  /** Whether everybody may ping it. */
  readonly mentionable: boolean;
}

export interface FakeMember {
  readonly user: FakeUser;
  readonly roles: FakeRole[];
  /** Was told to be silent: sees and reads, and nothing else. Until when, in ISO 8601. */
  timedOutUntil?: string;
}

/** What a guild tells the world, so that the bot hears of it. */
export interface GuildNews {
  channelAdded(channel: FakeChannel): void;
  channelChanged(channel: FakeChannel): void;
  channelRemoved(channel: FakeChannel): void;
  botJoined(guild: FakeGuild): void;
  botLeft(guild: FakeGuild): void;
}

export interface GuildParts {
  readonly id: string;
  readonly name: string;
  readonly owner: FakeUser;
  readonly bot: FakeUser;
  readonly locale: string;
  readonly everyoneMay: readonly Permission[];
  readonly news: GuildNews;
  readonly mintId: () => string;
}

export class FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly owner: FakeUser;
  readonly locale: string;
  readonly everyone: FakeRole;
  readonly roles = new Map<string, FakeRole>();
  readonly members = new Map<string, FakeMember>();
  readonly channels = new Map<string, FakeChannel>();
  /** Who may use a command whatever its `default_member_permissions` say, as an admin can set it: `command/user`. */
  readonly letUse = new Set<string>();
  /** Of open threads. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json, 160006 */
  mostThreads = 1000;
  readonly #bot: FakeUser;
  readonly #news: GuildNews;
  readonly #mintId: () => string;

  constructor({ id, name, owner, bot, locale, everyoneMay, news, mintId }: GuildParts) {
    this.id = id;
    this.name = name;
    this.owner = owner;
    this.locale = locale;
    this.#bot = bot;
    this.#news = news;
    this.#mintId = mintId;
    this.everyone = { id, name: '@everyone', permissions: bitsOf(everyoneMay), mentionable: false };
    this.roles.set(id, this.everyone);
    this.members.set(owner.id, { user: owner, roles: [] });
  }

  /** Whether the app is added to the guild, with its bot. */
  get hasBot(): boolean {
    return this.members.has(this.#bot.id);
  }

  /** Adds the app, with its bot. */
  addBot(...permissions: readonly Permission[]): void {
    this.addMember(this.#bot, ...permissions);
    this.#news.botJoined(this);
  }

  removeBot(): void {
    this.members.delete(this.#bot.id);
    this.#news.botLeft(this);
  }

  /** Somebody joins, with permissions beyond those of everybody, or gets more of them. */
  addMember(user: FakeUser, ...permissions: readonly Permission[]): void {
    const member = this.members.get(user.id) ?? { user, roles: [] };
    if (permissions.length > 0) member.roles.push(this.addRole(`of ${user.name}`, { permissions }));
    this.members.set(user.id, member);
  }

  addRole(
    name: string,
    of: { permissions?: readonly Permission[]; mentionable?: boolean; members?: readonly FakeUser[] } = {},
  ): FakeRole {
    const { permissions = [], mentionable = false, members = [] } = of;
    const role = { id: this.#mintId(), name, permissions: bitsOf(permissions), mentionable };
    this.roles.set(role.id, role);
    for (const user of members) this.members.get(user.id)?.roles.push(role);
    return role;
  }

  addTextChannel(name: string): FakeChannel {
    return this.#add(ChannelType.GuildText, name);
  }

  addForum(name: string): FakeChannel {
    return this.#add(ChannelType.GuildForum, name);
  }

  addAnnouncements(name: string): FakeChannel {
    return this.#add(ChannelType.GuildAnnouncement, name);
  }

  addCategory(name: string): FakeChannel {
    return this.#add(ChannelType.GuildCategory, name);
  }

  /** @param begun by whom, and the id of the message that it is about: default the owner, and none. */
  addThread(
    parent: FakeChannel,
    name: string,
    begun: { readonly by?: FakeUser; readonly message?: string } = {},
  ): FakeChannel {
    const type =
      parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    return this.#add(type, name, { parent, starter: begun.by ?? this.owner, id: begun.message });
  }

  removeChannel(channel: FakeChannel): void {
    this.channels.delete(channel.id);
    this.#news.channelRemoved(channel);
  }

  #add(
    type: FakeChannelType,
    name: string,
    { id = this.#mintId(), ...thread }: { parent?: FakeChannel; starter?: FakeUser; id?: string | undefined } = {},
  ): FakeChannel {
    const changed = (channel: FakeChannel) => this.#news.channelChanged(channel);
    const channel = new FakeChannel({
      id,
      type,
      name,
      guild: this,
      ...thread,
      changed,
    });
    this.channels.set(channel.id, channel);
    this.#news.channelAdded(channel);
    return channel;
  }
}
