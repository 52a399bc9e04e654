import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { readInstallation, writeInstallation, type Installation, type Installations } from './installations.ts';
import { codeOf, forLog } from './remote-error.ts';
import { call } from './web.ts';

export interface RenewalParts {
  readonly installations: Installations;
  readonly client: webApi.WebClientOptions;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Of twelve hours. https://docs.slack.dev/authentication/using-token-rotation */
const RENEW_BEFORE_S = 3600;

const granted = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** Whether it is time for a new token. */
export function isRunningOut({ refreshToken, expiresAtS }: Installation, clock: Clock): boolean {
  if (refreshToken === undefined || expiresAtS === undefined) return false;
  return expiresAtS - clock.now().epochMilliseconds / 1000 < RENEW_BEFORE_S;
}

/** Puts a new token in the place of one that runs out. */
export class Renewal {
  readonly #parts: RenewalParts;
  readonly #web: webApi.WebClient;
  readonly #running = new Map<string, Promise<Installation | undefined>>();

  constructor(parts: RenewalParts) {
    this.#parts = parts;
    this.#web = new webApi.WebClient(undefined, parts.client);
  }

  /**
   * The installation with a token that is not `old`. However many ask for it at once, here and in other processes, one
   * call renews: a second one with the same refresh token would be refused. Undefined where the app is not there any more.
   */
  async of(team: string, old: string): Promise<Installation | undefined> {
    const running = this.#running.get(team);
    if (running) return running;
    const { installations } = this.#parts;
    const renewing = installations.alone(team, async () => this.#renew(team, old));
    this.#running.set(team, renewing);
    try {
      return await renewing;
    } finally {
      this.#running.delete(team);
    }
  }

  async #renew(team: string, old: string): Promise<Installation | undefined> {
    const { installations, clientId, clientSecret, clock, logger } = this.#parts;
    const kept = await this.#read(team);
    // Somebody else has done it meanwhile, or there is nothing to do it with.
    if (!kept || kept.token !== old || kept.refreshToken === undefined) return kept;
    try {
      const answer = await call(this.#web, 'oauth.v2.access', {
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: kept.refreshToken,
      });
      const { access_token: token, refresh_token: refreshToken, expires_in: forS } = granted.parse(answer);
      const expiresAtS = Math.floor(clock.now().epochMilliseconds / 1000) + forS;
      const renewed = { ...kept, token, refreshToken, expiresAtS };
      // Before it is used: the one that it replaces does not serve again.
      await installations.save(team, writeInstallation(renewed));
      logger.info('the token of a workspace was renewed');
      return renewed;
    } catch (error) {
      const now = codeOf(error) === 'invalid_refresh_token' ? await this.#read(team) : kept;
      // A process without part in the lease was faster.
      if (now && now.token !== old) return now;
      throw error;
    }
  }

  async #read(team: string): Promise<Installation | undefined> {
    const text = await this.#parts.installations.find(team);
    return text === undefined ? undefined : readInstallation(text);
  }
}

/** For the log: why there is no new token. */
export function whyNotRenewed(error: unknown): string {
  return String(forLog(error));
}
