import type { Parts } from '../../parts.ts';
import { problemOfAuthorisation, redirectOf } from '../../api/oauth.ts';
import { NotPossible } from '../../api/slack-error.ts';
import type { User } from '../../world/world.ts';

export interface InstallOptions {
  /** Whether the person presses Cancel. */
  readonly cancel?: boolean;
  /** Another state than the app's, as a forger would send. */
  readonly state?: string;
  /** Whether the browser that comes back is another one. */
  readonly otherBrowser?: boolean;
}

export interface InstallPage {
  readonly status: number;
  readonly body: string;
  /** The address at which the browser ended. */
  readonly url: string;
}

/** A browser with its cookies. Those marked Secure count too, as browsers hold it with the loopback address. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined) this.#cookies.set(name, value ?? '');
    }
    return answer;
  }

  forget(): void {
    this.#cookies.clear();
  }
}

/** The authorisation page that the app leads to: by a redirect, or by a link on its own page. */
async function authorisationPage(browser: Browser, appUrl: string, page: string): Promise<URL> {
  const answer = await browser.get(appUrl);
  const location = answer.headers.get('location');
  const text = await answer.text();
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
  const target = [location ?? '', ...links].find((one) => one.startsWith(page));
  if (target !== undefined) return new URL(target);
  throw new NotPossible(`${appUrl} answered ${answer.status} and leads to no page at ${page}`);
}

/** https://docs.slack.dev/authentication/installing-with-oauth, in one person's browser. */
export async function install(
  parts: Parts,
  user: User,
  botUserId: string,
  appUrl: string,
  options: InstallOptions,
): Promise<InstallPage> {
  const { core } = parts;
  const browser = new Browser();
  const page = await authorisationPage(browser, appUrl, parts.authorizeUrl);
  const query = page.searchParams;
  const problem = problemOfAuthorisation(core, query);
  const redirect = redirectOf(core, query);
  if (problem !== undefined || redirect === undefined) throw new NotPossible(`Slack's page says: ${problem}`);
  if (!query.has('state')) core.note('an authorisation without a state: anybody could forge its end');
  const wanted = query.get('team');
  if (wanted !== null && wanted !== user.teamId)
    throw new NotPossible(`Slack's page is for another workspace, ${wanted}`);
  const back = new URL(redirect);
  if (options.cancel === true) back.searchParams.set('error', 'access_denied');
  else {
    const scopes = (query.get('scope') ?? '').split(',').filter((one) => one !== '');
    const redirectUri = query.get('redirect_uri') ?? undefined;
    const team = core.world.team(user.teamId);
    back.searchParams.set('code', parts.oauth.giveCode({ team, userId: user.id, botUserId, scopes, redirectUri }));
  }
  back.searchParams.set('state', options.state ?? query.get('state') ?? '');
  if (options.otherBrowser === true) browser.forget();
  const answer = await browser.get(back.href);
  return { status: answer.status, body: await answer.text(), url: answer.headers.get('location') ?? back.href };
}
