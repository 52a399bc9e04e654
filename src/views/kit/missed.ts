import { dayAnywhere } from '../../kernel/day-anywhere.ts';
import type { Block } from '../../message/model.ts';
import { commandLine, note, plain, sentence } from './spans.ts';

/** Since when nothing could be sent. */
export interface Missed {
  readonly at: Temporal.Instant;
  /** A sentence of the platform. */
  readonly why: string;
}

/** For who is back after nothing could be sent to them. */
export function missedNote(missed: Missed | undefined): readonly Block[] {
  if (!missed) return [];
  const at = missed.at.toString();
  return [
    note(
      plain('Nothing was sent since '),
      { kind: 'time', at, style: 'datetime' },
      plain(`: ${sentence(missed.why)} It is tried again from now on. `),
      commandLine(`changed everything since:${dayAnywhere(missed.at)}`),
      plain(' shows what was missed.'),
    ),
  ];
}
