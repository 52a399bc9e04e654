import { botScopesOf } from './world/app.ts';
import type { Parts } from './parts.ts';
import { Person } from './people/person.ts';
import type { Installation } from './world/tokens.ts';
import type { Channel, ChannelKind, Team, User, UserGroup } from './world/world.ts';

interface ChannelOptions {
  readonly kind?: Exclude<ChannelKind, 'im' | 'mpim'>;
  readonly members?: readonly { readonly id: string }[];
  /** Whether the app is in it. Default: yes. */
  readonly withApp?: boolean;
}

/** One workspace, with its people, channels and the app in it. */
export class Workspace {
  readonly team: Team;
  readonly bot: User;
  readonly #parts: Parts;

  constructor(parts: Parts, team: Team) {
    this.#parts = parts;
    this.team = team;
    const { name } = parts.core.app.manifest.display_information;
    this.bot = parts.core.world.addUser(team.id, name, { isBot: true });
  }

  get id(): string {
    return this.team.id;
  }

  get installation(): Installation {
    const found = this.#parts.core.tokens.installationIn(this.id);
    if (found === undefined) throw new Error(`The app is not installed in ${this.team.name}`);
    return found;
  }

  /** The latest token in force. */
  get botToken(): string {
    const token = this.#parts.core.tokens.of(this.installation).findLast(({ revoked }) => !revoked);
    if (token === undefined) throw new Error(`There is no token for ${this.team.name}`);
    return token.value;
  }

  /** Installs the app without OAuth, by a token that never expires. Scopes: those of the manifest. */
  install(scopes: readonly string[] = botScopesOf(this.#parts.core.app)): string {
    const { tokens } = this.#parts.core;
    return tokens.issue(tokens.install(this.team, this.bot.id, this.bot.id, scopes)).value;
  }

  /** A code for `oauth.v2.access`, as the page for installing gives it. */
  giveCode(scopes: readonly string[], redirectUri: string | undefined): string {
    const { id: botUserId } = this.bot;
    return this.#parts.oauth.giveCode({ team: this.team, userId: botUserId, botUserId, scopes, redirectUri });
  }

  person(name: string, given: Partial<Omit<User, 'id' | 'teamId' | 'name' | 'isBot'>> = {}): Person {
    return new Person(this.#parts, this.#parts.core.world.addUser(this.id, name, given), this.bot.id);
  }

  channel(name: string, { kind = 'public', members = [], withApp = true }: ChannelOptions = {}): Channel {
    const ids = [...members.map(({ id }) => id), ...(withApp ? [this.bot.id] : [])];
    return this.#parts.core.world.addChannel(this.id, name, kind, ids);
  }

  group(handle: string, users: readonly { readonly id: string }[]): UserGroup {
    const ids = users.map(({ id }) => id);
    return this.#parts.core.world.addGroup(this.id, handle, ids);
  }
}
