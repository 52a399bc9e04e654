import type { Results } from './results.ts';
import { ms } from './figures.ts';

export interface Aim {
  readonly aim: string;
  readonly verdict: 'met' | 'not met' | 'not measured';
  readonly figure: string;
}

const FIRST_ANSWER_TIMES_SOONER = 40;
const MEMORY_TIMES_LESS = 15;
const COMPLETION_P99_MS = 1;
/** What reading, parsing, checking and folding a brief of 2 KB took on the machine where the aims were set. */
const FLOOR_MICROSECONDS = 100;
const BUILD_TIMES_FLOOR = 1.5;

/** The size that the aims are meant for. Where there are few briefs, starting a process costs more than any search. */
export const AIMED_AT_BRIEFS = 100_000;

/** What Dossier sets out to be, held against what was measured. */
export function aimsOf({ briefs, minisearch, dossier }: Results): readonly Aim[] {
  const allowedMs = (BUILD_TIMES_FLOOR * FLOOR_MICROSECONDS * briefs) / 1000;
  return [
    judge(
      `first answer at least ${FIRST_ANSWER_TIMES_SOONER} times sooner`,
      minisearch.first.ok && dossier.first.ok && minisearch.first.result.answer.p50 / dossier.first.result.answer.p50,
      (ratio) => ratio >= FIRST_ANSWER_TIMES_SOONER,
      (ratio) => `${ratio.toFixed(1)} times`,
    ),
    judge(
      `memory at most 1/${MEMORY_TIMES_LESS}`,
      minisearch.ask.ok && dossier.ask.ok && minisearch.ask.peakMb / dossier.ask.peakMb,
      (ratio) => ratio >= MEMORY_TIMES_LESS,
      (ratio) => `1/${ratio.toFixed(1)}`,
    ),
    judge(
      'p99 of a whole command below the p99 of a bare search',
      minisearch.ask.ok && dossier.ask.ok && pair(dossier.ask.result.whole.p99, minisearch.ask.result.whole.p99),
      ([ours, theirs]) => ours < theirs,
      ([ours, theirs]) => `${ms(ours)} against ${ms(theirs)}`,
    ),
    judge(
      `p99 of a completion below ${COMPLETION_P99_MS} ms`,
      dossier.ask.ok && dossier.ask.result.keystroke.p99,
      (p99) => p99 < COMPLETION_P99_MS,
      ms,
    ),
    judge(
      `build within ${BUILD_TIMES_FLOOR} times ${FLOOR_MICROSECONDS} µs a brief`,
      dossier.build.ok && dossier.build.result.ms,
      (spent) => spent <= allowedMs,
      (spent) => `${ms(spent)}, ${((spent * 1000) / briefs).toFixed(2)} µs a brief`,
    ),
  ];
}

const pair = (ours: number, theirs: number) => [ours, theirs] as const;

function judge<T>(aim: string, value: T | false, met: (value: T) => boolean, figure: (value: T) => string): Aim {
  if (value === false) return { aim, verdict: 'not measured', figure: '' };
  return { aim, verdict: met(value) ? 'met' : 'not met', figure: figure(value) };
}
