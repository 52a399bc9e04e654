import type { Problem } from '../problem.ts';
import { Lines } from './position.ts';

/** The most problems that one file reports one by one; the rest are counted. */
const PROBLEMS_SHOWN = 50;

/** A problem by its offset in the text. What costs time (a nearest word) waits in `message` until it is to be shown. */
export interface Draft {
  readonly offset: number;
  readonly severity?: 'error' | 'warning';
  readonly message: string | (() => string | Advice);
  readonly suggestion?: string | undefined;
}

export interface Advice {
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** The problems of one file with line, column and frame, in the order of the file, errors first where there are too many. */
export function problemsOf(file: string, text: string, drafts: readonly Draft[]): Problem[] {
  if (drafts.length === 0) return [];
  const kept = drafts
    .toSorted((a, b) => rank(a, drafts.length) - rank(b, drafts.length) || a.offset - b.offset)
    .slice(0, PROBLEMS_SHOWN)
    .toSorted((a, b) => a.offset - b.offset);
  const lines = new Lines(text);
  const problems = kept.map((draft): Problem => {
    const position = lines.positionAt(draft.offset);
    const made = typeof draft.message === 'string' ? draft.message : draft.message();
    const advice = typeof made === 'string' ? { message: made, suggestion: draft.suggestion } : made;
    return {
      file,
      severity: draft.severity ?? 'error',
      ...position,
      message: advice.message,
      ...(advice.suggestion === undefined ? {} : { suggestion: advice.suggestion }),
      frame: lines.frame(position),
    };
  });
  const rest = drafts.length - kept.length;
  if (rest > 0) {
    const failing = drafts.some((draft) => draft.severity !== 'warning');
    problems.push({
      file,
      severity: failing ? 'error' : 'warning',
      message: `and ${rest} more ${rest === 1 ? 'problem' : 'problems'} in this file: mend these first`,
    });
  }
  return problems;
}

/** Errors come before warnings only where not all can be shown. */
function rank(draft: Draft, count: number): number {
  return count > PROBLEMS_SHOWN && draft.severity === 'warning' ? 1 : 0;
}
