import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { forLog } from './remote-error.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

/** What the platform tells of a person. */
export interface Person {
  /** IANA zone. */
  readonly zone?: string | undefined;
  /** As others see it. */
  readonly name?: string | undefined;
}

const KEEP_MS = 3_600_000;
/** After a failure, which is not asked about again at once. */
const KEEP_FAILURE_MS = 60_000;
const MOST = 10_000;
/** An answer does not wait longer for the zone of its reader. */
const WITHIN_MS = 2000;

const info = z.object({
  user: z.object({
    tz: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
});

interface Known {
  readonly person: Promise<Person>;
  untilMs: number;
}

/** Zones and names of people, each asked for once an hour. */
export class People {
  readonly #known = new Map<string, Known>();
  readonly #parts: { readonly web: Web; readonly clock: Clock; readonly logger: Logger };

  constructor(parts: { readonly web: Web; readonly clock: Clock; readonly logger: Logger }) {
    this.#parts = parts;
  }

  /** Never rejects, and never takes long: what is not known in time is left out. */
  async of(workspace: Workspace, user: string, withinMs = WITHIN_MS): Promise<Person> {
    const late = Promise.withResolvers<Person>();
    const timer = setTimeout(() => late.resolve({}), withinMs);
    try {
      return await Promise.race([this.#lookUp(workspace, user).person, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #lookUp(workspace: Workspace, user: string): Known {
    const key = `${workspace.team} ${user}`;
    const now = this.#parts.clock.now().epochMilliseconds;
    const before = this.#known.get(key);
    if (before && before.untilMs > now) return before;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    const known: Known = {
      person: this.#ask(workspace, user, () => (known.untilMs = now + KEEP_FAILURE_MS)),
      untilMs: now + KEEP_MS,
    };
    this.#known.delete(key);
    this.#known.set(key, known);
    return known;
  }

  async #ask(workspace: Workspace, user: string, failed: () => void): Promise<Person> {
    try {
      const { user: told } = info.parse(await this.#parts.web(workspace, 'users.info', { user }));
      const names = [told.profile?.display_name, told.profile?.real_name, told.real_name, told.name];
      return { zone: told.tz, name: names.find((name) => name !== undefined && name.trim() !== '') };
    } catch (error) {
      failed();
      const why = forLog(error);
      this.#parts.logger.warn('the zone of a reader is not known: UTC is taken', { why: String(why) });
      return {};
    }
  }
}
