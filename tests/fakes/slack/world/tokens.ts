import { randomBytes } from 'node:crypto';
import { SlackError } from '../api/slack-error.ts';
import type { Team, World } from './world.ts';

export type TokenKind = 'bot' | 'user' | 'app';

/** The app in one workspace. */
export interface Installation {
  readonly team: Team;
  readonly botUserId: string;
  readonly botId: string;
  /** Who installed it. */
  readonly installerId: string;
  readonly scopes: readonly string[];
  /** False once it was uninstalled. */
  active: boolean;
}

export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly installation: Installation | undefined;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number | undefined;
  revoked: boolean;
}

interface Refresh {
  readonly installation: Installation;
  used: boolean;
}

/** https://docs.slack.dev/authentication/using-token-rotation: twelve hours. */
export const TOKEN_LIVES_S = 43_200;

const secret = (bytes = 18) => randomBytes(bytes).toString('base64url').replaceAll(/[-_]/g, 'x');

/** All tokens that were ever given out. */
export class Tokens {
  readonly installations: Installation[] = [];
  readonly #tokens = new Map<string, Token>();
  readonly #refreshes = new Map<string, Refresh>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  addAppToken(value: string): void {
    const scopes = ['connections:write'];
    const token: Token = {
      value,
      kind: 'app',
      installation: undefined,
      scopes,
      expiresAtMs: undefined,
      revoked: false,
    };
    this.#tokens.set(value, token);
  }

  install(team: Team, botUserId: string, installerId: string, scopes: readonly string[]): Installation {
    const before = this.installations.find((one) => one.active && one.team.id === team.id);
    const botId = before?.botId ?? this.#world.id('B');
    const installation: Installation = { team, botUserId, botId, installerId, scopes, active: true };
    if (before !== undefined) before.active = false;
    this.installations.push(installation);
    for (const token of this.#tokens.values()) {
      // Installing anew gives a new token of more scopes and leaves those from before in force.
      if (before !== undefined && token.installation === before) {
        this.#tokens.set(token.value, { ...token, installation });
      }
    }
    return installation;
  }

  /** The app's installation in a workspace, if it has one. */
  installationIn(teamId: string): Installation | undefined {
    return this.installations.find((one) => one.active && one.team.id === teamId);
  }

  /** A token that never expires. */
  issue(installation: Installation): Token {
    return this.#keep(`xoxb-${installation.team.id.length}${secret(6)}-${secret()}`, installation, undefined);
  }

  /** A token for twelve hours, with what to renew it. */
  issueExpiring(installation: Installation): { token: Token; refreshToken: string } {
    const token = this.#keep(`xoxe.xoxb-1-${secret(30)}`, installation, this.#world.nowMs() + TOKEN_LIVES_S * 1000);
    const refreshToken = `xoxe-1-${secret(30)}`;
    this.#refreshes.set(refreshToken, { installation, used: false });
    return { token, refreshToken };
  }

  /**
   * Renews. A refresh token serves once: of two calls with the same one, the second is refused.
   * An access token stays in force until its time, and of one installation at most two are in force: the older go.
   */
  refresh(refreshToken: string): { token: Token; refreshToken: string; installation: Installation } {
    const found = this.#refreshes.get(refreshToken);
    if (found === undefined || found.used || !found.installation.active) throw new SlackError('invalid_refresh_token');
    found.used = true;
    const issued = this.issueExpiring(found.installation);
    const inForce = this.of(found.installation).filter((one) => one.expiresAtMs !== undefined && !one.revoked);
    for (const old of inForce.slice(0, -2)) old.revoked = true;
    return { ...issued, installation: found.installation };
  }

  of(installation: Installation): readonly Token[] {
    return [...this.#tokens.values()].filter((one) => one.installation === installation);
  }

  /** The token behind a value; refused as Slack refuses it. */
  check(value: string | undefined): Token {
    if (value === undefined || value === '') throw new SlackError('not_authed');
    const token = this.#tokens.get(value);
    if (token === undefined) throw new SlackError('invalid_auth');
    if (token.installation?.active === false) throw new SlackError('account_inactive');
    if (token.revoked) throw new SlackError('token_revoked');
    if (token.expiresAtMs !== undefined && token.expiresAtMs <= this.#world.nowMs()) {
      throw new SlackError('token_expired');
    }
    return token;
  }

  #keep(value: string, installation: Installation, expiresAtMs: number | undefined): Token {
    const { scopes } = installation;
    const token: Token = { value, kind: 'bot', installation, scopes, expiresAtMs, revoked: false };
    this.#tokens.set(value, token);
    return token;
  }
}
