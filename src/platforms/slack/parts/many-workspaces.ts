import { webApi } from '@slack/bolt';
import { isRunningOut, Renewal, whyNotRenewed, type RenewalParts } from './renewal.ts';
import { readInstallation, type Installation } from './installations.ts';
import { refusalOf } from './remote-error.ts';
import { call } from './web.ts';
import { WorkspaceLeft, type Source, type Workspace, type Workspaces } from './workspace.ts';

/** Another process may have changed it: an installation is read anew after so long. */
const KEEP_MS = 30_000;
const MOST = 5000;

interface Kept {
  readonly installation: Installation;
  readonly untilMs: number;
}

/** All workspaces that the app is installed in. */
export class ManyWorkspaces implements Workspaces {
  readonly #parts: RenewalParts;
  readonly #renewal: Renewal;
  readonly #web: webApi.WebClient;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: RenewalParts) {
    this.#parts = parts;
    this.#renewal = new Renewal(parts);
    this.#web = new webApi.WebClient(undefined, parts.client);
  }

  async of({ team }: Source): Promise<Workspace | undefined> {
    const installation = await this.#find(team);
    if (!installation) return undefined;
    return { team, botUser: installation.botUser, token: async (refused) => this.#token(team, refused) };
  }

  /** Late news of an app that was taken out may come after it was installed again: what is kept goes only with its token. */
  async left({ team }: Source): Promise<void> {
    this.#kept.delete(team);
    const installation = await this.#find(team);
    if (!installation || (await this.#isTaken(installation))) return;
    await this.#parts.installations.alone(team, async () => {
      const text = await this.#parts.installations.find(team);
      if (text !== undefined && readInstallation(text).token !== installation.token) return;
      await this.#parts.installations.remove(team);
      this.#parts.logger.info('the app was taken out of a workspace: its tokens are deleted');
    });
    this.#kept.delete(team);
  }

  /** After it was installed there, in this process. */
  installed({ team }: Source): void {
    this.#kept.delete(team);
  }

  async #token(team: string, refused: string | undefined): Promise<string> {
    const installation = await this.#find(team);
    if (!installation) throw new WorkspaceLeft();
    const { token } = installation;
    const mustRenew = token === refused;
    if (!mustRenew && !isRunningOut(installation, this.#parts.clock)) return token;
    try {
      const renewed = await this.#renewal.of(team, token);
      if (!renewed) throw new WorkspaceLeft();
      this.#keep(renewed);
      return renewed.token;
    } catch (error) {
      if (mustRenew) throw error;
      this.#parts.logger.warn('the token of a workspace could not be renewed yet', { why: whyNotRenewed(error) });
      return token;
    }
  }

  async #find(team: string): Promise<Installation | undefined> {
    const kept = this.#kept.get(team);
    if (kept && kept.untilMs > this.#parts.clock.now().epochMilliseconds) return kept.installation;
    this.#kept.delete(team);
    const text = await this.#parts.installations.find(team);
    if (text === undefined) return undefined;
    const installation = readInstallation(text);
    this.#keep(installation);
    return installation;
  }

  #keep(installation: Installation): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    const untilMs = this.#parts.clock.now().epochMilliseconds + KEEP_MS;
    this.#kept.set(installation.team, { installation, untilMs });
  }

  /** Where the platform is not reached, what it said itself counts. */
  async #isTaken({ token }: Installation): Promise<boolean> {
    try {
      await call(this.#web, 'auth.test', { token });
      return true;
    } catch (error) {
      // It only ran out, and may be renewed.
      return refusalOf(error) === 'expired' || refusalOf(error) === 'limited';
    }
  }
}
