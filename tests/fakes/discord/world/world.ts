import { ChannelType } from 'discord.js';
import type { FakeClock } from '../clock.ts';
import { FakeChannel } from './channel.ts';
import { FakeGuild, type GuildNews } from './guild.ts';
import { EVERYBODY_MAY, type Permission } from './permissions.ts';
import type { FakeUser } from './user.ts';

export interface GuildOptions {
  /** Default: a person of the fake's own. */
  readonly owner?: FakeUser;
  /** Default: true. Without the bot, only people who have installed the app themselves can use it there. */
  readonly withBot?: boolean;
  /** Beyond what everybody may. */
  readonly botMay?: readonly Permission[];
  /** Default: what a new server gives. */
  readonly everyoneMay?: readonly Permission[];
  readonly locale?: string;
}

export interface PersonOptions {
  /** Language of the client. Default: en-US. */
  readonly locale?: string;
  /** Has added the app to the own account. Default: false. */
  readonly hasInstalled?: boolean;
  /** Default: true. */
  readonly takesDirectMessages?: boolean;
}

/** Who and what there is. */
export interface World {
  readonly applicationId: string;
  readonly bot: FakeUser;
  readonly users: ReadonlyMap<string, FakeUser>;
  readonly guilds: ReadonlyMap<string, FakeGuild>;
  addGuild(name: string, options?: GuildOptions): FakeGuild;
  addUser(name: string, options?: PersonOptions): FakeUser;
  /** The conversation of somebody with the bot. */
  directMessages(user: FakeUser): FakeChannel;
  /** A conversation of people without the bot. */
  groupOf(users: readonly FakeUser[]): FakeChannel;
  channel(id: string): FakeChannel | undefined;
  /** Whether somebody meets the bot in any guild. */
  sharesGuild(user: FakeUser): boolean;
}

export function createWorld(clock: FakeClock, news: GuildNews): World {
  const applicationId = clock.mintId();
  const users = new Map<string, FakeUser>();
  const guilds = new Map<string, FakeGuild>();
  const conversations = new Map<string, FakeChannel>();
  const mintId = () => clock.mintId();
  const quiet = () => undefined;

  const addUser = (name: string, options: PersonOptions = {}, bot = false): FakeUser => {
    const { locale = 'en-US', hasInstalled = false, takesDirectMessages = true } = options;
    // An application and its bot have the same id, as those made since 2016.
    const id = bot ? applicationId : mintId();
    const user = { id, name, mention: `<@${id}>`, bot, locale, hasInstalled, takesDirectMessages };
    users.set(user.id, user);
    return user;
  };
  const bot = addUser('Dossier', {}, true);

  return {
    applicationId,
    bot,
    users,
    guilds,
    addUser: (name, options) => addUser(name, options),

    addGuild(name, options = {}) {
      const { withBot = true, botMay = [], everyoneMay = EVERYBODY_MAY, locale = 'en-US' } = options;
      const owner = options.owner ?? addUser(`owner of ${name}`);
      const guild = new FakeGuild({ id: mintId(), name, owner, bot, locale, everyoneMay, news, mintId });
      guilds.set(guild.id, guild);
      if (withBot) guild.addBot(...botMay);
      return guild;
    },

    directMessages(user) {
      const known = conversations.get(user.id);
      if (known) return known;
      const type = ChannelType.DM;
      const channel = new FakeChannel({ id: mintId(), type, name: '', recipients: [user], changed: quiet });
      conversations.set(user.id, channel);
      return channel;
    },

    groupOf(recipients) {
      const type = ChannelType.GroupDM;
      const channel = new FakeChannel({ id: mintId(), type, name: 'group', recipients, changed: quiet });
      conversations.set(channel.id, channel);
      return channel;
    },

    channel(id) {
      const inGuild = guilds.values().map((guild) => guild.channels.get(id));
      const talks = conversations.values().map((one) => (one.id === id ? one : undefined));
      return [...inGuild, ...talks].find((one) => one !== undefined);
    },

    sharesGuild: (user) => guilds.values().some((guild) => guild.hasBot && guild.members.has(user.id)),
  };
}
