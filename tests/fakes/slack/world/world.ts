import type { Clock } from '../../../../src/kernel/clock.ts';
import type { Json, JsonObject } from '../json.ts';

export interface Enterprise {
  readonly id: string;
  readonly name: string;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise: Enterprise | null;
}

export interface User {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  /** IANA name. */
  readonly tz: string;
  readonly locale: string;
  isAdmin: boolean;
  isOwner: boolean;
  isPrimaryOwner: boolean;
  /** A guest of several channels, and one of a single channel. https://slack.com/help/articles/202518103 */
  isRestricted: boolean;
  isUltraRestricted: boolean;
  readonly isBot: boolean;
  deleted: boolean;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Channel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** Ids of users, bots among them. */
  readonly members: Set<string>;
  archived: boolean;
  /**
   * Why a workspace's settings let an app not post here, as a code of `chat.postMessage`. One for threads only refuses what
   * stands in none, one without threads what stands in one; every other refuses all. Undefined where it may post.
   */
  restriction: string | undefined;
  /** Oldest first; ephemeral and deleted ones among them. */
  readonly messages: Message[];
}

export interface UserGroup {
  readonly id: string;
  readonly teamId: string;
  readonly handle: string;
  users: readonly string[];
  disabled: boolean;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: JsonObject;
}

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly metadata?: Metadata | undefined;
}

/** How a message came to be. */
export type Origin =
  | 'person'
  | 'assistant'
  | 'chat.postMessage'
  | 'chat.postEphemeral'
  | 'response_url'
  | 'acknowledgement';

export interface Message {
  readonly teamId: string;
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly botId: string | undefined;
  readonly threadTs: string | undefined;
  /** The one person who sees it; undefined where the whole conversation does. */
  readonly ephemeralTo: string | undefined;
  readonly origin: Origin;
  /** The fields that came with it, as they were sent: `unfurl_links`, `username` and so on. */
  readonly sent: JsonObject;
  content: Content;
  /** What it said before each edit, oldest first. */
  readonly earlier: Content[];
  deleted: boolean;
}

/** The workspaces, with everybody and everything in them. */
export class World {
  readonly teams = new Map<string, Team>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly groups = new Map<string, UserGroup>();
  readonly #clock: Clock;
  #made = 0;
  #lastMicros = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  nowMs(): number {
    return this.#clock.now().epochMilliseconds;
  }

  /** An id that nothing else has, in the form that Slack's have. */
  id(prefix: string): string {
    this.#made += 1;
    return `${prefix}0${this.#made.toString(36).toUpperCase().padStart(9, '0')}`;
  }

  /** A timestamp later than every other one: it names a message within its conversation. */
  ts(): string {
    const micros = BigInt(this.nowMs()) * 1000n;
    this.#lastMicros = micros > this.#lastMicros ? micros : this.#lastMicros + 1n;
    const digits = this.#lastMicros.toString().padStart(16, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  team(id: string): Team {
    const team = this.teams.get(id);
    if (team === undefined) throw new Error(`The test names a workspace that is not there: ${id}`);
    return team;
  }

  addTeam(name: string, enterprise: Enterprise | null): Team {
    const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const team = { id: this.id('T'), name, domain, enterprise };
    this.teams.set(team.id, team);
    return team;
  }

  addUser(teamId: string, name: string, given: Partial<Omit<User, 'id' | 'teamId' | 'name'>> = {}): User {
    const user = {
      realName: name,
      tz: 'Europe/Amsterdam',
      locale: 'en-GB',
      isAdmin: false,
      isOwner: false,
      isPrimaryOwner: false,
      isRestricted: false,
      isUltraRestricted: false,
      isBot: false,
      deleted: false,
      ...given,
      id: this.id('U'),
      teamId,
      name: name.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '.'),
    };
    this.users.set(user.id, user);
    return user;
  }

  addChannel(teamId: string, name: string, kind: ChannelKind, members: Iterable<string>): Channel {
    const prefix = { public: 'C', private: 'C', im: 'D', mpim: 'G' }[kind];
    const id = this.id(prefix);
    const channel = { id, teamId, name, kind, members: new Set(members) };
    const whole: Channel = { ...channel, archived: false, restriction: undefined, messages: [] };
    this.channels.set(id, whole);
    return whole;
  }

  addGroup(teamId: string, handle: string, users: readonly string[]): UserGroup {
    const group = { id: this.id('S'), teamId, handle, users, disabled: false };
    this.groups.set(group.id, group);
    return group;
  }

  /** The direct conversation of these people, made at the first call. */
  direct(teamId: string, users: readonly string[]): Channel {
    const kind = users.length === 2 ? 'im' : 'mpim';
    const there = [...this.channels.values()].find(
      (one) => one.kind === kind && one.members.size === users.length && users.every((user) => one.members.has(user)),
    );
    return there ?? this.addChannel(teamId, kind === 'im' ? 'directmessage' : `mpdm-${users.length}`, kind, users);
  }

  post(
    channel: Channel,
    given: Pick<Message, 'user' | 'origin' | 'content'> &
      Partial<Pick<Message, 'botId' | 'threadTs' | 'ephemeralTo' | 'sent'>>,
  ): Message {
    const message: Message = {
      botId: undefined,
      threadTs: undefined,
      ephemeralTo: undefined,
      sent: {},
      ...given,
      teamId: channel.teamId,
      channel: channel.id,
      ts: this.ts(),
      earlier: [],
      deleted: false,
    };
    channel.messages.push(message);
    return message;
  }
}

/** Messages that everybody in the conversation sees. */
export const openMessages = ({ messages }: Channel): readonly Message[] =>
  messages.filter((one) => !one.deleted && one.ephemeralTo === undefined);

export const messageAt = (channel: Channel, ts: string): Message | undefined =>
  openMessages(channel).find((one) => one.ts === ts);
