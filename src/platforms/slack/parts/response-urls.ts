import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Pause } from '../../../kernel/pause.ts';
import type { Payload } from '../render.ts';

/**
 * What came of an answer by the address that came with an action: `gone` where the address takes no more, `unknown` where
 * nobody knows whether it was shown, `refused` where the platform does not take it there.
 */
export type Replied = 'shown' | 'gone' | 'unknown' | 'refused';

export interface Reply extends Payload {
  /** Whether everybody in the channel sees it, or who acted alone. */
  readonly response_type: 'in_channel' | 'ephemeral';
  readonly replace_original: boolean;
  readonly thread_ts?: string | undefined;
}

/** "Up to 5 times within 30 minutes": https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIVES_MS = 30 * 60_000;
const TIMEOUT_MS = 10_000;
/** Before each new try. Only what one person sees is sent again where its fate is unknown: twice does no harm there. */
const WAITS_MS = [500, 3000];
const LONGEST_WAIT_MS = 30_000;

const refusal = z.object({ error: z.string() });

/** Answers by the addresses that come with what people do, and counts how often each was used. */
export class ResponseUrls {
  readonly #used = new Map<string, { uses: number; readonly sinceMs: number }>();
  readonly #clock: Clock;
  readonly #pause: Pause;

  constructor({ clock, pause }: { readonly clock: Clock; readonly pause: Pause }) {
    this.#clock = clock;
    this.#pause = pause;
  }

  /** Never rejects. */
  async send(url: string, reply: Reply): Promise<Replied> {
    if (!this.#mayUse(url)) return 'gone';
    let replied = await this.#once(url, reply);
    for (const ms of WAITS_MS) {
      const isPassing = typeof replied !== 'string' || (replied === 'unknown' && isForOne(reply));
      if (!isPassing) break;
      // oxlint-disable-next-line no-await-in-loop -- each try follows the one before
      await this.#pause(typeof replied === 'string' ? ms : replied.afterMs);
      // oxlint-disable-next-line no-await-in-loop -- as above
      replied = await this.#once(url, reply);
    }
    if (typeof replied !== 'string') return 'gone';
    if (replied === 'shown' || replied === 'unknown') this.#count(url);
    return replied;
  }

  async #once(url: string, reply: Reply): Promise<Replied | { readonly afterMs: number }> {
    let answer: Response;
    try {
      answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(reply),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return 'unknown';
    }
    const text = await answer.text().catch(() => '');
    if (answer.ok) return 'shown';
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after') ?? 1);
      return { afterMs: Math.min(LONGEST_WAIT_MS, Math.max(1, seconds || 1) * 1000) };
    }
    if (answer.status >= 500) return 'unknown';
    const code = refusal.safeParse(jsonOf(text)).data?.error ?? text;
    return answer.status === 404 || /used_url|expired_url|invalid_url/.test(code) ? 'gone' : 'refused';
  }

  #mayUse(url: string): boolean {
    const now = this.#clock.now().epochMilliseconds;
    for (const [old, { sinceMs }] of this.#used) {
      if (sinceMs + LIVES_MS > now) break;
      this.#used.delete(old);
    }
    return (this.#used.get(url)?.uses ?? 0) < USES;
  }

  #count(url: string): void {
    const used = this.#used.get(url) ?? { uses: 0, sinceMs: this.#clock.now().epochMilliseconds };
    used.uses += 1;
    this.#used.set(url, used);
  }
}

function isForOne({ response_type: type, replace_original: replaces }: Reply): boolean {
  return type === 'ephemeral' || replaces;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
