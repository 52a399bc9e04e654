import { randomBytes } from 'node:crypto';
import { invalidArguments, SlackError } from '../api/slack-error.ts';
import type { Installation } from './tokens.ts';
import type { World } from './world.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction: three seconds, once. */
const LIVES_MS = 3000;

export interface Trigger {
  readonly id: string;
  readonly installation: Installation;
  readonly userId: string;
  /** The modal in which the person acted. */
  readonly viewId: string | undefined;
  /** The conversation that the person was looking at. */
  readonly channelId: string | undefined;
  readonly madeMs: number;
  used: boolean;
}

/** What a person's act gives the app: the right to open a modal for them. */
export class Triggers {
  readonly #made = new Map<string, Trigger>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  issue(
    installation: Installation,
    userId: string,
    { viewId, channelId }: Partial<Pick<Trigger, 'viewId' | 'channelId'>> = {},
  ): string {
    const madeMs = this.#world.nowMs();
    const id = `${madeMs}.${this.#made.size + 1}.${randomBytes(12).toString('hex')}`;
    this.#made.set(id, { id, installation, userId, viewId, channelId, madeMs, used: false });
    return id;
  }

  exchange(id: string, installation: Installation): Trigger {
    if (!/^\d+\.\d+\.\w+$/.test(id)) throw new SlackError('invalid_trigger_id');
    const trigger = this.#made.get(id);
    if (trigger === undefined || trigger.installation.team.id !== installation.team.id) {
      throw invalidArguments('invalid `trigger_id`');
    }
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.#world.nowMs() - trigger.madeMs > LIVES_MS) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger;
  }
}
