import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { cutText } from '../../../kernel/text.ts';
import type { CommandSheet } from '../../../platform.ts';
import type { Asked, Said } from './asked.ts';
import { suggestedPrompts } from './manifest.ts';
import { forLog, refusalOf } from './remote-error.ts';
import { Seen } from './seen.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

export interface AssistantParts {
  readonly web: Web;
  readonly commands: readonly CommandSheet[];
  readonly clock: Clock;
  readonly logger: Logger;
}

const TITLE_MAX = 100;
const DAY_MS = 86_400_000;
const THREADS = 10_000;

/**
 * The assistant's pane, where the workspace has it. There a message is one to the bot alone, in a thread. Without the pane
 * none of this does anything, and nothing else needs it. https://docs.slack.dev/ai/developing-ai-apps
 */
export class Assistant {
  readonly #parts: AssistantParts;
  readonly #titled: Seen;

  constructor(parts: AssistantParts) {
    this.#parts = parts;
    this.#titled = new Seen({ clock: parts.clock, keepMs: DAY_MS, most: THREADS });
  }

  /** Offers what can be asked, in a pane that was opened. */
  async greet(workspace: Workspace, { channel, thread }: Asked & { kind: 'assistant' }): Promise<void> {
    await this.#try(workspace, 'setSuggestedPrompts', {
      channel_id: channel,
      thread_ts: thread,
      prompts: suggestedPrompts(this.#parts.commands),
    });
  }

  /** Shows that an answer is on its way, and gives the conversation the title of its first question. */
  async busy(workspace: Workspace, { isDirect, channel, thread }: Said, line: string): Promise<void> {
    if (!isDirect || thread === undefined) return;
    const place = { channel_id: channel, thread_ts: thread };
    const isPane = await this.#try(workspace, 'setStatus', { ...place, status: 'is reading the briefs…' });
    if (!isPane || !this.#titled.isNew(`${workspace.team} ${channel} ${thread}`)) return;
    await this.#try(workspace, 'setTitle', { ...place, title: cutText(line, TITLE_MAX) });
  }

  async #try(
    workspace: Workspace,
    method: 'setStatus' | 'setSuggestedPrompts' | 'setTitle',
    given: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    try {
      await this.#parts.web(workspace, `assistant.threads.${method}`, given);
      return true;
    } catch (error) {
      if (refusalOf(error) === undefined || refusalOf(error) === 'unauthorized') throw error;
      this.#parts.logger.debug('there is no assistant pane here', { why: String(forLog(error)) });
      return false;
    }
  }
}
