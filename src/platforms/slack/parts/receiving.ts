import type { Clock } from '../../../kernel/clock.ts';
import type { InFlight } from '../../../kernel/in-flight.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Desk } from '../../../platform.ts';
import { shownOptions } from '../completion.ts';
import { readPayload } from '../intake.ts';
import type { Asked } from './asked.ts';
import type { AskerOf } from './askers.ts';
import type { Answering } from './answering.ts';
import type { CommandNames } from './command-names.ts';
import { forLog } from './remote-error.ts';
import { Seen } from './seen.ts';
import { Turns } from './turns.ts';
import type { Workspaces } from './workspace.ts';

/** One thing that happened, as it arrives by either way. */
export interface Received {
  readonly body: unknown;
  /** Undefined where it has been acknowledged already. To be called within three seconds, once. */
  readonly acknowledge: ((answer?: object) => Promise<void>) | undefined;
  /** Of Socket Mode: the same for a repetition. */
  readonly envelope?: string | undefined;
}

export interface ReceivingParts {
  readonly desk: Desk;
  readonly names: CommandNames;
  readonly workspaces: Workspaces;
  readonly answering: Answering;
  readonly askerOf: AskerOf;
  readonly inFlight: InFlight;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The platform repeats an event for some hours: https://docs.slack.dev/apis/events-api#retries */
const REMEMBERED_MS = 24 * 3_600_000;
const REMEMBERED = 200_000;

/** Acknowledges what happens before any work on it, and sees to it that nothing is answered twice. Never rejects. */
export function createReceiving(parts: ReceivingParts): (received: Received) => Promise<void> {
  const { desk, names, workspaces, answering, askerOf, inFlight, clock, logger } = parts;
  const seen = new Seen({ clock, keepMs: REMEMBERED_MS, most: REMEMBERED });
  const turns = new Turns();

  return async ({ body, acknowledge, envelope }) => {
    const { asked, once } = readPayload(body, names, desk.commands);
    if (asked.kind === 'typing') return suggest(asked, acknowledge);
    const isNew = [once, envelope].every((key) => key === undefined || seen.isNew(key));
    try {
      await acknowledge?.();
    } catch (error) {
      // The connection ended meanwhile. What is answered by an address or a post needs no acknowledgement.
      logger.warn('something could not be acknowledged', { why: String(forLog(error)) });
    }
    if (asked.kind === 'unread') return logger.warn('something came that could not be read', { type: typeOf(body) });
    if (asked.kind === 'nothing') return logger.debug('something came that asks for nothing');
    if (!isNew) return logger.info('something came a second time: it is not answered again', { kind: asked.kind });
    inFlight.add(answering(asked, turns.next()));
  };

  /** What a field offers is told in the acknowledgement itself. */
  async function suggest(
    { command, argument, text, by }: Asked & { kind: 'typing' },
    acknowledge: Received['acknowledge'],
  ): Promise<void> {
    try {
      const workspace = await workspaces.of(by);
      await acknowledge?.({
        options: workspace ? await shownOptions(desk, { command, argument, text, by: askerOf(workspace, by) }) : [],
      });
    } catch (error) {
      desk.fault(forLog(error));
    }
  }
}

/** What the platform calls it, for the log, which holds nothing that people wrote. */
function typeOf(body: unknown): string {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : 'command';
  return typeof type === 'string' && /^[a-z_]{1,40}$/.test(type) ? type : 'other';
}
