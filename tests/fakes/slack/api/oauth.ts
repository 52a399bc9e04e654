import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { botScopesOf, rotatesTokens } from '../world/app.ts';
import type { Arguments } from './body.ts';
import type { Core } from '../core.ts';
import { stringAt, type JsonObject } from '../json.ts';
import { SlackError } from './slack-error.ts';
import { TOKEN_LIVES_S, type Installation } from '../world/tokens.ts';
import type { Team } from '../world/world.ts';

/** A code is for ten minutes and for one exchange: https://docs.slack.dev/authentication/installing-with-oauth. */
const CODE_LIVES_MS = 600_000;

interface Code {
  readonly team: Team;
  readonly userId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** As the authorisation page was given it; the exchange must give the same. */
  readonly redirectUri: string | undefined;
  readonly madeMs: number;
  used: boolean;
}

const exchange = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  grant_type: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** What the authorisation page finds wrong with its address; nothing where it asks the person. */
export function problemOfAuthorisation(core: Core, query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== core.app.clientId) return 'invalid_client_id';
  const scopes = (query.get('scope') ?? '').split(',').filter((one) => one !== '');
  if (scopes.length === 0 && (query.get('user_scope') ?? '') === '') return 'no_scopes';
  const surplus = scopes.filter((one) => !botScopesOf(core.app).includes(one));
  if (surplus.length > 0) return `invalid_scope: ${surplus.join(', ')} is not in the manifest`;
  const redirect = redirectOf(core, query);
  const known = core.app.manifest.oauth_config?.redirect_urls ?? [];
  if (redirect === undefined) return 'the app has no redirect URL';
  return known.some((one) => isBelow(redirect, one)) ? undefined : 'redirect_uri did not match any configured URIs';
}

/** https://docs.slack.dev/authentication/installing-with-oauth: a configured URL, or one in a folder below it. */
function isBelow(redirect: string, configured: string): boolean {
  if (!URL.canParse(redirect) || !URL.canParse(configured)) return false;
  const [wanted, known] = [new URL(redirect), new URL(configured)];
  const folder = known.pathname.endsWith('/') ? known.pathname : `${known.pathname}/`;
  return wanted.origin === known.origin && (wanted.pathname === known.pathname || wanted.pathname.startsWith(folder));
}

export const redirectOf = (core: Core, query: URLSearchParams): string | undefined =>
  query.get('redirect_uri') ?? core.app.manifest.oauth_config?.redirect_urls?.[0];

/** Codes that people gave, and `oauth.v2.access`. */
export class OAuth {
  readonly #core: Core;
  readonly #codes = new Map<string, Code>();

  constructor(core: Core) {
    this.#core = core;
  }

  giveCode(given: Omit<Code, 'madeMs' | 'used'>): string {
    const code = `${given.team.id}.${this.#codes.size + 1}.${randomBytes(16).toString('hex')}`;
    this.#codes.set(code, { ...given, madeMs: this.#core.world.nowMs(), used: false });
    return code;
  }

  /** `oauth.v2.access`, with a code or a refresh token; the app shows who it is by Basic authentication or arguments. */
  access({ given, basic }: Arguments): JsonObject {
    const sent = exchange.parse(given);
    if ((basic?.user ?? sent.client_id) !== this.#core.app.clientId) throw new SlackError('invalid_client_id');
    if ((basic?.password ?? sent.client_secret) !== this.#core.app.clientSecret) {
      throw new SlackError('bad_client_secret');
    }
    switch (sent.grant_type ?? 'authorization_code') {
      case 'authorization_code':
        return this.#install(sent.code, sent.redirect_uri);
      case 'refresh_token': {
        const { token, refreshToken, installation } = this.#core.tokens.refresh(sent.refresh_token ?? '');
        return this.#granted(installation, token.value, refreshToken);
      }
      default:
        throw new SlackError('invalid_grant_type');
    }
  }

  /** `oauth.v2.exchange`: a token that never expires for one that does, once. */
  exchange(token: string | undefined, given: JsonObject): JsonObject {
    const { app, tokens } = this.#core;
    if (stringAt(given, 'client_id') !== app.clientId) throw new SlackError('invalid_client_id');
    if (stringAt(given, 'client_secret') !== app.clientSecret) throw new SlackError('bad_client_secret');
    const old = tokens.check(token);
    if (old.installation === undefined || old.expiresAtMs !== undefined) throw new SlackError('invalid_token');
    if (!rotatesTokens(app)) throw new SlackError('token_rotation_not_enabled');
    old.revoked = true;
    const issued = tokens.issueExpiring(old.installation);
    return this.#granted(old.installation, issued.token.value, issued.refreshToken);
  }

  #install(code: string | undefined, redirectUri: string | undefined): JsonObject {
    const found = code === undefined ? undefined : this.#codes.get(code);
    if (found === undefined || found.used) throw new SlackError('invalid_code');
    if (this.#core.world.nowMs() - found.madeMs > CODE_LIVES_MS) throw new SlackError('invalid_code');
    if (found.redirectUri !== redirectUri) throw new SlackError('bad_redirect_uri');
    found.used = true;
    const { tokens } = this.#core;
    const installation = tokens.install(found.team, found.botUserId, found.userId, found.scopes);
    this.#core.changes.announce();
    if (!rotatesTokens(this.#core.app)) return this.#granted(installation, tokens.issue(installation).value, undefined);
    const { token, refreshToken } = tokens.issueExpiring(installation);
    return this.#granted(installation, token.value, refreshToken);
  }

  #granted(installation: Installation, accessToken: string, refreshToken: string | undefined): JsonObject {
    const { team, scopes, botUserId, installerId } = installation;
    return {
      access_token: accessToken,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: botUserId,
      app_id: this.#core.app.id,
      ...(refreshToken === undefined ? {} : { expires_in: TOKEN_LIVES_S, refresh_token: refreshToken }),
      team: { id: team.id, name: team.name },
      enterprise: team.enterprise === null ? null : { id: team.enterprise.id, name: team.enterprise.name },
      authed_user: { id: installerId },
      is_enterprise_install: false,
    };
  }
}
